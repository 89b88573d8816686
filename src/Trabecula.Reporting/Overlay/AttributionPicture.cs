using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A film with a translucent layer that shows what the density of L1–L4 rests on.</summary>
/// <remarks>Orange raises the density, blue lowers it; the more, the less translucent. The legend gives the largest change.</remarks>
public static class AttributionPicture
{
    /// <summary>Covered at most, 0 to 1: the film stays visible.</summary>
    private const double MostOpaque = 2.0 / 3;

    /// <summary>Draws a PNG picture.</summary>
    /// <param name="result">The result, whose vertebrae are drawn over the layer.</param>
    /// <param name="film">The film.</param>
    /// <param name="cells">The parts of the film and what each changes.</param>
    /// <returns>A PNG file, 8-bit RGBA.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static byte[] Png(FilmResult result, FilmPicture film, IReadOnlyList<AttributionCell> cells) => OverlayPng.Draw(film, Scene(result, film, cells));

    /// <summary>Draws an SVG document that holds the film as a PNG picture and the layer as polygons.</summary>
    /// <param name="result">The result, whose vertebrae are drawn over the layer.</param>
    /// <param name="film">The film.</param>
    /// <param name="cells">The parts of the film and what each changes.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static string Svg(FilmResult result, FilmPicture film, IReadOnlyList<AttributionCell> cells) =>
        OverlaySvg.Draw(film, Scene(result, film, cells), Path.GetFileName(result.File));

    private static OverlayScene Scene(FilmResult result, FilmPicture film, IReadOnlyList<AttributionCell> cells)
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
        return scene with
        {
            Patches = most > 0 ? [.. cells.Select(cell => Patch(cell, scene.Scale, most)).Where(patch => patch.Corners.Count > 0)] : [],
            Footer = [.. legend, .. scene.Footer],
        };
    }

    private static OverlayPatch Patch(AttributionCell cell, double scale, double most) => new(
        OverlayScene.Scaled(cell.Corners, scale),
        cell.Change > 0 ? OverlayColour.Excluded : OverlayColour.Vertebra,
        MostOpaque * Math.Abs(cell.Change) / most);
}
