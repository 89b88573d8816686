using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>Where a study stands.</summary>
/// <param name="Stage">What is being done, in words.</param>
/// <param name="Share">0 to 1 of the stage.</param>
/// <param name="Detail">Losses and errors, or empty.</param>
internal sealed record StudyStage(string Stage, double Share, string Detail);

/// <summary>What a call of <c>study</c> brought.</summary>
/// <param name="LeftOut">Rows that were left out, each as a sentence.</param>
/// <param name="Missing">Trainings that are not done yet; none where the study is whole.</param>
/// <param name="Result">The statistics of the whole study, or null.</param>
/// <param name="Checks">What was asked about leakage, with the answers; none where the study is not whole.</param>
internal sealed record StudyOutcome(
    IReadOnlyList<string> LeftOut, IReadOnlyList<StudyJob> Missing, EvaluationResult? Result, IReadOnlyList<StudyCheck> Checks);

/// <summary>All that a whole study has found, for its files.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Cohort">Films and folds.</param>
/// <param name="Population">What the people are called.</param>
/// <param name="Flow">The flow of exclusions.</param>
/// <param name="LeftOut">Rows that were left out, each as a sentence.</param>
/// <param name="Hashes">Names and SHA-256 of what the study rests on.</param>
/// <param name="Pretraining">The network that the trainings began with, or null.</param>
/// <param name="Outputs">What each training brought.</param>
/// <param name="Estimates">The estimates of the folds that were held out.</param>
/// <param name="Rows">The same as rows of a table.</param>
/// <param name="Result">Their statistics.</param>
/// <param name="Checks">What was asked about leakage.</param>
/// <param name="Curves">The learning curves; none where none were asked for.</param>
/// <param name="Others">Films that were never trained on, or null.</param>
/// <param name="Steadiness">Real films and what becomes of their estimates when they are changed; none where none were asked for.</param>
internal sealed record StudyFindings(
    StudyOptions Options,
    StudyCohort Cohort,
    string Population,
    IReadOnlyList<(string Step, int Count)> Flow,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<(string Name, string Value)> Hashes,
    Pretraining? Pretraining,
    IReadOnlyDictionary<StudyJob, JobOutputs> Outputs,
    IReadOnlyList<StudyEstimate> Estimates,
    IReadOnlyList<PredictionRow> Rows,
    EvaluationResult Result,
    IReadOnlyList<StudyCheck> Checks,
    IReadOnlyList<LearningCurve> Curves,
    OtherFilms? Others,
    IReadOnlyList<SteadyFilm> Steadiness)
{
    /// <summary>Whether any of the people are simulated.</summary>
    public bool IsSimulated => Population.Contains(PredictionRow.InSilico, StringComparison.Ordinal);
}

/// <summary>Films of another manifest, on which nothing was trained.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Flow">The flow of exclusions.</param>
/// <param name="Rows">Estimates of the mean of all folds' models.</param>
/// <param name="Result">Their statistics.</param>
internal sealed record OtherFilms(
    string Manifest, IReadOnlyList<(string Step, int Count)> Flow, IReadOnlyList<PredictionRow> Rows, EvaluationResult Result);
