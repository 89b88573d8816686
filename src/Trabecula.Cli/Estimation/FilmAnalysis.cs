using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary>What a model says of one film.</summary>
/// <param name="Vertebrae">The vertebral bodies found, from the head downwards.</param>
/// <param name="Estimates">Densities at the eight sites, or none.</param>
/// <param name="Findings">Quality findings.</param>
internal sealed record FilmAnalysis(
    IReadOnlyList<VertebraOutline> Vertebrae,
    IReadOnlyList<DensityEstimate> Estimates,
    IReadOnlyList<QualityFinding> Findings);
