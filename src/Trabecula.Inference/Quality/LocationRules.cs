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
    /// <summary>Below this confidence one of the corners is shared between two places, or hardly seen.</summary>
    internal const double Sure = 0.6;

    /// <summary>Judges a location.</summary>
    /// <param name="location">What was found.</param>
    /// <param name="film">The film, bone bright.</param>
    /// <param name="mmPerPixel">Pixel pitch, mm, or null where unknown.</param>
    /// <param name="gates">What findings do.</param>
    public static LocationVerdict Judge(SpineLocation location, Raster film, double? mmPerPixel, GateTable gates)
    {
        double found = gates.LimitOf(QualityRule.VertebraeMissing);
        VertebraOutline[] vertebrae = [.. location.Vertebrae.Where(v => v.Confidence >= found)];
        VertebraOutline[] lumbar = [.. vertebrae.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)];
        if (location.LumbarProbability < gates.LimitOf(QualityRule.NotLumbarAp))
        {
            return new LocationVerdict([], [], [gates.Finding(
                QualityRule.NotLumbarAp, "The picture does not look like an anteroposterior radiograph of the lumbar spine.", [])]);
        }

        QualityFinding? refusal = Refusal(lumbar, film.Height, mmPerPixel, gates);
        if (refusal is not null)
        {
            return new LocationVerdict(vertebrae, [], [refusal]);
        }

        var findings = new List<QualityFinding>();
        findings.AddRange(JudgeCount(location, lumbar, gates));
        findings.AddRange(ChildRule.Judge(lumbar, mmPerPixel, gates));
        findings.AddRange(FractureRule.Judge(vertebrae, gates));
        double tilt = SpineShape.TiltDegrees(lumbar);
        if (Math.Abs(tilt) > gates.LimitOf(QualityRule.Tilted))
        {
            findings.Add(gates.Finding(
                QualityRule.Tilted,
                FormattableString.Invariant($"The spine leans by {Math.Abs(tilt):0}° to the {(tilt > 0 ? "right" : "left")} of the picture; beyond what the vertebrae are looked for reliably."),
                Outline(lumbar)));
        }

        foreach (VertebraOutline vertebra in lumbar.Where(v => v.Confidence < gates.LimitOf(QualityRule.UncertainLevel)))
        {
            findings.Add(gates.Finding(
                QualityRule.UncertainLevel, $"The corners of {vertebra.Level} are uncertain; check them in the picture.", vertebra.Corners, vertebra.Level));
        }

        float brightest = TensorPrimitives.Max<float>(film.Pixels);
        foreach (VertebraOutline vertebra in lumbar)
        {
            double share = ClippedShare(vertebra, film, brightest);
            if (share > gates.LimitOf(QualityRule.Clipped))
            {
                findings.Add(gates.Finding(
                    QualityRule.Clipped,
                    FormattableString.Invariant($"{vertebra.Level} is burnt out: {100 * share:0} % of it has the brightest value of the film."),
                    vertebra.Corners,
                    vertebra.Level));
            }
        }

        if (mmPerPixel is null)
        {
            findings.Add(gates.Finding(
                QualityRule.SpacingUnknown, "The file does not tell the pixel spacing; sizes were taken from a typical length of L1–L4.", []));
        }

        if (location.WasInverted)
        {
            findings.Add(gates.Finding(QualityRule.Inverted, "Bone was dark in the picture; it was turned over.", []));
        }

        return new LocationVerdict(vertebrae, lumbar, [.. findings.OrderByDescending(f => f.Action)]);
    }

    private static QualityFinding? Refusal(VertebraOutline[] lumbar, int filmHeight, double? mmPerPixel, GateTable gates)
    {
        if (lumbar.Length < 4)
        {
            if (lumbar.Length == 0 || IsAimedElsewhere(lumbar, filmHeight))
            {
                return gates.Finding(
                    QualityRule.NotLumbarAp,
                    lumbar.Length == 0
                        ? "No lumbar vertebra could be found in the picture."
                        : "The picture shows a part of the lumbar spine at its border: it was aimed elsewhere.",
                    Outline(lumbar));
            }

            VertebralLevel[] missing = [.. SkeletalSite.LumbarL1L4.Levels().Where(level => lumbar.All(v => v.Level != level))];
            string where = $"{string.Join(", ", missing)} could not be found or {(missing.Length == 1 ? "is" : "are")} cut by the border of the film.";
            return gates.Finding(QualityRule.VertebraeMissing, where, Outline(lumbar));
        }

        if (SpineShape.Fault(lumbar, mmPerPixel) is string fault)
        {
            return gates.Finding(QualityRule.NotLumbarAp, $"What was found does not have the shape of a lumbar spine: {fault}.", Outline(lumbar));
        }

        double rows = lumbar.Average(v => (v.BottomLeft.Y + v.BottomRight.Y - v.TopLeft.Y - v.TopRight.Y) / 2);
        double least = gates.LimitOf(QualityRule.TooSmall);
        return rows < least
            ? gates.Finding(
                QualityRule.TooSmall, FormattableString.Invariant($"A vertebra has {rows:0} rows of pixels; at least {least:0.#} are needed."), Outline(lumbar))
            : null;
    }

    /// <summary>On a chest or a pelvis film the middle lies beyond the place of L1 to L4 by more than a body.</summary>
    private static bool IsAimedElsewhere(VertebraOutline[] lumbar, int filmHeight)
    {
        // A body and its disc are a third longer than the body (as in TypicalLengthMm of SpineFrame).
        double height = lumbar.Average(v => (v.BottomLeft.Y + v.BottomRight.Y - v.TopLeft.Y - v.TopRight.Y) / 2), step = height * 4 / 3;
        double first = lumbar[0].Centre.Y - (step * (lumbar[0].Level - VertebralLevel.L1));
        double last = lumbar[^1].Centre.Y + (step * (VertebralLevel.L4 - lumbar[^1].Level));
        double middle = filmHeight / 2.0;
        return middle < first - (1.5 * height) || middle > last + (1.5 * height);
    }

    private static IEnumerable<QualityFinding> JudgeCount(SpineLocation location, VertebraOutline[] lumbar, GateTable gates)
    {
        if (location.LevelCertainty < gates.LimitOf(QualityRule.LevelsUncounted))
        {
            yield return gates.Finding(
                QualityRule.LevelsUncounted,
                "The levels cannot be counted: the film shows too little of the sacrum and the ribs, or an unusual number of vertebrae.",
                Outline(lumbar));
        }
        else if (location.LevelCertainty < gates.LimitOf(QualityRule.PossibleTransitionalAnatomy))
        {
            yield return gates.Finding(
                QualityRule.PossibleTransitionalAnatomy,
                "There may be a transitional vertebra, or four or six lumbar ones: the levels may be one too high or too low.",
                Outline(lumbar));
        }
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
