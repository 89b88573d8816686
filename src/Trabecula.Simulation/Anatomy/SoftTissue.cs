using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The trunk without its bones.</summary>
/// <param name="Trunk">The skin.</param>
/// <param name="MuscleWall">The inside of the subcutaneous fat.</param>
public sealed record SoftTissue(EllipticTrunk Trunk, EllipticTrunk MuscleWall)
{
    private static readonly Ellipsoid Nothing = new(new Vector3(0, 0, 5000), Vector3.One);

    /// <summary>Where fat lies between the organs.</summary>
    public Ellipsoid VisceralFat { get; init; } = Nothing;

    /// <summary>What share of <see cref="VisceralFat"/> is fat, 0 to 1.</summary>
    public float VisceralFatShare { get; init; }

    /// <summary>Lean parts within the visceral fat (liver, kidneys, spleen).</summary>
    public IReadOnlyList<Ellipsoid> Organs { get; init; } = [];

    /// <summary>Mm of fat in the place of lean along a ray, negative for the reverse: fat planes, mesentery, folds of skin.</summary>
    public CoronalMap FatPlanes { get; init; } = CoronalMap.Empty;

    /// <summary>Mm of gas along a ray.</summary>
    public CoronalMap Gas { get; init; } = CoronalMap.Empty;

    /// <summary>The lungs, where the trunk has any.</summary>
    public Lungs? Lungs { get; init; }

    /// <summary>Arms beside the trunk: points and radius in mm.</summary>
    public IReadOnlyList<(Vector3 From, Vector3 To, float Radius)> Arms { get; init; } = [];

    /// <summary>Calcifications, stones, tablets; the bones of the arms.</summary>
    public IReadOnlyList<BoneTube> Calcified { get; init; } = [];

    /// <summary>Clips within the body, zips and hooks upon it.</summary>
    public IReadOnlyList<MetalRod> Metal { get; init; } = [];
}

/// <summary>A wire or a flat piece of metal.</summary>
/// <param name="Points">At least two points in the patient's coordinates, mm.</param>
/// <param name="RadiusMm">Its radius.</param>
/// <param name="CopperGcm3">The density of copper that attenuates alike, g/cm³.</param>
public sealed record MetalRod(IReadOnlyList<Vector3> Points, float RadiusMm, float CopperGcm3);
