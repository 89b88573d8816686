using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Imaging;

namespace Trabecula.Cli.Study;

/// <summary>Whole films side by side, small, as they are stored.</summary>
internal static class FilmStrip
{
    private const int Height = 200, Width = 180;

    /// <summary>
    /// A report is passed on, films are not, and some rooms print names on films. Of letters 6 mm high two pixels remain at this size; where a film's size
    /// is not known, two to three remain of letters that take up a fortieth of its height.
    /// </summary>
    private const double LeastMmPerPixel = 3;

    private const int MostRowsOfUnknownSize = 96;

    /// <summary>A PNG of the films in their order.</summary>
    /// <param name="paths">Their files; null or one that is not there any more leaves its place dark.</param>
    /// <returns>The picture, or null where no film can be read: a study's parts may be put together on another machine.</returns>
    public static byte[]? Of(IReadOnlyList<string?> paths)
    {
        var greys = new byte[Height * Width * paths.Count];
        var isAnyThere = false;
        for (var i = 0; i < paths.Count; i++)
        {
            if (Read(paths[i]) is not { } film)
                continue;
            isAnyThere = true;
            Draw(film, greys.AsSpan(i * Width), Width * paths.Count);
        }
        return isAnyThere ? GreyPng.Encode(greys, Width * paths.Count, Height) : null;
    }

    private static Radiograph? Read(string? path)
    {
        try
        {
            return path is null ? null : RadiographReader.Read(path);
        }
        catch (TrabeculaException)
        {
            // The study has read it before, perhaps elsewhere; its place stays dark, and the table's line tells which it is.
            return null;
        }
    }

    /// <summary>Fits a film into the middle of its place; it is never enlarged.</summary>
    private static void Draw(Radiograph film, Span<byte> greys, int stride)
    {
        var least = film.MmPerPixel is { } mm ? LeastMmPerPixel / mm : (double)film.Height / MostRowsOfUnknownSize;
        var shrink = Math.Max(least, Math.Max((double)film.Height / Height, (double)film.Width / Width));
        var picture = GreyPicture.From(film, Math.Max(1, (int)(Math.Max(film.Width, film.Height) / Math.Max(1, shrink))));
        var (left, top) = ((Width - picture.Width) / 2, (Height - picture.Height) / 2);
        for (var row = 0; row < picture.Height; row++)
            picture.Pixels.AsSpan(row * picture.Width, picture.Width).CopyTo(greys[(((top + row) * stride) + left)..]);
    }
}
