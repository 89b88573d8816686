using System.Globalization;
using System.Text;
using Trabecula.Cli.Training;
using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>The card of a bundle that a study made: the study's figures in brief.</summary>
internal static class StudyModelCard
{
    /// <summary>Smaller subgroups have errors of chance only.</summary>
    private const int SmallestGroup = 50;

    /// <summary>Writes the card.</summary>
    /// <param name="findings">The study.</param>
    /// <param name="identity">Of the bundle.</param>
    /// <param name="scale">Whose scale its densities are on.</param>
    /// <param name="localiser">The bundle that the localiser comes from.</param>
    /// <param name="job">The training of the density network.</param>
    /// <param name="report">SHA-256 of the study's <c>report.html</c>.</param>
    public static string Text(
        StudyFindings findings, ModelIdentity identity, DxaManufacturer scale, ModelIdentity localiser, StudyJob job, string report)
    {
        var (plan, cohort) = (findings.Options.Plan, findings.Cohort);
        var sites = EvaluationReport.MainSites(findings.Result).Where(site => site.Site.IsRegional()).ToArray();
        var text = new StringBuilder(ModelCard.Head(
            identity,
            scale,
            $"{cohort.Films.Count} of {cohort.SubjectCount} people, all of them trained on; rows of the manifest that were left out: {findings.LeftOut.Count}",
            findings.Options.Command));
        text.Append("## How well its kind does on people that it was not trained on\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{plan.Folds}-fold cross-validation, the film alone, each person estimated by networks that have never seen the person; ");
        text.Append("in brackets 95 % intervals. This bundle's network is one more, trained on everybody, so that nobody is left to judge itself on.\n\n");
        text.Append("| site | people | mean absolute error, g/cm² | r | calibration slope | 90 % intervals cover, % | osteopenia or worse: sensitivity / specificity, % |\n|---|---|---|---|---|---|---|\n");
        foreach (var site in sites)
            text.Append(Row(site));
        var groups = sites.Where(site => site.Subgroups.Any(IsLarge)).ToArray();
        if (groups.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSubgroups of {SmallestGroup} people or more (sex, age, BMI, and whatever else the manifest tells):\n\n");
            text.Append("| site | least error | largest error | intervals cover least | most |\n|---|---|---|---|---|\n");
            foreach (var site in groups)
                text.Append(Groups(site));
        }

        if (findings.IsSimulated)
            text.Append("\n**These are figures of simulated people and films (in silico). They are no measure of clinical accuracy: nobody has compared this model with DXA in patients.**\n");
        text.Append(CultureInfo.InvariantCulture, $"\nAll figures: the study's `report.html`, SHA-256 `{report}`.\n\n");
        text.Append("## How it was made\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Density network: trained on all films until pass {job.Epochs}, the median best pass of the folds' networks; seed {plan.Seed}. Nothing was held out, and nothing stopped it early.\n");
        if (findings.Pretraining is { } first)
            text.Append(CultureInfo.InvariantCulture, $"- It began, as the folds' networks did, with the weights of {first.Name}, SHA-256 `{first.Weights.Sha256}`. No file of those films is in the study; other films of the same people would not be found.\n");
        text.Append(CultureInfo.InvariantCulture, $"- Localiser: that of {localiser.Id} {localiser.Version}.\n");
        text.Append("- Calibration (`calibration.json`): a line, the spread, the 90 % interval and, where people showed the need, the probabilities of each site, ");
        text.Append("fitted on what the folds' networks said of held-out people. For another hospital: `trabecula model recalibrate`.\n\n");
        return text.Append(ModelCard.Limits).ToString();
    }

    private static string Row(SiteEvaluation site)
    {
        var table = site.Endpoints.FirstOrDefault(endpoint => endpoint.Endpoint == Endpoint.OsteopeniaOrWorse)?.Table;
        return $"| {site.Site.DisplayName()} | {NumberText.Of(site.Rows.Count)} | {NumberText.Of(site.Density.MeanAbsoluteError)} | {NumberText.Of(site.Density.Correlation)} "
            + $"| {NumberText.Of(site.Density.Calibration.Slope)} | {(site.Coverage is null ? NumberText.Missing : NumberText.Percent(site.Coverage.Covered))} "
            + $"| {(table is null ? NumberText.Missing : $"{NumberText.Percent(table.Sensitivity)} / {NumberText.Percent(table.Specificity)}")} |\n";
    }

    private static string Groups(SiteEvaluation site)
    {
        SubgroupEvaluation[] large = [.. site.Subgroups.Where(IsLarge).OrderBy(group => group.MeanAbsoluteError.Value)];
        SubgroupEvaluation[] covered = [.. large.Where(group => group.Coverage is not null).OrderBy(group => group.Coverage!.Covered.Value)];
        static string Error(SubgroupEvaluation group) => $"{NumberText.Of(group.MeanAbsoluteError.Value)} ({Name(group)})";
        static string Covered(SubgroupEvaluation? group) =>
            group is null ? NumberText.Missing : $"{NumberText.Of(100 * group.Coverage!.Covered.Value, 1)} % ({Name(group)})";
        return $"| {site.Site.DisplayName()} | {Error(large[0])} | {Error(large[^1])} | {Covered(covered.FirstOrDefault())} | {Covered(covered.LastOrDefault())} |\n";
    }

    private static bool IsLarge(SubgroupEvaluation group) => group.Count >= SmallestGroup;

    private static string Name(SubgroupEvaluation group) => $"{group.Axis}: {group.Name}".Replace('|', '/');
}
