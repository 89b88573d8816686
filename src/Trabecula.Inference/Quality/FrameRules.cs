using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Rules on the straightened spine: dense objects over vertebrae, blur, too little contrast for the noise, rotation.</summary>
internal static class FrameRules
{
    // In lower spreads of the bodies above their median. Without foreign bodies the brightest pixel of 40 simulated and 4 real films
    // reaches 4.2; contrast medium is less dense than metal, and a third of a body may lie above 2.5 by its own.
    private const double Metal = 5, Contrast = 3;

    // The lower spread is not believed below this share of the contrast: even bodies are no reason to see metal in a pedicle.
    private const double LeastSpread = 0.3, LeastUnits = 0.02;

    // Soft tissue beside a body, 3 mm from its side to 45 mm from the middle, that is as bright as bone. On films without contrast
    // medium a tenth of it at most is.
    private const int FlankGap = 4, FlankEnd = 60;

    /// <summary>Judges a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="measures">What was measured on it.</param>
    /// <param name="lumbar">L1 to L4.</param>
    /// <param name="gates">What findings do.</param>
    public static IReadOnlyList<QualityFinding> Judge(
        SpineFrame frame, FrameMeasures measures, IReadOnlyList<VertebraOutline> lumbar, GateTable gates)
    {
        var findings = new List<QualityFinding>(DenseObjects(frame, measures, lumbar, gates));
        if (measures.EdgeRiseMm > gates.LimitOf(QualityRule.Blurred))
        {
            findings.Add(gates.Finding(
                QualityRule.Blurred, FormattableString.Invariant($"The edges of the vertebrae rise over {measures.EdgeRiseMm:0.0} mm; the film is blurred."), []));
        }

        if (measures.ContrastToNoise < gates.LimitOf(QualityRule.Underexposed))
        {
            findings.Add(gates.Finding(
                QualityRule.Underexposed,
                FormattableString.Invariant($"Bone stands out by {Math.Max(0, measures.ContrastToNoise):0.0} times the noise only; the film is underexposed."),
                []));
        }

        double turned = Math.Abs(SpineRotation.Degrees(frame));
        if (turned > gates.LimitOf(QualityRule.Rotated))
        {
            findings.Add(gates.Finding(
                QualityRule.Rotated, FormattableString.Invariant($"The spine seems to be turned about its long axis, by {turned:0}° or so."), []));
        }

        return findings;
    }

    /// <summary>Metal, cement and contrast medium over vertebrae.</summary>
    /// <inheritdoc cref="Judge" path="/param"/>
    public static IReadOnlyList<QualityFinding> DenseObjects(
        SpineFrame frame, FrameMeasures measures, IReadOnlyList<VertebraOutline> lumbar, GateTable gates)
    {
        var findings = new List<QualityFinding>();
        double unit = Math.Max(Math.Max(measures.LowerSpread, LeastSpread * measures.Contrast), LeastUnits);
        for (int level = 0; level < lumbar.Count; level++)
        {
            (double metal, double dense) = Covered(frame, level, measures.Contrast, unit);
            VertebraOutline body = lumbar[level];
            if (metal > gates.LimitOf(QualityRule.MetalOverVertebra))
            {
                findings.Add(gates.Finding(
                    QualityRule.MetalOverVertebra,
                    FormattableString.Invariant($"Metal or cement covers {100 * metal:0} % of {body.Level}."),
                    body.Corners,
                    body.Level));
            }
            else if (dense > gates.LimitOf(QualityRule.ContrastOverVertebra))
            {
                findings.Add(gates.Finding(
                    QualityRule.ContrastOverVertebra,
                    FormattableString.Invariant($"Something dense, perhaps contrast medium, covers {100 * dense:0} % of {body.Level} or of what lies beside it."),
                    body.Corners,
                    body.Level));
            }
        }

        return findings;
    }

    /// <summary>Shares of a body that metal covers, and that something dense covers: of the body or of its flanks, the larger.</summary>
    private static (double Metal, double Dense) Covered(SpineFrame frame, int level, double median, double unit)
    {
        const int Middle = SpineFrame.Width / 2;
        (int first, int last, int half) = FrameMeasures.LevelBox(frame, level);
        int metal = 0, dense = 0, body = 0, bright = 0, flank = 0;
        for (int row = first; row <= last; row++)
        {
            ReadOnlySpan<float> pixels = frame.Pixels.AsSpan(row * SpineFrame.Width, SpineFrame.Width);
            foreach (float value in pixels.Slice(Middle - half, 2 * half))
            {
                body++;
                metal += value > median + (Metal * unit) ? 1 : 0;
                dense += value > median + (Contrast * unit) ? 1 : 0;
            }

            for (int away = half + FlankGap; away < FlankEnd; away++)
            {
                flank += 2;
                bright += (pixels[Middle - away] > median ? 1 : 0) + (pixels[Middle + away] > median ? 1 : 0);
            }
        }

        return (Share(metal, body), Math.Max(Share(dense, body), Share(bright, flank)));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
