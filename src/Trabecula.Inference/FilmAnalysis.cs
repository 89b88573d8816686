using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What the networks and the quality rules say of one film.</summary>
/// <param name="Vertebrae">Vertebrae that were found, T12 to L5, from the head downwards, in the film's pixels.</param>
/// <param name="Estimates">The sites that the model knows, in the order of <see cref="SkeletalSite"/>; none where the film is refused.</param>
/// <param name="Findings">Quality findings, worst first.</param>
/// <param name="Frame">The straightened spine, or null where the film is refused.</param>
public sealed record FilmAnalysis(
    IReadOnlyList<VertebraOutline> Vertebrae,
    IReadOnlyList<DensityEstimate> Estimates,
    IReadOnlyList<QualityFinding> Findings,
    SpineFrame? Frame);
