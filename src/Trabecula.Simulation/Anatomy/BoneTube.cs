using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>A long thin bone (rib, ramus, shaft): a chain of points with a radius, a cortex and an inside.</summary>
/// <param name="Points">At least two points in the patient's coordinates, mm.</param>
/// <param name="RadiusMm">Outer radius.</param>
/// <param name="CortexMm">Thickness of its wall.</param>
/// <param name="CortexGcm3">Hydroxyapatite of the wall, g/cm³.</param>
/// <param name="InsideGcm3">Hydroxyapatite of the inside, g/cm³.</param>
public sealed record BoneTube(IReadOnlyList<Vector3> Points, float RadiusMm, float CortexMm, float CortexGcm3, float InsideGcm3);
