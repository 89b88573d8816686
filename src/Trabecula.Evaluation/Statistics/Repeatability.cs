using MathNet.Numerics.Distributions;

namespace Trabecula.Evaluation;

/// <summary>How much repeated measurements of the same people differ.</summary>
/// <param name="Subjects">People with two or more measurements.</param>
/// <param name="Freedom">Degrees of freedom: measurements minus people.</param>
/// <param name="RmsStandardDeviation">Root mean square of the people's standard deviations, with its χ² interval.</param>
/// <param name="RmsVariationPercent">The same for the coefficient of variation (standard deviation over mean), per cent.</param>
/// <param name="LeastSignificantChange">2.77 times the first: a smaller change between two measurements may be chance (95 %).</param>
public sealed record Repeatability(
    int Subjects, int Freedom, Measure RmsStandardDeviation, Measure RmsVariationPercent, Measure LeastSignificantChange)
{
    /// <summary>2.77 = 1.96 · √2, as the ISCD rounds it (ISCD 2019 official positions).</summary>
    public const double ChangeFactor = 2.77;

    /// <summary>RMS-SD = √(Σ (nⱼ − 1) SDⱼ² / Σ (nⱼ − 1)), weighted by degrees of freedom where people were measured unequally often.</summary>
    /// <remarks>Glüer et al. 1995 (Osteoporos Int 5:262), equations 4 and 5 and the χ² interval of their section on confidence.</remarks>
    /// <param name="people">The measurements of each person; people with fewer than two are left out.</param>
    /// <returns>The analysis; NaN where nobody was measured twice.</returns>
    public static Repeatability Of(IEnumerable<IReadOnlyList<double>> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var (subjects, freedom, squares, relative) = (0, 0, 0.0, 0.0);
        foreach (var values in people.Where(values => values.Count > 1))
        {
            var mean = values.Average();
            var sum = values.Sum(value => (value - mean) * (value - mean));
            subjects++;
            freedom += values.Count - 1;
            squares += sum;
            relative += sum / (mean * mean);
        }

        if (subjects == 0)
            return new Repeatability(0, 0, Measure.Undefined, Measure.Undefined, Measure.Undefined);
        var deviation = WithInterval(Math.Sqrt(squares / freedom), freedom);
        return new Repeatability(
            subjects,
            freedom,
            deviation,
            WithInterval(100 * Math.Sqrt(relative / freedom), freedom),
            new Measure(ChangeFactor * deviation.Value, ChangeFactor * deviation.Lower, ChangeFactor * deviation.Upper));
    }

    private static Measure WithInterval(double value, int freedom) => new(
        value,
        value * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, 1 - Confidence.Tail)),
        value * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, Confidence.Tail)));
}
