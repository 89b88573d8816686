namespace Trabecula.Evaluation;

/// <summary>What stated probabilities are worth.</summary>
/// <param name="Brier">Brier's score.</param>
/// <param name="Calibration">The calibration curve in ten bins of equal size.</param>
/// <param name="NetBenefits">The decision curve, at thresholds from 0.01 to 0.99.</param>
/// <param name="SureOnly">Share of wrong answers (of "more likely than not") among the surest cases.</param>
public sealed record ProbabilityAccuracy(
    double Brier,
    IReadOnlyList<CalibrationBin> Calibration,
    IReadOnlyList<NetBenefit> NetBenefits,
    IReadOnlyList<SelectivePoint> SureOnly)
{
    /// <summary>Shares at which answering only when sure is looked at: every twentieth.</summary>
    internal static IReadOnlyList<double> Shares { get; } = [.. Enumerable.Range(1, 20).Select(i => i / 20.0)];

    private static readonly double[] Thresholds = [.. Enumerable.Range(1, 99).Select(i => i / 100.0)];

    /// <summary>Computes everything.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="probabilities">Stated probabilities, in the same order.</param>
    public static ProbabilityAccuracy Of(IReadOnlyList<bool> ill, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return new ProbabilityAccuracy(
            ProbabilityCalibration.Brier(ill, probabilities),
            ProbabilityCalibration.Curve(ill, probabilities),
            DecisionCurve.Of(ill, probabilities, Thresholds),
            SelectiveAnswers.Curve(
                [.. probabilities.Select(p => Math.Min(p, 1 - p))],
                [.. ill.Zip(probabilities, (isIll, p) => isIll == p >= 0.5 ? 0.0 : 1.0)],
                Shares));
    }
}
