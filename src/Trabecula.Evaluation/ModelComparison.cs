using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Two models on the same people at one site.</summary>
/// <param name="Site">The site.</param>
/// <param name="First">The first model.</param>
/// <param name="Second">The second model.</param>
/// <param name="Count">People whom both estimated.</param>
/// <param name="ErrorDifference">Mean absolute error of the first minus that of the second; bootstrap interval by subject.</param>
/// <param name="Areas">For each endpoint the difference of the AUROC (first minus second) and its probability by DeLong's test.</param>
public sealed record ModelComparison(
    SkeletalSite Site,
    string First,
    string Second,
    int Count,
    Measure ErrorDifference,
    IReadOnlyList<(Endpoint Endpoint, Measure Difference, double Probability)> Areas)
{
    /// <summary>Compares two models.</summary>
    /// <param name="first">The first at a site.</param>
    /// <param name="second">The second at the same site.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>The comparison, or null where fewer than <see cref="EvaluationOptions.MinimumPeople"/> have both.</returns>
    public static ModelComparison? Of(SiteEvaluation first, SiteEvaluation second, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(options);
        var bySubject = second.Rows.ToDictionary(row => row.SubjectId, StringComparer.Ordinal);
        var pairs = first.Rows.Where(row => bySubject.ContainsKey(row.SubjectId)).Select(row => (A: row, B: bySubject[row.SubjectId])).ToArray();
        if (pairs.Length < EvaluationOptions.MinimumPeople)
            return null;
        double[] gains = [.. pairs.Select(pair =>
            Math.Abs(pair.A.EstimatedBmd - pair.A.MeasuredBmd) - Math.Abs(pair.B.EstimatedBmd - pair.B.MeasuredBmd))];
        var error = new Bootstrap([.. pairs.Select(pair => pair.A.SubjectId)], options.BootstrapDraws, options.Seed)
            .Intervals(chosen => [chosen.Average(i => gains[i])], ct)[0];
        var known = pairs.Where(pair => pair.A.MeasuredCategory is not null).ToArray();
        return new ModelComparison(first.Site, first.Model, second.Model, pairs.Length, error, [.. Enum.GetValues<Endpoint>().Select(endpoint =>
        {
            var (difference, probability) = Auroc.Compare(
                [.. known.Select(pair => endpoint.Holds(pair.A.MeasuredCategory!.Value))],
                EndpointAccuracy.Scores(endpoint, [.. known.Select(pair => pair.A)]),
                EndpointAccuracy.Scores(endpoint, [.. known.Select(pair => pair.B)]));
            return (endpoint, difference, probability);
        })]);
    }
}
