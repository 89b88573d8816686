namespace Trabecula.Evaluation;

/// <summary>What acting on a model is worth at one threshold of risk.</summary>
/// <param name="Threshold">Probability from which a person would be sent to DXA, between 0 and 1.</param>
/// <param name="Model">Net benefit of sending those whom the model puts at or above it.</param>
/// <param name="Everybody">Net benefit of sending everybody; sending nobody is worth 0.</param>
public readonly record struct NetBenefit(double Threshold, double Model, double Everybody);

/// <summary>Decision curve analysis.</summary>
public static class DecisionCurve
{
    /// <summary>Net benefit TP/n − FP/n · t/(1 − t) at each threshold t; positive at p ≥ t.</summary>
    /// <remarks>Vickers and Elkin 2006 (Med Decis Making 26:565).</remarks>
    /// <param name="ill">The truth.</param>
    /// <param name="probabilities">Predicted probabilities of illness, in the same order.</param>
    /// <param name="thresholds">Thresholds, each above 0 and below 1.</param>
    /// <returns>One value for each threshold; NaN without cases.</returns>
    public static IReadOnlyList<NetBenefit> Of(
        IReadOnlyList<bool> ill, IReadOnlyList<double> probabilities, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(ill);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(thresholds);
        double n = ill.Count;
        var prevalence = ill.Count(isIll => isIll) / n;
        return [.. thresholds.Select(threshold =>
        {
            var table = TwoByTwo.Of(ill, [.. probabilities.Select(p => p >= threshold)]);
            var odds = threshold / (1 - threshold);
            return new NetBenefit(
                threshold,
                (table.TruePositives / n) - (table.FalsePositives / n * odds),
                prevalence - ((1 - prevalence) * odds));
        })];
    }
}
