using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>The statistics as text for a terminal: one block for each model and site.</summary>
public static class EvaluationText
{
    private const int NameWidth = 36;

    /// <summary>Writes the lines, without line ends.</summary>
    /// <param name="result">The statistics.</param>
    public static IEnumerable<string> Lines(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        yield return $"{result.RowCount} estimates of {result.SubjectCount} people; in brackets 95 % intervals";
        if (result.IsSimulated)
            yield return "SIMULATED PEOPLE (in silico): no number here is a clinical accuracy.";
        foreach (var site in result.Sites)
        {
            yield return string.Empty;
            yield return site.Model.Length == 0 ? site.Site.DisplayName() : $"{site.Site.DisplayName()}, model {site.Model}";
            foreach (var (name, value) in Statistics(site))
                yield return $"  {name.PadRight(NameWidth)}{value}";
        }

        foreach (var comparison in result.Comparisons)
        {
            yield return string.Empty;
            yield return $"{comparison.Site.DisplayName()}: {comparison.First} minus {comparison.Second}, {comparison.Count} people";
            yield return $"  {"MAE, g/cm²",-NameWidth}{NumberText.Of(comparison.ErrorDifference)}";
            foreach (var (endpoint, difference, probability) in comparison.Areas.Where(area => !double.IsNaN(area.Difference.Value)))
                yield return $"  {$"AUROC, {endpoint.DisplayName()}",-NameWidth}{NumberText.Of(difference)}, p {NumberText.Chance(probability)}";
        }
    }

    private static IEnumerable<(string Name, string Value)> Statistics(SiteEvaluation site)
    {
        var density = site.Density;
        yield return ("people", NumberText.Of(site.Rows.Count));
        yield return ("MAE, g/cm²", NumberText.Of(density.MeanAbsoluteError));
        yield return ("RMSE, g/cm²", NumberText.Of(density.RootMeanSquareError));
        yield return ("r", NumberText.Of(density.Correlation));
        yield return ("R²", NumberText.Of(density.Determination));
        yield return ("ICC(A,1)", NumberText.Of(density.Intraclass));
        yield return ("concordance (CCC)", NumberText.Of(density.Concordance));
        yield return ("bias, g/cm²", NumberText.Of(density.BlandAltman.Bias));
        yield return ("limits of agreement, g/cm²", $"{NumberText.Of(density.BlandAltman.LowerLimit.Value)} to {NumberText.Of(density.BlandAltman.UpperLimit.Value)}");
        yield return ("proportional bias", NumberText.Of(density.BlandAltman.ProportionalBias.Slope));
        yield return ("calibration slope", NumberText.Of(density.Calibration.Slope));
        if (site.Coverage is { } coverage)
            yield return ("90 % intervals cover, %", NumberText.Percent(coverage.Covered));
        if (site.Categories is { } categories)
            yield return ("weighted kappa (quadratic)", NumberText.Of(categories.Kappa(KappaWeights.Quadratic)));
        foreach (var endpoint in site.Endpoints)
        {
            yield return (endpoint.Endpoint.DisplayName(), $"{endpoint.Ill} of {endpoint.Count} people");
            yield return ("  AUROC", NumberText.Of(endpoint.Area));
            if (endpoint.Table is { } table)
            {
                yield return ("  sensitivity, %", NumberText.Percent(table.Sensitivity));
                yield return ("  specificity, %", NumberText.Percent(table.Specificity));
            }

            if (endpoint.Probabilities is { } probabilities)
                yield return ("  Brier's score", NumberText.Of(probabilities.Brier));
        }

        if (site.Repeats is { } repeats)
            yield return ("two films of a person, CV, %", NumberText.Of(repeats.RmsVariationPercent, 2));
        foreach (var rival in site.Comparators)
            yield return ($"better than {rival.Name}, MAE", $"{NumberText.Of(rival.Gain)}{(rival.IsHeldOut ? "" : " (rival fitted on the same people)")}");
    }
}
