using MathNet.Numerics;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace Trabecula.Benchmarks;

/// <summary>What is asked of a cohort's densities.</summary>
internal static class CohortStatistics
{
    /// <summary>Pearson's correlation of L2–L4 and femoral neck.</summary>
    public static double Correlation(IReadOnlyList<CohortPerson> people) =>
        MathNet.Numerics.Statistics.Correlation.Pearson(people.Select(p => p.Lumbar), people.Select(p => p.Neck));

    /// <summary>Standard deviation of L2–L4, g/cm².</summary>
    public static double LumbarSpread(IReadOnlyList<CohortPerson> people) => people.Select(p => p.Lumbar).StandardDeviation();

    /// <summary>Share of the neck's variance that L2–L4, age, sex, weight and height explain together.</summary>
    public static double NeckExplained(IReadOnlyList<CohortPerson> people)
    {
        double[][] known = [.. people.Select(p => new[] { p.Lumbar, p.Age, p.IsWoman ? 1 : 0, p.WeightKg, p.HeightCm })];
        double[] neck = [.. people.Select(p => p.Neck)];
        double[] weights = MultipleRegression.QR(known, neck, intercept: true);
        return GoodnessOfFit.CoefficientOfDetermination(known.Select(row => weights[0] + row.Select((value, i) => value * weights[i + 1]).Sum()), neck);
    }

    /// <summary>Slope of L2–L4 with age and its standard error, g/cm² a year.</summary>
    public static (double Slope, double Error) LumbarPerYear(IReadOnlyList<CohortPerson> people)
    {
        double[] age = [.. people.Select(p => p.Age)], lumbar = [.. people.Select(p => p.Lumbar)];
        (double intercept, double slope) = SimpleRegression.Fit(age, lumbar);
        double rest = age.Select((a, i) => lumbar[i] - intercept - (slope * a)).Sum(r => r * r);
        return (slope, Math.Sqrt(rest / (people.Count - 2) / (age.Variance() * (people.Count - 1))));
    }
}
