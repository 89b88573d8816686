using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Values at the points of a regular grid, between which they change linearly and beyond which they fall to zero.</summary>
/// <param name="Frame">Where the grid lies and how it is turned.</param>
/// <param name="Low">The first point in the grid's own coordinates, mm.</param>
/// <param name="SpacingMm">Distance of neighbouring points along the grid's own X, Y and Z.</param>
/// <param name="CountX">Points along X.</param>
/// <param name="CountY">Points along Y.</param>
/// <param name="CountZ">Points along Z.</param>
/// <param name="Values">The values, index <c>(z * CountX + x) * CountY + y</c>.</param>
public sealed record VoxelGrid(RigidFrame Frame, Vector3 Low, Vector3 SpacingMm, int CountX, int CountY, int CountZ, float[] Values);
