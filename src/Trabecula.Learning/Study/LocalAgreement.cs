using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>How well a model agrees with DXA at another place, as it is and recalibrated there.</summary>
/// <remarks>
/// Recalibrated figures are of five parts, each judged by a line and an interval that were fitted on the other four; the recalibration
/// that is kept is fitted on all five.
/// </remarks>
/// <param name="Site">The site.</param>
/// <param name="People">People.</param>
/// <param name="Bias">Mean of estimate minus measured as it is, g/cm².</param>
/// <param name="Error">Mean absolute error as it is, g/cm².</param>
/// <param name="Covered">Share of measured densities in the 90 % intervals as they are, 0 to 1.</param>
/// <param name="ErrorAfter">Mean absolute error recalibrated, g/cm².</param>
/// <param name="CoveredAfter">Share in the intervals recalibrated, 0 to 1.</param>
public sealed record LocalAgreement(
    SkeletalSite Site, int People, double Bias, double Error, double Covered, double ErrorAfter, double CoveredAfter)
{
    private const int Parts = 5;

    internal static LocalAgreement Of(SkeletalSite site, IEnumerable<MeasuredPair> people)
    {
        MeasuredPair[] pairs = [.. people.OrderBy(pair => SubjectOrder.Key(pair.Row.SubjectId), StringComparer.Ordinal)];
        double error = 0, covered = 0;
        for (var part = 0; part < Parts; part++)
        {
            var fit = SiteCalibration.Of([.. pairs.Where((_, i) => i % Parts != part).Select(pair => new InnerCase(pair.Measured, pair.Estimate, pair.Spread, []))])!;
            for (var i = part; i < pairs.Length; i += Parts)
            {
                var off = Math.Abs(fit.Estimate(pairs[i].Estimate, []) - pairs[i].Measured);
                (error, covered) = (error + off, covered + (off <= fit.IntervalFactor * pairs[i].Spread ? 1 : 0));
            }
        }
        return new LocalAgreement(
            site,
            pairs.Length,
            pairs.Average(pair => pair.Estimate - pair.Measured),
            pairs.Average(pair => Math.Abs(pair.Estimate - pair.Measured)),
            pairs.Average(pair => Math.Abs(pair.Estimate - pair.Measured) <= pair.Spread ? 1.0 : 0),
            error / pairs.Length,
            covered / pairs.Length);
    }
}
