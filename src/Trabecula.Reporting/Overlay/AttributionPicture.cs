using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A film with a translucent layer that shows what the density of L1–L4 rests on.</summary>
/// <remarks>Orange raises the density, blue lowers it; the more, the less translucent. The legend gives the largest change.</remarks>
public static class AttributionPicture
{
    /// <summary>Covered at most: the film stays visible.</summary>
    private const double MostOpaque = 170;

    /// <summary>Draws a PNG picture.</summary>
    /// <param name="result">The result, whose vertebrae are drawn over the layer.</param>
    /// <param name="film">The film.</param>
    /// <param name="cells">The parts of the film and what each changes.</param>
    /// <returns>A PNG file, 8-bit RGBA.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static byte[] Png(FilmResult result, FilmPicture film, IReadOnlyList<AttributionCell> cells)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(cells);
        var most = cells.Count == 0 ? 0 : cells.Max(cell => Math.Abs(cell.Change));
        // Frames of findings would cover the layer; which vertebrae are left out is still shown.
        QualityFinding[] excluding = [.. result.Findings
            .Where(finding => finding.Action == QualityAction.ExcludeVertebra)
            .Select(finding => finding with { Where = [] })];
        var scene = OverlayScene.Of(result with { Findings = excluding }, film.FilmWidth, film.FilmHeight);
        var legend = PlainText.Wrap(
            string.Create(
                CultureInfo.InvariantCulture,
                $"What L1-L4 rests on: where 12 mm are put to soft tissue, the density changes by {most:0.000} g/cm² at most. Orange raises it, blue lowers it."),
            Math.Max(8, (scene.Width / PixelFont.Advance) - 2));
        return OverlayPng.Draw(film, scene with { Footer = [.. legend, .. scene.Footer] }, canvas => Layer(canvas, cells, most, (double)scene.Width / film.FilmWidth));
    }

    private static void Layer(SKCanvas canvas, IReadOnlyList<AttributionCell> cells, double most, double scale)
    {
        // Cells touch: smoothed edges would draw a net between them.
        using var paint = new SKPaint { IsAntialias = false };
        foreach (var cell in cells.Where(cell => most > 0 && cell.Corners.All(corner => double.IsFinite(corner.X) && double.IsFinite(corner.Y))))
        {
            var colour = cell.Change > 0 ? OverlayColour.Excluded : OverlayColour.Vertebra;
            paint.Color = new SKColor(colour.Red, colour.Green, colour.Blue, (byte)(MostOpaque * Math.Abs(cell.Change) / most));
            using var path = new SKPath();
            path.AddPoly(cell.Corners.Select(corner => new SKPoint((float)((corner.X + 0.5) * scale), (float)((corner.Y + 0.5) * scale))).ToArray());
            canvas.DrawPath(path, paint);
        }
    }
}
