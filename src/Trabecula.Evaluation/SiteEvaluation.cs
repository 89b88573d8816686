using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>One model at one skeletal site.</summary>
/// <param name="Model">The model's name; empty where the table names none.</param>
/// <param name="Site">The site.</param>
/// <param name="Rows">The first film of each person; what all numbers but repeatability are of.</param>
/// <param name="Density">How well densities are estimated.</param>
/// <param name="Categories">Estimated against measured categories; null where nobody has both.</param>
/// <param name="Endpoints">How well the endpoints are told; none where measured categories are missing.</param>
/// <param name="Coverage">Coverage of the 90 % intervals; null where they are missing.</param>
/// <param name="SureOnly">Mean absolute error of those with the narrowest intervals; none where they are missing.</param>
/// <param name="SureCategories">Categories given only where they are probable enough; none where probabilities are missing.</param>
/// <param name="Subgroups">Subgroups of the people.</param>
/// <param name="Repeats">Repeatability of the estimates; null where nobody was filmed twice.</param>
/// <param name="MeasuredRepeats">Repeatability of DXA in the same table; null where the measured values were not repeated.</param>
/// <param name="Comparators">Simple rivals on the same people.</param>
/// <param name="Ost">The osteoporosis self-assessment tool on the same people; null where it cannot be computed.</param>
public sealed record SiteEvaluation(
    string Model,
    SkeletalSite Site,
    IReadOnlyList<PredictionRow> Rows,
    DensityAccuracy Density,
    ConfusionMatrix? Categories,
    IReadOnlyList<EndpointAccuracy> Endpoints,
    IntervalCoverage? Coverage,
    IReadOnlyList<SelectivePoint> SureOnly,
    IReadOnlyList<SureCategories> SureCategories,
    IReadOnlyList<SubgroupEvaluation> Subgroups,
    Repeatability? Repeats,
    Repeatability? MeasuredRepeats,
    IReadOnlyList<ComparatorResult> Comparators,
    OstComparison? Ost)
{
    /// <summary>Evaluates one model at one site.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="site">The site.</param>
    /// <param name="rows">All its rows, repeated films included.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    public static SiteEvaluation Of(
        string model, SkeletalSite site, IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var first = FirstFilms(rows);
        var both = first.Where(row => row.MeasuredCategory is not null && row.EstimatedCategory is not null).ToArray();
        var withInterval = first.Where(row => row.Lower90 is not null).ToArray();
        var people = rows.GroupBy(row => row.SubjectId, StringComparer.Ordinal).Select(person => person.ToArray()).ToArray();
        var repeats = Repeatability.Of(people.Select(person => person.Select(row => row.EstimatedBmd).ToArray()));
        // One scan copied beside two films has no spread, and tells nothing of DXA.
        var isMeasuredAgain = people.Any(person => person.Any(row => row.MeasuredBmd != person[0].MeasuredBmd));
        var measuredRepeats = Repeatability.Of(people.Select(person => person.Select(row => row.MeasuredBmd).ToArray()));
        return new SiteEvaluation(
            model,
            site,
            first,
            DensityAccuracy.Of(first, options, ct),
            both.Length == 0
                ? null
                : new ConfusionMatrix(
                    [.. both.Select(row => row.MeasuredCategory!.Value)], [.. both.Select(row => row.EstimatedCategory!.Value)]),
            [.. Enum.GetValues<Endpoint>().Select(endpoint => EndpointAccuracy.Of(endpoint, first)).OfType<EndpointAccuracy>()],
            CoverageOf(first),
            SelectiveAnswers.Curve(
                [.. withInterval.Select(row => row.Upper90!.Value - row.Lower90!.Value)],
                [.. withInterval.Select(row => Math.Abs(row.EstimatedBmd - row.MeasuredBmd))],
                ProbabilityAccuracy.Shares),
            Evaluation.SureCategories.Of(first),
            SubgroupEvaluation.All(first, options, ct),
            repeats.Subjects > 0 ? repeats : null,
            isMeasuredAgain ? measuredRepeats : null,
            Evaluation.Comparators.Of(first, options, ct),
            OstComparison.Of(first));
    }

    /// <summary>Coverage of the intervals of those rows that have one; null where none has.</summary>
    internal static IntervalCoverage? CoverageOf(IReadOnlyList<PredictionRow> rows)
    {
        var known = rows.Where(row => row.Lower90 is not null).ToArray();
        return known.Length == 0
            ? null
            : IntervalCoverage.Of(
                [.. known.Select(row => row.MeasuredBmd)],
                [.. known.Select(row => row.Lower90!.Value)],
                [.. known.Select(row => row.Upper90!.Value)]);
    }

    /// <summary>One row for each person, the one with the lowest number of repeat, in the order of the table.</summary>
    internal static IReadOnlyList<PredictionRow> FirstFilms(IReadOnlyList<PredictionRow> rows) =>
        [.. rows.GroupBy(row => row.SubjectId, StringComparer.Ordinal).Select(person => person.MinBy(row => row.Repeat ?? 0)!)];
}
