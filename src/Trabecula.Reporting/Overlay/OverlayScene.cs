using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A closed outline over the film.</summary>
/// <param name="Corners">Corners in pixels of the drawn picture.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="IsDashed">Whether it is drawn dashed, so that it can be told apart without colours.</param>
internal sealed record OverlayOutline(IReadOnlyList<ImagePoint> Corners, OverlayColour Colour, bool IsDashed);

/// <summary>A short text over the film.</summary>
/// <param name="TopLeft">Where it begins, in pixels of the drawn picture.</param>
/// <param name="Text">The text.</param>
/// <param name="Colour">Its colour.</param>
internal sealed record OverlayLabel(ImagePoint TopLeft, string Text, OverlayColour Colour);

/// <summary>A filled part of the film.</summary>
/// <param name="Corners">Corners in pixels of the drawn picture.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Opacity">0 for invisible to 1 for a part whose film is not seen.</param>
internal sealed record OverlayPatch(IReadOnlyList<ImagePoint> Corners, OverlayColour Colour, double Opacity);

/// <summary>A colour of the overlay.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
internal readonly record struct OverlayColour(byte Red, byte Green, byte Blue)
{
    // Okabe and Ito 2008: told apart by colour-blind readers, and bright on a dark film.
    public static OverlayColour Vertebra { get; } = new(86, 180, 233);

    public static OverlayColour Caution { get; } = new(240, 228, 66);

    public static OverlayColour Excluded { get; } = new(230, 159, 0);

    public static OverlayColour Rejected { get; } = new(213, 94, 0);

    public static OverlayColour Plain { get; } = new(255, 255, 255);

    public string Hex => $"#{Red:x2}{Green:x2}{Blue:x2}";
}

/// <summary>What is drawn over a film, laid out once for every picture format.</summary>
/// <param name="Width">Columns of the drawn picture.</param>
/// <param name="Height">Rows of the drawn picture.</param>
/// <param name="Scale">Pixels of the drawn picture in one of the film.</param>
/// <param name="Outlines">Outlines, in drawing order.</param>
/// <param name="Labels">Labels, in drawing order.</param>
/// <param name="Banner">Lines of the banner at the top; empty for a film that is not rejected.</param>
/// <param name="Footer">Lines at the bottom.</param>
internal sealed record OverlayScene(
    int Width,
    int Height,
    double Scale,
    IReadOnlyList<OverlayOutline> Outlines,
    IReadOnlyList<OverlayLabel> Labels,
    IReadOnlyList<string> Banner,
    IReadOnlyList<string> Footer)
{
    /// <summary>A film is drawn so that its longer side lies between these, in pixels: labels stay legible and files small.</summary>
    private const double ShortestSide = 800;

    private const double LongestSide = 1600;

    /// <summary>Space between an outline and its label, in pixels.</summary>
    private const double Gap = 6;

    /// <summary>Filled parts, drawn before everything else.</summary>
    public IReadOnlyList<OverlayPatch> Patches { get; init; } = [];

    /// <summary>Lays out a result over a film.</summary>
    /// <param name="result">The result.</param>
    /// <param name="filmWidth">Columns of the film.</param>
    /// <param name="filmHeight">Rows of the film.</param>
    public static OverlayScene Of(FilmResult result, int filmWidth, int filmHeight)
    {
        var longer = (double)Math.Max(filmWidth, filmHeight);
        var scale = Math.Clamp(longer, ShortestSide, LongestSide) / longer;
        var width = Math.Max(1, (int)Math.Round(filmWidth * scale));
        var height = Math.Max(1, (int)Math.Round(filmHeight * scale));
        var outlines = new List<OverlayOutline>();
        var labels = new List<OverlayLabel>();
        foreach (var vertebra in result.Vertebrae)
            AddVertebra(vertebra, result, scale, width, outlines, labels);
        foreach (var finding in result.Findings)
            AddFinding(finding, scale, outlines, labels);
        var columns = Math.Max(8, (width / PixelFont.Advance) - 2);
        var banner = result.Findings
            .Where(finding => finding.Action == QualityAction.Reject)
            .SelectMany(finding => PlainText.Wrap(PlainText.Clean($"Rejected: {finding.Code}. {finding.Message}"), columns));
        var footer = result.Warnings.SelectMany(warning => PlainText.Wrap(PlainText.Clean(warning), columns));
        return new OverlayScene(width, height, scale, outlines, labels, banner.ToArray(), footer.ToArray());
    }

    private static void AddVertebra(
        VertebraOutline vertebra, FilmResult result, double scale, int width, List<OverlayOutline> outlines, List<OverlayLabel> labels)
    {
        var corners = Scaled(vertebra.Corners, scale);
        if (corners.Count == 0)
            return;
        var isExcluded = result.IsExcluded(vertebra.Level);
        var colour = isExcluded ? OverlayColour.Excluded : OverlayColour.Vertebra;
        outlines.Add(new OverlayOutline(corners, colour, isExcluded));
        if (isExcluded)
        {
            // Crossed out, so that it is told apart without colours too.
            outlines.Add(new OverlayOutline([corners[0], corners[2]], colour, IsDashed: false));
            outlines.Add(new OverlayOutline([corners[1], corners[3]], colour, IsDashed: false));
        }

        var density = VertebraDensity.Of(result, vertebra.Level) is { } estimate
            ? string.Create(CultureInfo.InvariantCulture, $" {estimate.Bmd:0.00} g/cm²")
            : string.Empty;
        var remark = isExcluded ? ", left out" : string.Empty;
        var text = string.Create(CultureInfo.InvariantCulture, $"{vertebra.Level}{density} ({100 * vertebra.Confidence:0} %{remark})");
        var left = corners.Max(corner => corner.X) + Gap;
        // Beside the body where there is room, otherwise upon it.
        if (left + (text.Length * PixelFont.Advance) > width)
            left = corners.Min(corner => corner.X) + Gap;
        var middle = corners.Average(corner => corner.Y) - (PixelFont.Height / 2.0);
        labels.Add(new OverlayLabel(new ImagePoint(left, middle), text, colour));
    }

    private static void AddFinding(QualityFinding finding, double scale, List<OverlayOutline> outlines, List<OverlayLabel> labels)
    {
        var corners = Scaled(finding.Where, scale);
        if (corners.Count == 0)
            return;
        var colour = finding.Action switch
        {
            QualityAction.Reject => OverlayColour.Rejected,
            QualityAction.ExcludeVertebra => OverlayColour.Excluded,
            _ => OverlayColour.Caution,
        };
        outlines.Add(new OverlayOutline(corners, colour, IsDashed: true));
        var top = Math.Max(0, corners.Min(corner => corner.Y) - PixelFont.Height - Gap);
        labels.Add(new OverlayLabel(new ImagePoint(corners.Min(corner => corner.X), top), finding.Code, colour));
    }

    /// <summary>From the film's pixels, where (0, 0) is the centre of the first, to the drawing's, where it is its corner; none where one is no number.</summary>
    internal static IReadOnlyList<ImagePoint> Scaled(IReadOnlyList<ImagePoint> points, double scale) =>
        points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
            ? points.Select(point => new ImagePoint((point.X + 0.5) * scale, (point.Y + 0.5) * scale)).ToArray()
            : [];
}
