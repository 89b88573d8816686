namespace Trabecula.Evaluation;

/// <summary>How often intervals hold the measured value, and how wide they are.</summary>
/// <param name="Count">How many intervals.</param>
/// <param name="Covered">Share that holds the measured value (ends included), with Wilson's interval.</param>
/// <param name="MeanWidth">Mean width, in the values' unit.</param>
public sealed record IntervalCoverage(int Count, Measure Covered, double MeanWidth)
{
    /// <summary>Counts.</summary>
    /// <param name="measured">Measured values.</param>
    /// <param name="lower">Lower ends, as many.</param>
    /// <param name="upper">Upper ends, as many.</param>
    public static IntervalCoverage Of(IReadOnlyList<double> measured, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        var inside = Enumerable.Range(0, measured.Count).Count(i => measured[i] >= lower[i] && measured[i] <= upper[i]);
        return new IntervalCoverage(
            measured.Count,
            Proportion.Wilson(inside, measured.Count),
            upper.Zip(lower, (u, l) => u - l).DefaultIfEmpty(double.NaN).Average());
    }
}
