using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Single vertebrae of one model, taken together: the rows of a person are not independent and are drawn together.</summary>
/// <param name="Model">The model.</param>
/// <param name="Levels">The levels that are pooled.</param>
/// <param name="VertebraCount">Vertebrae.</param>
/// <param name="SubjectCount">People.</param>
/// <param name="MeanAbsoluteError">Over all vertebrae; bootstrap interval by subject.</param>
/// <param name="Bias">Mean of estimate minus measured; bootstrap interval by subject.</param>
public sealed record LevelEvaluation(
    string Model, IReadOnlyList<SkeletalSite> Levels, int VertebraCount, int SubjectCount, Measure MeanAbsoluteError, Measure Bias)
{
    /// <summary>Pools the vertebrae of a model.</summary>
    /// <param name="sites">One model's sites.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>The evaluation, or null where fewer than two levels were estimated.</returns>
    public static LevelEvaluation? Of(IReadOnlyList<SiteEvaluation> sites, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(options);
        var levels = sites.Where(site => !site.Site.IsRegional()).ToArray();
        if (levels.Length < 2)
            return null;
        PredictionRow[] rows = [.. levels.SelectMany(level => level.Rows)];
        double[] errors = [.. rows.Select(row => row.EstimatedBmd - row.MeasuredBmd)];
        var drawn = new Bootstrap([.. rows.Select(row => row.SubjectId)], options.BootstrapDraws, options.Seed).Intervals(
            chosen => [chosen.Average(i => Math.Abs(errors[i])), chosen.Average(i => errors[i])],
            ct);
        return new LevelEvaluation(
            levels[0].Model,
            [.. levels.Select(level => level.Site)],
            rows.Length,
            rows.Select(row => row.SubjectId).Distinct(StringComparer.Ordinal).Count(),
            drawn[0],
            drawn[1]);
    }
}
