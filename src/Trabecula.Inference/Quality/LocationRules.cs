using System.Numerics.Tensors;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What the rules make of a location.</summary>
/// <param name="Vertebrae">The vertebrae that were found.</param>
/// <param name="Lumbar">L1 to L4 where all four were found, else empty.</param>
/// <param name="Findings">Findings, worst first.</param>
public sealed record LocationVerdict(IReadOnlyList<VertebraOutline> Vertebrae, IReadOnlyList<VertebraOutline> Lumbar, IReadOnlyList<QualityFinding> Findings);

/// <summary>Rules on what the localiser found: the right view, all of L1–L4, in one plausible row, not burnt out.</summary>
public static class LocationRules
{
    // A vertebra counts as found from this confidence on; below it the corner's map has no one clear peak.
    private const double Found = 0.25;

    /// <summary>Below this confidence one of the corners is shared between two places, most often of two levels.</summary>
    internal const double Sure = 0.6;

    // Fewer rows, and a corner that is one pixel aside is a tenth of a vertebra aside.
    private const double LeastRows = 10;

    /// <summary>Judges a location.</summary>
    public static LocationVerdict Judge(SpineLocation location, Raster film, double? mmPerPixel)
    {
        var findings = new List<QualityFinding>();
        VertebraOutline[] found = [.. location.Vertebrae.Where(v => v.Confidence >= Found)];
        VertebraOutline[] lumbar = [.. found.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)];
        if (location.LumbarProbability < 0.5)
        {
            findings.Add(new QualityFinding(
                "not_lumbar_ap", QualityAction.Reject, "The picture does not look like an anteroposterior radiograph of the lumbar spine.", []));
            return new LocationVerdict([], [], findings);
        }

        if (lumbar.Length < 4)
        {
            VertebralLevel[] missing = [.. Enum.GetValues<VertebralLevel>()
                .Where(level => level is >= VertebralLevel.L1 and <= VertebralLevel.L4 && lumbar.All(v => v.Level != level))];
            string where = lumbar.Length == 0
                ? "No lumbar vertebra could be found."
                : $"{string.Join(", ", missing)} could not be found or {(missing.Length == 1 ? "is" : "are")} cut by the border of the film.";
            findings.Add(new QualityFinding("vertebrae_missing", QualityAction.Reject, where, Outline(lumbar)));
            return new LocationVerdict(found, [], findings);
        }

        if (SpineShape.Fault(lumbar, mmPerPixel) is string fault)
        {
            findings.Add(new QualityFinding("not_lumbar_ap", QualityAction.Reject, $"What was found does not have the shape of a lumbar spine: {fault}.", Outline(lumbar)));
            return new LocationVerdict(found, [], findings);
        }

        double rows = lumbar.Average(v => (v.BottomLeft.Y + v.BottomRight.Y - v.TopLeft.Y - v.TopRight.Y) / 2);
        if (rows < LeastRows)
        {
            findings.Add(new QualityFinding(
                "too_small", QualityAction.Reject, $"A vertebra has {rows:0} rows of pixels; at least {LeastRows:0} are needed.", Outline(lumbar)));
            return new LocationVerdict(found, [], findings);
        }

        foreach (VertebraOutline vertebra in lumbar.Where(v => v.Confidence < Sure))
        {
            findings.Add(new QualityFinding(
                "uncertain_level", QualityAction.Warn, $"The corners or the level of {vertebra.Level} are uncertain; check them in the picture.", vertebra.Corners));
        }

        float brightest = TensorPrimitives.Max<float>(film.Pixels);
        foreach (VertebraOutline vertebra in lumbar)
        {
            if (ClippedShare(vertebra, film, brightest) > 0.3)
            {
                findings.Add(new QualityFinding(
                    "clipped", QualityAction.Warn, $"{vertebra.Level} is burnt out: a third or more of it has the brightest value of the film.", vertebra.Corners));
            }
        }

        if (mmPerPixel is null)
        {
            findings.Add(new QualityFinding(
                "spacing_unknown", QualityAction.Warn, "The file does not tell the pixel spacing; sizes were taken from a typical length of L1–L4.", []));
        }

        if (location.WasInverted)
        {
            findings.Add(new QualityFinding("inverted", QualityAction.Warn, "Bone was dark in the picture; it was turned over.", []));
        }

        return new LocationVerdict(found, lumbar, [.. findings.OrderByDescending(f => f.Action)]);
    }

    private static double ClippedShare(VertebraOutline vertebra, Raster film, float brightest)
    {
        double left = Math.Min(vertebra.TopLeft.X, vertebra.BottomLeft.X), right = Math.Max(vertebra.TopRight.X, vertebra.BottomRight.X);
        double top = Math.Min(vertebra.TopLeft.Y, vertebra.TopRight.Y), bottom = Math.Max(vertebra.BottomLeft.Y, vertebra.BottomRight.Y);
        int clipped = 0, all = 0;
        for (int y = (int)Math.Max(0, top); y < Math.Min(film.Height, bottom); y++)
        {
            for (int x = (int)Math.Max(0, left); x < Math.Min(film.Width, right); x++)
            {
                all++;
                clipped += film.Pixels[(y * film.Width) + x] >= brightest ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (double)clipped / all;
    }

    private static IReadOnlyList<ImagePoint> Outline(IReadOnlyList<VertebraOutline> vertebrae) => vertebrae.Count == 0
        ? []
        : [vertebrae[0].TopLeft, vertebrae[0].TopRight, vertebrae[^1].BottomRight, vertebrae[^1].BottomLeft];
}
