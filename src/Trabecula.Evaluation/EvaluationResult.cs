using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>All that a table of predictions tells.</summary>
/// <param name="Sites">Each model at each site, models in the order in which the table names them.</param>
/// <param name="Comparisons">The first model against each other one.</param>
/// <param name="Levels">Single vertebrae pooled, for each model that estimates two or more.</param>
/// <param name="Remarks">What a reader must know: sites that were left out, a subject in two folds, missing columns.</param>
/// <param name="LeftOutSites">Names of the models and sites that had too few people.</param>
/// <param name="Populations">What the people are, as the table says; empty where it says nothing.</param>
/// <param name="RowCount">Rows that were used.</param>
/// <param name="SubjectCount">Different people.</param>
/// <param name="Options">Draws and seed.</param>
public sealed record EvaluationResult(
    IReadOnlyList<SiteEvaluation> Sites,
    IReadOnlyList<ModelComparison> Comparisons,
    IReadOnlyList<LevelEvaluation> Levels,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<string> LeftOutSites,
    IReadOnlyList<string> Populations,
    int RowCount,
    int SubjectCount,
    EvaluationOptions Options)
{
    /// <summary>Whether any of the people are simulated; then everything that is shown has to say so.</summary>
    public bool IsSimulated => Populations.Any(name => name.Contains(PredictionRow.InSilico, StringComparison.OrdinalIgnoreCase));
}
