using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>The section of one site.</summary>
internal static class SiteReport
{
    public static ReportSection Section(SiteEvaluation site)
    {
        var blocks = new List<ReportBlock>
        {
            Density(site),
            new ReportFigures(
                [EvaluationFigures.Scatter(site), EvaluationFigures.BlandAltman(site)],
                "First: each person once; the calibration line is the regression of the measured on the estimated density. Second: bias and 95 % "
                + "limits of agreement with their intervals."),
        };
        if (PublishedFigures.For(site.Site) is { } published)
            blocks.Add(Published(site, published));
        if (site.Categories is not null)
            blocks.Add(Matrix(site.Categories));
        if (site.Endpoints.Count > 0)
        {
            blocks.Add(Endpoints(site));
            blocks.Add(EndpointFigures(site));
        }

        if (site.SureCategories.Count > 0)
            blocks.Add(SureCategories(site.SureCategories));

        if (site.Coverage is not null)
            blocks.Add(Coverage(site, site.Coverage));
        if (site.Subgroups.Count > 0)
            blocks.AddRange(Subgroups(site));
        if (site.Repeats is not null)
            blocks.Add(RepeatabilityTable.Of("Repeatability: several films of one person", [("estimate", site.Repeats), ("DXA", site.MeasuredRepeats)]));
        blocks.Add(Rivals(site));
        var name = site.Site.DisplayName();
        return new ReportSection(char.ToUpperInvariant(name[0]) + name[1..], blocks);
    }

    private static ReportTable Density(SiteEvaluation site)
    {
        var density = site.Density;
        return new ReportTable(
            $"Density, {site.Rows.Count} people",
            ["statistic", "value (95 % interval)"],
            [
                ["mean absolute error, g/cm²", NumberText.Of(density.MeanAbsoluteError, 4)],
                ["root mean square error, g/cm²", NumberText.Of(density.RootMeanSquareError, 4)],
                ["Pearson's r", NumberText.Of(density.Correlation)],
                ["R² (no line fitted)", NumberText.Of(density.Determination)],
                ["ICC(A,1)", NumberText.Of(density.Intraclass)],
                ["Lin's concordance", NumberText.Of(density.Concordance)],
                ["bias, g/cm²", NumberText.Of(density.BlandAltman.Bias, 4)],
                ["lower limit of agreement, g/cm²", NumberText.Of(density.BlandAltman.LowerLimit)],
                ["upper limit of agreement, g/cm²", NumberText.Of(density.BlandAltman.UpperLimit)],
                ["proportional bias (slope)", $"{NumberText.Of(density.BlandAltman.ProportionalBias.Slope)}, p {NumberText.Chance(density.BlandAltman.ProportionalBias.SlopeProbability)}"],
                ["calibration slope", NumberText.Of(density.Calibration.Slope)],
                ["calibration intercept, g/cm²", NumberText.Of(density.Calibration.Intercept)],
            ]);
    }

    private static ReportTable Published(SiteEvaluation site, PublishedFigures published)
    {
        var table = site.Endpoints.FirstOrDefault(endpoint => endpoint.Endpoint == Endpoint.OsteopeniaOrWorse)?.Table;
        return new ReportTable(
            $"Beside published figures: {published.Source}, {published.People} people. Other people, other films: no test can compare them",
            ["statistic", "here", "published"],
            [
                ["mean absolute error, g/cm²", NumberText.Of(site.Density.MeanAbsoluteError), NumberText.Of(published.MeanAbsoluteError)],
                ["Pearson's r", NumberText.Of(site.Density.Correlation), NumberText.Of(published.Correlation, 2)],
                ["sensitivity, osteopenia, %", table is null ? NumberText.Missing : NumberText.Percent(table.Sensitivity), NumberText.Of(100 * published.Sensitivity, 1)],
                ["specificity, osteopenia, %", table is null ? NumberText.Missing : NumberText.Percent(table.Specificity), NumberText.Of(100 * published.Specificity, 1)],
            ]);
    }

    private static ReportTable Matrix(ConfusionMatrix matrix)
    {
        var categories = Enum.GetValues<DiagnosticCategory>();
        return new ReportTable(
            $"Categories, {matrix.Count} people. Weighted kappa: linear {NumberText.Of(matrix.Kappa(KappaWeights.Linear))}, quadratic "
            + NumberText.Of(matrix.Kappa(KappaWeights.Quadratic)),
            ["measured \\ estimated", .. categories.Select(category => category.ToString().ToLowerInvariant())],
            [.. categories.Select(measured => new[] { measured.ToString().ToLowerInvariant() }
                .Concat(categories.Select(estimated => NumberText.Of(matrix[measured, estimated]))).ToArray())]);
    }

