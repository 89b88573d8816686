using MathNet.Numerics.Distributions;

namespace Trabecula.Evaluation;

/// <summary>The confidence of all intervals, and the quantiles that go with it.</summary>
internal static class Confidence
{
    /// <summary>Share of samples whose interval holds the truth.</summary>
    public const double Level = 0.95;

    /// <summary>Probability left out at either end.</summary>
    public const double Tail = (1 - Level) / 2;

    /// <summary>The normal quantile, 1.959963984540054.</summary>
    public static double Z { get; } = Normal.InvCDF(0, 1, 1 - Tail);

    /// <summary>Student's quantile; NaN below one degree of freedom.</summary>
    public static double T(double freedom) => freedom >= 1 ? StudentT.InvCDF(0, 1, freedom, 1 - Tail) : double.NaN;

    /// <summary>Two-sided probability of a Student's t as far from zero.</summary>
    public static double TwoSidedT(double t, double freedom) => 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t));

    /// <summary>Two-sided probability of a normal z as far from zero.</summary>
    public static double TwoSidedZ(double z) => 2 * Normal.CDF(0, 1, -Math.Abs(z));
}
