using SkiaSharp;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Benchmarks;

/// <summary>Failed films side by side on one picture: what was found in blue, what there is dashed in yellow, the reason at the bottom of each.</summary>
internal static class FailureSheet
{
    // Overlays are 800 pixels and more on the longer side; at 560 their letters can still be read.
    private const int CellWidth = 440, CellHeight = 560, Gap = 6, Columns = 6, JpegQuality = 85, PictureSide = 1600;

    /// <summary>Writes the sheet, and prints how often each reason occurs.</summary>
    /// <param name="failures">The failed films.</param>
    /// <param name="output">The JPEG.</param>
    /// <param name="most">Films on the sheet at most; of more, each reason keeps its share.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>.</exception>
    public static void Write(IEnumerable<FailedFilm> failures, string output, int most)
    {
        // Drawn at once and kept small: hundreds of films would not fit into memory.
        (string Kind, byte[] Png)[] drawn = [.. failures.Select(film => (Kind(film), Draw(film))).OrderBy(one => one.Item1, StringComparer.Ordinal)];
        foreach (var kind in drawn.GroupBy(one => one.Kind).OrderByDescending(kind => kind.Count()))
        {
            Console.WriteLine($"{kind.Count(),5}  {kind.Key}");
        }

        int shown = Math.Min(most, drawn.Length);
        if (shown == 0)
        {
            Console.WriteLine("No film failed; no sheet was written.");
            return;
        }

        int columns = Math.Min(Columns, shown), rows = (shown + columns - 1) / columns;
        var size = new SKImageInfo(columns * (CellWidth + Gap), rows * (CellHeight + Gap), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(size)
            ?? throw new TrabeculaException("cannot_write", $"No picture of {size.Width} × {size.Height} pixels could be made.");
        surface.Canvas.Clear(SKColors.Black);
        for (int i = 0; i < shown; i++)
        {
            using SKImage film = SKImage.FromEncodedData(drawn[(int)((long)i * drawn.Length / shown)].Png);
            float scale = Math.Min((float)CellWidth / film.Width, (float)CellHeight / film.Height);
            float left = (i % columns * (CellWidth + Gap)) + ((CellWidth - (film.Width * scale)) / 2), top = i / columns * (CellHeight + Gap);
            surface.Canvas.DrawImage(
                film, new SKRect(left, top, left + (film.Width * scale), top + (film.Height * scale)), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using SKImage sheet = surface.Snapshot();
        using SKData jpeg = sheet.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        ReplacedFile.Write(output, jpeg.SaveTo);
    }

    private static string Kind(FailedFilm film) => film.Reason.StartsWith("corner aside", StringComparison.Ordinal) ? "corner aside" : film.Reason;

    private static byte[] Draw(FailedFilm failed)
    {
        GreyPicture grey = GreyPicture.From(failed.Film, PictureSide);
        QualityFinding[] truth = [.. failed.Truth.Select(one => new QualityFinding(one.Name, QualityAction.Warn, "", one.Corners))];
        var result = new FilmResult(
            failed.Name, null, failed.Film.Subject, failed.Found, [], [], null, truth, [Path.GetFileNameWithoutExtension(failed.Name), failed.Reason]);
        return OverlayPicture.Png(result, new FilmPicture(grey.Pixels, grey.Width, grey.Height, failed.Film.Width, failed.Film.Height));
    }
}