    private static ReportTable Endpoints(SiteEvaluation site)
    {
        (string Name, Func<EndpointAccuracy, string> Text)[] rows =
        [
            ("people", one => NumberText.Of(one.Count)),
            ("of them positive by DXA", one => NumberText.Of(one.Ill)),
            ("sensitivity, %", one => one.Table is null ? NumberText.Missing : NumberText.Percent(one.Table.Sensitivity)),
            ("specificity, %", one => one.Table is null ? NumberText.Missing : NumberText.Percent(one.Table.Specificity)),
            ("positive predictive value, %", one => one.Table is null ? NumberText.Missing : NumberText.Percent(one.Table.PositivePredictiveValue)),
            ("negative predictive value, %", one => one.Table is null ? NumberText.Missing : NumberText.Percent(one.Table.NegativePredictiveValue)),
            ("positive likelihood ratio", one => one.Table is null ? NumberText.Missing : NumberText.Of(one.Table.PositiveLikelihoodRatio, 2)),
            ("negative likelihood ratio", one => one.Table is null ? NumberText.Missing : NumberText.Of(one.Table.NegativeLikelihoodRatio, 2)),
            ("AUROC", one => NumberText.Of(one.Area)),
            ("AUROC from", one => one.IsByProbability ? "probability" : "density"),
            ("AUPRC", one => NumberText.Of(one.AveragePrecision)),
            ("Brier's score", one => one.Probabilities is null ? NumberText.Missing : NumberText.Of(one.Probabilities.Brier)),
        ];
        return new ReportTable(
            "The two questions, at the thresholds of the categories",
            ["statistic", .. site.Endpoints.Select(endpoint => endpoint.Endpoint.DisplayName())],
            [.. rows.Select(row => new[] { row.Name }.Concat(site.Endpoints.Select(row.Text)).ToArray())]);
    }

    private static ReportFigures EndpointFigures(SiteEvaluation site)
    {
        var withProbabilities = site.Endpoints.Where(endpoint => endpoint.Probabilities is not null).ToArray();
        var figures = new List<Figure> { EvaluationFigures.Roc(site) };
        if (withProbabilities.Length > 0)
        {
            figures.Add(EvaluationFigures.Calibration(site));
            figures.AddRange(withProbabilities.Select(EvaluationFigures.Decision));
            figures.Add(EvaluationFigures.SureCategories(site));
        }

        return new ReportFigures(
            figures,
            withProbabilities.Length == 0
                ? "Receiver operating characteristics."
                : "Receiver operating characteristics; observed shares in ten bins of predicted probability with Wilson's intervals; net benefit of "
                + "advising DXA from a probability on; wrong answers when only the surest people are answered.");
    }

    private static ReportTable SureCategories(IReadOnlyList<SureCategories> answers) => new(
        "Answering only when sure: a category only where it is at least so probable (estimate --only-when-sure)",
        ["at least, %", "people answered", "share of all, %", "another category than by DXA, %"],
        [.. answers.Select(answer => new[]
        {
            NumberText.Of(100 * answer.LeastCertain, 0),
            NumberText.Of(answer.Count),
            NumberText.Percent(answer.Answered),
            NumberText.Percent(answer.Wrong),
        })]);

    private static ReportFigures Coverage(SiteEvaluation site, IntervalCoverage coverage) => new(
        [EvaluationFigures.SureOnly(site)],
        $"90 % intervals hold {NumberText.Percent(coverage.Covered)} % of the measured densities of {coverage.Count} people; their mean width is "
        + $"{NumberText.Of(coverage.MeanWidth)} g/cm². The curve shows the error of those with the narrowest intervals.");

    private static IEnumerable<ReportBlock> Subgroups(SiteEvaluation site)
    {
        if (ForestFigure.Of(site) is { } forest)
        {
            yield return new ReportFigures(
                [forest], "Subgroups with 95 % intervals. Dashed: the mean absolute error of all, and 90 %.");
        }

        yield return new ReportTable(
            $"Subgroups (below {EvaluationOptions.MinimumPeople} people only counted); sensitivity and specificity for osteopenia or worse",
            ["subgroup", "people", "MAE, g/cm²", "bias, g/cm²", "90 % intervals cover, %", "sensitivity, %", "specificity, %"],
            [.. site.Subgroups.Select(subgroup => new[]
            {
                $"{subgroup.Axis}: {subgroup.Name}",
                NumberText.Of(subgroup.Count),
                NumberText.Of(subgroup.MeanAbsoluteError),
                NumberText.Of(subgroup.Bias),
                subgroup.Coverage is null ? NumberText.Missing : NumberText.Percent(subgroup.Coverage.Covered),
                subgroup.OsteopeniaOrWorse is null ? NumberText.Missing : NumberText.Percent(subgroup.OsteopeniaOrWorse.Sensitivity),
                subgroup.OsteopeniaOrWorse is null ? NumberText.Missing : NumberText.Percent(subgroup.OsteopeniaOrWorse.Specificity),
            })]);
    }

    private static ReportTable Rivals(SiteEvaluation site)
    {
        var rows = site.Comparators.Select(rival => new[]
        {
            $"{rival.Name} ({(rival.IsHeldOut ? "fitted on the other folds" : "fitted on these very people, which flatters it")})",
            NumberText.Of(rival.Count),
            $"MAE {NumberText.Of(rival.MeanAbsoluteError)} g/cm², R² {NumberText.Of(rival.Determination)}",
            $"MAE smaller by {NumberText.Of(rival.Gain)} g/cm²",
        }).ToList();
        if (site.Ost is { } ost)
        {
            rows.Add(
            [
                $"OST index, osteoporosis (cut-off {NumberText.Of(OstComparison.CutOff, 0)})",
                NumberText.Of(ost.Count),
                $"AUROC {NumberText.Of(ost.Area)}, sensitivity {NumberText.Percent(ost.AtCutOff.Sensitivity)} %, specificity {NumberText.Percent(ost.AtCutOff.Specificity)} %",
                $"AUROC {NumberText.Of(ost.ModelArea)}, larger by {NumberText.Of(ost.Difference)}, p {NumberText.Chance(ost.Probability)}",
            ]);
        }

        return new ReportTable("Rivals that see no film, on the same people", ["rival", "people", "rival", "model"], rows);
    }
}
