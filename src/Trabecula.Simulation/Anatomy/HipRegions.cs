using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Regions of a hip scan in a left femur's own coordinates (mm, mean size, origin at the head's centre).</summary>
public static class HipRegions
{
    // The neck's axis runs from the head's centre to (36, -30) in X and Z; its box is 15 mm long, as Hologic's.
    private static readonly Vector2 Axis = Vector2.Normalize(new Vector2(36, -30));
    private const float NeckFrom = 24, NeckTo = 39, NeckHalf = 26;

    /// <summary>Whether a point lies within the femoral neck's box.</summary>
    public static bool InNeck(Vector3 p)
    {
        float along = (p.X * Axis.X) + (p.Z * Axis.Y), across = (p.Z * Axis.X) - (p.X * Axis.Y);
        return along >= NeckFrom && along < NeckTo && MathF.Abs(across) < NeckHalf;
    }

    /// <summary>Whether a point lies within the total hip: neck, trochanter and intertrochanteric region.</summary>
    public static bool InTotalHip(Vector3 p)
    {
        float along = (p.X * Axis.X) + (p.Z * Axis.Y);
        return along >= NeckFrom && p.Z > -82 && p.X > -30;
    }

    /// <summary>The neck's box, as corners in X and Z.</summary>
    public static IReadOnlyList<Vector2> NeckBox { get; } = [Corner(NeckFrom, NeckHalf), Corner(NeckTo, NeckHalf), Corner(NeckTo, -NeckHalf), Corner(NeckFrom, -NeckHalf)];

    /// <summary>The total hip, as corners in X and Z.</summary>
    public static IReadOnlyList<Vector2> TotalHipBox { get; } =
        [Corner(NeckFrom, 40), new(62, 14), new(62, -82), new(8, -82), new(8, -46), Corner(NeckFrom, -NeckHalf)];

    private static Vector2 Corner(float along, float across) => (along * Axis) + (across * new Vector2(-Axis.Y, Axis.X));
}
