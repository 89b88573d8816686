using Trabecula.Domain;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>What <c>trabecula study</c> was asked for.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Output">Folder of the study.</param>
/// <param name="Localiser">Bundle whose localiser finds the vertebrae.</param>
/// <param name="Pretrained">Bundle whose density network the trainings begin with, or null.</param>
/// <param name="Plan">What is trained.</param>
/// <param name="Fold">The one fold that is trained, from 0, or null for all.</param>
/// <param name="Merge">Folders of studies of the same cohort from which finished trainings are taken; null where nothing is merged.</param>
/// <param name="External">A manifest of films that are never trained on, or null.</param>
/// <param name="Steady">A folder of real films whose estimates are to stay the same when the films are changed, or null.</param>
/// <param name="Bundle">The bundle that is made, or null.</param>
/// <param name="Criteria">By which densities become categories.</param>
/// <param name="Population">What the people are called, or null where the manifest says it.</param>
/// <param name="Command">The command, for the report.</param>
internal sealed record StudyOptions(
    string Manifest,
    string Output,
    string Localiser,
    string? Pretrained,
    StudyPlan Plan,
    int? Fold,
    IReadOnlyList<string>? Merge,
    string? External,
    string? Steady,
    BundleTarget? Bundle,
    DiagnosticCriteria Criteria,
    string? Population,
    string Command);
