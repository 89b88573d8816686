using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A film as it is shown to a person: 8-bit grey, row by row, bone bright.</summary>
public sealed record GreyPicture
{
    /// <summary>Makes a picture.</summary>
    /// <param name="pixels">Grey values, row-major, <paramref name="width"/> × <paramref name="height"/> bytes, 0 black.</param>
    /// <param name="width">Columns, above 0.</param>
    /// <param name="height">Rows, above 0.</param>
    /// <exception cref="TrabeculaException"><c>invalid_picture</c> where the sizes do not fit together.</exception>
    public GreyPicture(byte[] pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width <= 0 || height <= 0 || pixels.LongLength != (long)width * height)
        {
            throw new TrabeculaException(
                "invalid_picture",
                $"A picture of {width} × {height} pixels cannot be made of {pixels.LongLength} bytes.");
        }

        Pixels = pixels;
        Width = width;
        Height = height;
    }

    /// <summary>Grey values, row-major, 0 black, 255 white.</summary>
    public byte[] Pixels { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }
}
