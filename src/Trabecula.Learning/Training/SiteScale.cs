using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Training;

/// <summary>Mean and standard deviation of the training set's densities, for each skeletal site.</summary>
/// <param name="Mean">8 values in g/cm²; NaN for a site without values, which the trained network then answers with NaN.</param>
/// <param name="StandardDeviation">8 values in g/cm².</param>
public sealed record SiteScale(IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation)
{
    /// <summary>Smaller spreads count as this (g/cm², a third of a densitometer's precision error), so that equal values do no harm.</summary>
    private const double SmallestDeviation = 0.003;

    /// <summary>Measures the scale.</summary>
    /// <param name="densities">For each subject 8 values in g/cm², NaN where not measured.</param>
    public static SiteScale Of(IEnumerable<IReadOnlyList<float>> densities)
    {
        var rows = densities.ToList();
        var means = new double[DensityNetwork.SiteCount];
        var deviations = new double[DensityNetwork.SiteCount];
        for (var site = 0; site < means.Length; site++)
        {
            var values = rows.Select(row => (double)row[site]).Where(double.IsFinite).ToList();
            means[site] = values.Count == 0 ? double.NaN : values.Average();
            var squares = values.Sum(value => Math.Pow(value - means[site], 2));
            deviations[site] = Math.Max(SmallestDeviation, Math.Sqrt(squares / Math.Max(1, values.Count - 1)));
        }
        return new SiteScale(means, deviations);
    }
}
