using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Regions of a hip scan in a left femur's own coordinates (mm, mean size, origin at the head's centre).</summary>
public static class HipRegions
{
    // The neck's axis runs from the head's centre to (36, -30) in X and Z; its box is 15 mm long, as Hologic's.
    private static readonly Vector2 Axis = Vector2.Normalize(new Vector2(36, -30));
    private const float NeckFrom = 24, NeckTo = 39, NeckHalf = 26;

    /// <summary>0 in head and neck, 1 beyond the neck's outer line; between them over some mm.</summary>
    public static float BeyondNeck(Vector3 p, float joinMm) =>
        Math.Clamp(((((p.X * Axis.X) + (p.Z * Axis.Y)) - NeckTo) / joinMm) + 0.5f, 0, 1);

    /// <summary>The neck's box, as corners in X and Z.</summary>
    public static IReadOnlyList<Vector2> NeckBox { get; } = [Corner(NeckFrom, NeckHalf), Corner(NeckTo, NeckHalf), Corner(NeckTo, -NeckHalf), Corner(NeckFrom, -NeckHalf)];

    /// <summary>The total hip, as corners in X and Z.</summary>
    public static IReadOnlyList<Vector2> TotalHipBox { get; } =
        [Corner(NeckFrom, 40), new(62, 14), new(62, -82), new(8, -82), new(8, -46), Corner(NeckFrom, -NeckHalf)];

    private static Vector2 Corner(float along, float across) => (along * Axis) + (across * new Vector2(-Axis.Y, Axis.X));
}
