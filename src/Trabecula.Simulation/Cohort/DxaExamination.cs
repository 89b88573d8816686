using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What a DXA examination of a phantom says.</summary>
/// <param name="Densities">Areal BMD in g/cm² on the scanner's own scale. Vertebrae beneath metal are missing. L1–L4 and L2–L4 are those
/// of the levels that count, and missing where fewer than two do; a replaced hip is missing.</param>
/// <param name="LumbarLevels">The levels of L1 to L4 that count: neither fractured nor beneath metal (ISCD 2023: abnormal and
/// non-assessable vertebrae are excluded, and no diagnosis is made on a single one).</param>
/// <param name="MetalLevels">The levels of L1 to L4 with metal or cement in their regions.</param>
public sealed record DxaExamination(
    IReadOnlyDictionary<SkeletalSite, double> Densities, IReadOnlyList<VertebralLevel> LumbarLevels, IReadOnlyList<VertebralLevel> MetalLevels);
