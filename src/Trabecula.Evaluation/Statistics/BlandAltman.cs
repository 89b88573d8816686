namespace Trabecula.Evaluation;

/// <summary>Bland and Altman's analysis of differences, estimate minus measured.</summary>
/// <param name="Bias">Mean difference, with its interval.</param>
/// <param name="LowerLimit">Lower 95 % limit of agreement, with its interval.</param>
/// <param name="UpperLimit">Upper 95 % limit of agreement, with its interval.</param>
/// <param name="StandardDeviation">Standard deviation of the differences.</param>
/// <param name="ProportionalBias">Line of the differences on the averages of both; a slope other than 0 is a proportional bias.</param>
public sealed record BlandAltman(
    Measure Bias, Measure LowerLimit, Measure UpperLimit, double StandardDeviation, LinearFit ProportionalBias)
{
    /// <summary>Bias d̄ ± t s/√n, limits d̄ ± z s, each limit ± t s √(1/n + z²/(2 (n − 1))); z = 1.96, t with n − 1 degrees of freedom.</summary>
    /// <remarks>Bland and Altman 1986 (Lancet i:307) and 1999 (Stat Methods Med Res 8:135), section 2.</remarks>
    /// <param name="measured">Measured values.</param>
    /// <param name="estimated">Estimates, as many.</param>
    /// <returns>The analysis; NaN below two values.</returns>
    public static BlandAltman Of(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        var differences = new Pairs(measured, estimated).Differences();
        var averages = measured.Zip(estimated, (m, e) => (m + e) / 2).ToArray();
        double n = differences.Length;
        var bias = differences.DefaultIfEmpty(double.NaN).Average();
        var deviation = Math.Sqrt(differences.Sum(difference => (difference - bias) * (difference - bias)) / (n - 1));
        var z = Confidence.Z;
        var t = Confidence.T(n - 1);
        var half = t * deviation / Math.Sqrt(n);
        var limitHalf = t * deviation * Math.Sqrt((1 / n) + (z * z / (2 * (n - 1))));
        Measure Around(double value, double distance) => new(value, value - distance, value + distance);
        return new BlandAltman(
            Around(bias, half),
            Around(bias - (z * deviation), limitHalf),
            Around(bias + (z * deviation), limitHalf),
            deviation,
            LinearFit.Of(averages, differences));
    }
}
