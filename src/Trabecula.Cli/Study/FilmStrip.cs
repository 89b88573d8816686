using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Imaging;

namespace Trabecula.Cli.Study;

/// <summary>Whole films side by side, small.</summary>
internal static class FilmStrip
{
    /// <summary>
    /// Lettering on a film is a fiftieth of its height at most: of 200 rows that leaves 4, in which no name can be read. A report is passed on, films are not.
    /// </summary>
    private const int Height = 200, Width = 180;

    /// <summary>A PNG of the films, bone bright, in their order.</summary>
    /// <param name="paths">Their files; null or one that is not there any more leaves its place dark.</param>
    /// <returns>The picture, or null where no film can be read: a study's parts may be put together on another machine.</returns>
    public static byte[]? Of(IReadOnlyList<string?> paths)
    {
        Raster?[] films = [.. paths.Select(Read)];
        if (films.All(film => film is null))
            return null;
        var greys = new byte[Height * Width * films.Length];
        for (var i = 0; i < films.Length; i++)
        {
            if (films[i] is { } film)
                Draw(film, greys.AsSpan(i * Width), Width * films.Length);
        }
        return GreyPng.Encode(greys, Width * films.Length, Height);
    }

    private static Raster? Read(string? path)
    {
        try
        {
            var film = path is null ? null : RadiographReader.Read(path);
            return film is null ? null : new Raster(film.Width, film.Height, film.Pixels);
        }
        catch (TrabeculaException)
        {
            // The study has read it before, perhaps elsewhere; the strip's dark place and the table's line tell which it is.
            return null;
        }
    }

    /// <summary>Fits a film into its place, in the middle.</summary>
    private static void Draw(Raster film, Span<byte> greys, int stride)
    {
        var factor = Math.Max((double)film.Height / Height, (double)film.Width / Width);
        var reduced = film.Reduced(Math.Max(1, (int)factor));
        var scale = Math.Max((double)reduced.Height / Height, (double)reduced.Width / Width);
        var (left, top) = ((Width - (reduced.Width / scale)) / 2, (Height - (reduced.Height / scale)) / 2);
        var range = film.Quantiles(0.01, 0.99);
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var value = reduced.Sample(((column + 0.5 - left) * scale) - 0.5, ((row + 0.5 - top) * scale) - 0.5, range[0]);
                greys[(row * stride) + column] = (byte)Math.Clamp(255 * (value - range[0]) / Math.Max(1e-6f, range[1] - range[0]), 0, 255);
            }
        }
    }
}
