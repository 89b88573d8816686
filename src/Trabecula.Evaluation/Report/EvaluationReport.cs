using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Composes the report of an evaluation; <see cref="HtmlReport"/> and <see cref="PdfReport"/> write it.</summary>
public static class EvaluationReport
{
    private const string ResearchOnly = "Research use only; not a medical device.";

    /// <summary>Composes the report.</summary>
    /// <param name="result">The statistics.</param>
    /// <param name="context">What else is to be told.</param>
    public static ReportDocument Compose(EvaluationResult result, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(context);
        var sections = new List<ReportSection> { Overview(result, context) };
        foreach (var site in MainSites(result))
            sections.Add(SiteReport.Section(site));
        if (result.Comparisons.Count > 0)
            sections.Add(Models(result));
        sections.AddRange(context.Additional);
        sections.Add(Configuration(result, context));
        return new ReportDocument(context.Title, Banner(result), sections);
    }

    /// <summary>The sites of the main model, the one that the table names first.</summary>
    /// <param name="result">The statistics.</param>
    public static IEnumerable<SiteEvaluation> MainSites(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Sites.Where(site => site.Model == result.Sites[0].Model);
    }

    private static string Banner(EvaluationResult result) => result.IsSimulated
        ? $"SIMULATED PEOPLE (in silico). No number here is a clinical accuracy. {ResearchOnly}"
        : ResearchOnly;

    private static ReportSection Overview(EvaluationResult result, ReportContext context)
    {
        var blocks = new List<ReportBlock>
        {
            new ReportParagraph(
                $"{result.RowCount} estimates of {result.SubjectCount} people. "
                + (result.Populations.Count == 0 ? "The table does not say what the people are. " : $"Population: {string.Join(", ", result.Populations)}. ")
                + "Numbers in brackets are 95 % intervals. Each person counts once at each site, with the first film; repeated films tell "
                + "repeatability alone."),
        };
        blocks.AddRange(result.Remarks.Concat(result.LeftOutSites.Select(site => $"Left out: {site}")).Select(text => new ReportParagraph(text, true)));
        blocks.Add(new ReportTable(
            "Sites" + (result.Sites[0].Model.Length == 0 ? "" : $", model {result.Sites[0].Model}"),
            ["site", "people", "MAE, g/cm²", "r", "bias, g/cm²", "calibration slope", "90 % intervals cover, %", "AUROC, osteopenia or worse"],
            [.. MainSites(result).Select(site => new[]
            {
                site.Site.DisplayName(),
                NumberText.Of(site.Rows.Count),
                NumberText.Of(site.Density.MeanAbsoluteError),
                NumberText.Of(site.Density.Correlation),
                NumberText.Of(site.Density.BlandAltman.Bias),
                NumberText.Of(site.Density.Calibration.Slope),
                site.Coverage is null ? NumberText.Missing : NumberText.Percent(site.Coverage.Covered),
                site.Endpoints.Count == 0 ? NumberText.Missing : NumberText.Of(site.Endpoints[0].Area),
            })]));
        if (result.Levels.FirstOrDefault(levels => levels.Model == result.Sites[0].Model) is { } pooled)
        {
            blocks.Add(new ReportParagraph(
                $"Single vertebrae ({string.Join(", ", pooled.Levels.Select(level => level.DisplayName()))}) taken together: {pooled.VertebraCount} of "
                + $"{pooled.SubjectCount} people, mean absolute error {NumberText.Of(pooled.MeanAbsoluteError)} g/cm², bias "
                + $"{NumberText.Of(pooled.Bias)} g/cm²; intervals by bootstrap of people, since a person's vertebrae are alike."));
        }

        if (context.Flow.Count > 0)
        {
            blocks.Add(new ReportTable(
                "Flow of exclusions", ["step", "left"], [.. context.Flow.Select(step => new[] { step.Step, NumberText.Of(step.Count) })]));
        }

        return new ReportSection("Overview", blocks);
    }

    private static ReportSection Models(EvaluationResult result) => new(
        "Models side by side",
        [
            new ReportTable(
                "Every model at every site",
                ["model", "site", "people", "MAE, g/cm²", "r", "R²", "calibration slope", "AUROC, osteopenia or worse"],
                [.. result.Sites.Select(site => new[]
                {
                    site.Model.Length == 0 ? "(no name)" : site.Model,
                    site.Site.DisplayName(),
                    NumberText.Of(site.Rows.Count),
                    NumberText.Of(site.Density.MeanAbsoluteError),
                    NumberText.Of(site.Density.Correlation.Value),
                    NumberText.Of(site.Density.Determination.Value),
                    NumberText.Of(site.Density.Calibration.Slope.Value),
                    site.Endpoints.Count == 0 ? NumberText.Missing : NumberText.Of(site.Endpoints[0].Area.Value),
                })]),
            new ReportTable(
                $"The model {result.Comparisons[0].First} minus each other one, on the same people (bootstrap by subject; DeLong's test)",
                ["other model", "site", "people", "MAE, g/cm²", "AUROC, osteopenia or worse", "p", "AUROC, osteoporosis", "p"],
                [.. result.Comparisons.Select(comparison => new[]
                {
                    comparison.Second.Length == 0 ? "(no name)" : comparison.Second,
                    comparison.Site.DisplayName(),
                    NumberText.Of(comparison.Count),
                    NumberText.Of(comparison.ErrorDifference),
                    NumberText.Of(comparison.Areas[0].Difference),
                    NumberText.Chance(comparison.Areas[0].Probability),
                    NumberText.Of(comparison.Areas[1].Difference),
                    NumberText.Chance(comparison.Areas[1].Probability),
                })]),
        ]);

    private static ReportSection Configuration(EvaluationResult result, ReportContext context) => new(
        "Configuration",
        [
            new ReportTable(
                "What this report was made with",
                ["setting", "value"],
                [
                    ["command", context.Command],
                    ["bootstrap", $"{result.Options.BootstrapDraws} draws of people, seed {result.Options.Seed}, percentile intervals"],
                    ["smallest group", $"{EvaluationOptions.MinimumPeople} people"],
                    .. context.Configuration.Select(setting => new[] { setting.Name, setting.Value }),
                ]),
            new ReportParagraph("Every statistic, with its formula and source: docs/reference/statistics.md of Trabecula."),
        ]);
}
