using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A film as it is shown to a person, often smaller than the film itself: 8-bit grey, row by row, bone bright.</summary>
public sealed record FilmPicture
{
    /// <summary>Makes a picture.</summary>
    /// <param name="pixels">Grey values, row-major, <paramref name="width"/> × <paramref name="height"/> bytes, 0 black.</param>
    /// <param name="width">Columns of the picture, above 0.</param>
    /// <param name="height">Rows of the picture, above 0.</param>
    /// <param name="filmWidth">Columns of the film, in whose pixels results give their points, above 0.</param>
    /// <param name="filmHeight">Rows of the film, above 0.</param>
    /// <exception cref="TrabeculaException"><c>invalid_picture</c> where the sizes do not fit together.</exception>
    public FilmPicture(byte[] pixels, int width, int height, int filmWidth, int filmHeight)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width <= 0 || height <= 0 || filmWidth <= 0 || filmHeight <= 0 || pixels.LongLength != (long)width * height)
        {
            throw new TrabeculaException(
                "invalid_picture",
                $"A picture of {width} × {height} pixels of a film of {filmWidth} × {filmHeight} cannot be made of {pixels.LongLength} bytes.");
        }

        Pixels = pixels;
        Width = width;
        Height = height;
        FilmWidth = filmWidth;
        FilmHeight = filmHeight;
    }

    /// <summary>Grey values, row-major, 0 black, 255 white.</summary>
    public byte[] Pixels { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Columns of the film.</summary>
    public int FilmWidth { get; }

    /// <summary>Rows of the film.</summary>
    public int FilmHeight { get; }
}
