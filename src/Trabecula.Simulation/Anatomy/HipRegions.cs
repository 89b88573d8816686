using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Regions of a hip scan in a left femur's own coordinates (mm, mean size, origin at the head's centre).</summary>
public static class HipRegions
{
    // The neck's axis runs from the head's centre to (36, -30) in X and Z; its box is 15 mm long.
    private static readonly Vector2 Axis = Vector2.Normalize(new Vector2(36, -30));
    private const float NeckFrom = 24, NeckLength = 15, NeckTo = NeckFrom + NeckLength, NeckHalf = 26;

    /// <summary>0 in head and neck, 1 beyond the neck's outer line; between them over some mm.</summary>
    public static float BeyondNeck(Vector3 p, float joinMm) =>
        Math.Clamp(((((p.X * Axis.X) + (p.Z * Axis.Y)) - NeckTo) / joinMm) + 0.5f, 0, 1);

    /// <summary>Where Hologic's box begins, from the head's centre along the neck's axis, mm: it ends at the trochanter.</summary>
    public const float DistalNeckFromMm = NeckFrom;

    /// <summary>Where Lunar's box begins, mm: about the neck's narrowest part (Manual, from memory).</summary>
    public const float NarrowestNeckFromMm = 19;

    /// <summary>The neck's box, as corners in X and Z.</summary>
    /// <param name="fromMm">Where it begins, from the head's centre along the neck's axis, mm.</param>
    public static IReadOnlyList<Vector2> NeckBox(float fromMm) =>
    [
        Corner(fromMm, NeckHalf), Corner(fromMm + NeckLength, NeckHalf), Corner(fromMm + NeckLength, -NeckHalf), Corner(fromMm, -NeckHalf),
    ];

    /// <summary>The total hip, as corners in X and Z.</summary>
    public static IReadOnlyList<Vector2> TotalHipBox { get; } =
        [Corner(NeckFrom, 40), new(62, 14), new(62, -82), new(8, -82), new(8, -46), Corner(NeckFrom, -NeckHalf)];

    private static Vector2 Corner(float along, float across) => (along * Axis) + (across * new Vector2(-Axis.Y, Axis.X));
}
