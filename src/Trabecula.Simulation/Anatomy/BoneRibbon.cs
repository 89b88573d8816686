using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>A long flat bone (rib): a chain of elliptic cross-sections with a thin wall.</summary>
/// <param name="Points">At least two sections, 1 to 10 mm apart.</param>
/// <param name="CortexMm">Thickness of the wall.</param>
/// <param name="CortexGcm3">Hydroxyapatite of the wall, g/cm³.</param>
/// <param name="InsideGcm3">Hydroxyapatite of the inside, g/cm³.</param>
public sealed record BoneRibbon(IReadOnlyList<RibbonSection> Points, float CortexMm, float CortexGcm3, float InsideGcm3);

/// <summary>One cross-section of a <see cref="BoneRibbon"/>.</summary>
/// <param name="Centre">Its centre in the patient's coordinates, mm.</param>
/// <param name="Outwards">Unit vector along its short axis, across the bone.</param>
/// <param name="HalfHeightMm">Half its long axis.</param>
/// <param name="HalfThicknessMm">Half its short axis.</param>
/// <param name="Mineral">Factor of the mineral there, 0 or more.</param>
public readonly record struct RibbonSection(Vector3 Centre, Vector3 Outwards, float HalfHeightMm, float HalfThicknessMm, float Mineral);
