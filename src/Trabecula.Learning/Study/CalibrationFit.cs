using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>A person whose density is both measured and estimated, by a network that has not seen the person.</summary>
/// <param name="Row">Who; sex and age decide about categories.</param>
/// <param name="Measured">By DXA, g/cm², on the scale of <paramref name="Scale"/>.</param>
/// <param name="Scale">Maker of the scale of both densities.</param>
/// <param name="Estimate">g/cm².</param>
/// <param name="Spread">The estimate's spread, g/cm², or any other measure of doubt in proportion to it.</param>
internal sealed record MeasuredPair(ManifestRow Row, double Measured, DxaManufacturer Scale, double Estimate, double Spread);

/// <summary>What measured pairs say of the estimates of one site.</summary>
/// <param name="Line">Line, spread and interval.</param>
/// <param name="Categories">Correction of the probabilities that follow from them, or null where they need none.</param>
internal sealed record CalibrationFit(SiteCalibration Line, CategoryCalibration? Categories)
{
    /// <summary>The category of a measured density depends on no spread.</summary>
    private const double AnySpread = 0.01;

    /// <summary>Fits, with the people in an order that has nothing to do with their densities.</summary>
    /// <param name="site">The site.</param>
    /// <param name="pairs">One for each person.</param>
    /// <param name="criteria">Whose categories the probabilities are of.</param>
    /// <returns>The fit, or null below <see cref="SiteCalibration.Fewest"/> people.</returns>
    public static CalibrationFit? Of(SkeletalSite site, IEnumerable<MeasuredPair> pairs, DiagnosticCriteria criteria)
    {
        MeasuredPair[] ordered = [.. pairs.OrderBy(pair => SubjectOrder.Key(pair.Row.SubjectId), StringComparer.Ordinal)];
        return SiteCalibration.Of([.. ordered.Select(pair => new InnerCase(pair.Measured, pair.Estimate, pair.Spread, []))]) is { } line
            ? new CalibrationFit(line, CategoriesOf(site, ordered, line, criteria))
            : null;
    }

    private static CategoryCalibration? CategoriesOf(
        SkeletalSite site, IReadOnlyList<MeasuredPair> pairs, SiteCalibration line, DiagnosticCriteria criteria)
    {
        if (!site.IsRegional()) return null;
        var people = pairs.Select(pair => (
            Truth: Judge(pair, new DensityEstimate(site, pair.Measured, AnySpread), criteria).Category,
            Guess: Judge(pair, new DensityEstimate(site, line.Estimate(pair.Estimate, []), line.SpreadFactor * pair.Spread), criteria).Probabilities))
            .Where(person => person.Truth is not null && person.Guess is not null).ToArray();
        var lower = LogisticFit.Of([.. people.Select(person => person.Guess![1] + person.Guess[2])], [.. people.Select(person => person.Truth >= DiagnosticCategory.Osteopenia)]);
        var worst = LogisticFit.Of([.. people.Select(person => person.Guess![2])], [.. people.Select(person => person.Truth == DiagnosticCategory.Osteoporosis)]);
        return lower == LogisticCalibration.None && worst == LogisticCalibration.None ? null : new CategoryCalibration(criteria, lower, worst);
    }

    private static SiteResult Judge(MeasuredPair pair, DensityEstimate estimate, DiagnosticCriteria criteria) => DiagnosisRules.Evaluate(
        [estimate], pair.Row.Subject, isPostmenopausal: null, ReferencePopulation.For(criteria), criteria, pair.Scale).Sites[0];
}
