using Trabecula.Domain;
using Trabecula.Inference;
using Trabecula.Reporting;

namespace Trabecula.Estimation;

/// <summary>Puts together all that is said about one film.</summary>
internal static class FilmResultComposer
{
    private const string InSilico = "in-silico";

    /// <summary>From an analysis to a result: densities are judged by the rules, or left out where a finding rejects the film.</summary>
    /// <param name="file">The film's file as the user gave it.</param>
    /// <param name="model">The model.</param>
    /// <param name="subject">The person.</param>
    /// <param name="analysis">What the model says.</param>
    /// <param name="rules">What densities are compared with.</param>
    public static FilmResult Compose(string file, LoadedModel model, Subject subject, FilmAnalysis analysis, EstimationRules rules)
    {
        var findings = analysis.Findings.OrderByDescending(finding => finding.Action).ToArray();
        var identity = model.Identity;
        var warnings = identity.TrainedOn == InSilico
            ? new[] { StandardWarnings.ResearchUseOnly, StandardWarnings.TrainedInSilico }
            : [StandardWarnings.ResearchUseOnly];
        if (findings.Any(finding => finding.Action == QualityAction.Reject))
            return new FilmResult(file, identity, subject, analysis.Vertebrae, [], [], null, findings, warnings) { Gates = rules.Gates.Identity };
        var outcome = DiagnosisRules.Evaluate(
            analysis.Estimates, subject, isPostmenopausal: null, rules.Reference, rules.Criteria, model.Scale, leastCertain: rules.LeastCertain);
        var vertebrae = analysis.Estimates.Where(estimate => !estimate.Site.IsRegional()).ToArray();
        return new FilmResult(file, identity, subject, analysis.Vertebrae, vertebrae, outcome.Sites, outcome.Diagnosis, findings, warnings) { Gates = rules.Gates.Identity };
    }

    /// <summary>The result for a file that no film could be read from.</summary>
    /// <param name="file">The file as the user gave it.</param>
    /// <param name="subject">The person, as far as the command line tells.</param>
    /// <param name="code">The reason's code.</param>
    /// <param name="message">The reason.</param>
    public static FilmResult Unusable(string file, Subject subject, string code, string message) => new(
        file, null, subject, [], [], [], null,
        [new QualityFinding(code, QualityAction.Reject, message, [])],
        [StandardWarnings.ResearchUseOnly]);
}
