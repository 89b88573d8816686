using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Evaluates a table of predictions, whoever made it.</summary>
public static class PredictionEvaluation
{
    /// <summary>Models that are compared in one table; more is a slip of column.</summary>
    private const int MostModels = 50;

    /// <summary>Evaluates every model at every site.</summary>
    /// <param name="rows">The rows. The first model that they name is the main one.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TrabeculaException"><c>too_few_predictions</c> where no site has
    /// <see cref="EvaluationOptions.MinimumPeople"/> people, <c>too_many_models</c> beyond 50 models.</exception>
    public static EvaluationResult Run(IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var models = rows.Select(row => row.Model).Distinct(StringComparer.Ordinal).ToArray();
        if (models.Length > MostModels)
        {
            throw new TrabeculaException(
                "too_many_models", $"The table names {models.Length} models; at most {MostModels} are compared. Is the column model right?");
        }

        var remarks = new List<string>();
        var leftOut = new List<string>();
        var sites = new List<SiteEvaluation>();
        foreach (var model in models)
        {
            foreach (var group in rows.Where(row => row.Model == model).GroupBy(row => row.Site).OrderBy(group => Rank(group.Key)))
            {
                ct.ThrowIfCancellationRequested();
                var people = group.Select(row => row.SubjectId).Distinct(StringComparer.Ordinal).Count();
                var name = model.Length == 0 ? group.Key.DisplayName() : $"{group.Key.DisplayName()}, model {model}";
                if (people >= EvaluationOptions.MinimumPeople)
                    sites.Add(SiteEvaluation.Of(model, group.Key, [.. group], options, ct));
                else
                    leftOut.Add($"{name}: {people} people, fewer than {EvaluationOptions.MinimumPeople}.");
            }
        }

        if (sites.Count == 0)
        {
            throw new TrabeculaException(
                "too_few_predictions",
                $"No site has predictions of {EvaluationOptions.MinimumPeople} people; intervals of fewer would say nothing."
                + (leftOut.Count == 0 ? "" : $" There are {string.Join(" ", leftOut)}"));
        }

        AddRemarks(rows, sites, remarks);
        var byModel = sites.GroupBy(site => site.Model).Select(group => group.ToArray()).ToArray();
        return new EvaluationResult(
            sites,
            [.. Comparisons(byModel, options, ct)],
            [.. byModel.Select(model => LevelEvaluation.Of(model, options, ct)).OfType<LevelEvaluation>()],
            remarks,
            leftOut,
            [.. rows.Select(row => row.Population).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostModels)],
            rows.Count,
            rows.Select(row => row.SubjectId).Distinct(StringComparer.Ordinal).Count(),
            options);
    }

    private static IEnumerable<ModelComparison> Comparisons(
        IReadOnlyList<IReadOnlyList<SiteEvaluation>> byModel, EvaluationOptions options, CancellationToken ct) =>
        from other in byModel.Skip(1)
        from first in byModel[0]
        from second in other
        where first.Site == second.Site
        let comparison = ModelComparison.Of(first, second, options, ct)
        where comparison is not null
        select comparison;

    private static void AddRemarks(IReadOnlyList<PredictionRow> rows, IReadOnlyList<SiteEvaluation> sites, List<string> remarks)
    {
        var split = rows.Where(row => row.Fold is not null).GroupBy(row => (row.SubjectId, row.Model))
            .Count(person => person.Select(row => row.Fold).Distinct().Count() > 1);
        if (split > 0)
            remarks.Add($"{split} people are in more than one fold: what is measured on them may have been learned from them.");
        DxaManufacturer[] scales = [.. rows.Select(row => row.Manufacturer).OfType<DxaManufacturer>().Distinct().Order()];
        if (scales.Length > 1)
        {
            remarks.Add(
                $"The measured densities are on the scales of {string.Join(" and ", scales)}, which differ, and are not converted: errors over all people are of a mixture, "
                + "and the subgroups by DXA maker tell them apart.");
        }

        if (sites.All(site => site.Endpoints.Count == 0))
            remarks.Add("The table has no measured_category, so nothing is said about categories.");
        foreach (var site in sites.Where(site => site.Model == sites[0].Model))
        {
            foreach (var endpoint in site.Endpoints.Where(endpoint => endpoint.Ill == 0 || endpoint.Ill == endpoint.Count))
            {
                var who = endpoint.Ill == 0 ? "Nobody" : "Everybody";
                remarks.Add($"{who} has {endpoint.Endpoint.DisplayName()} at the {site.Site.DisplayName()}; its AUROC is not defined.");
            }
        }
    }

    /// <summary>Regions before single vertebrae.</summary>
    private static int Rank(SkeletalSite site) => site.IsRegional() ? (int)site - Enum.GetValues<SkeletalSite>().Length : (int)site;
}
