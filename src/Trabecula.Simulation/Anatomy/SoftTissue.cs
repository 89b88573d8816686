using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The trunk without its bones.</summary>
/// <param name="Trunk">The skin.</param>
/// <param name="MuscleWall">The inside of the subcutaneous fat.</param>
/// <param name="VisceralFat">Where fat lies between the organs, and what share of the volume it takes.</param>
/// <param name="VisceralFatShare">0 to 1.</param>
/// <param name="Organs">Lean parts within the visceral fat (liver, kidneys, spleen).</param>
/// <param name="Psoas">Rods of muscle beside the spine: points and radius.</param>
/// <param name="Gas">Bowel gas.</param>
/// <param name="Lungs">Lungs, three quarters air.</param>
/// <param name="Heart">Lean within the lungs.</param>
public sealed record SoftTissue(
    EllipticTrunk Trunk,
    EllipticTrunk MuscleWall,
    Ellipsoid VisceralFat,
    float VisceralFatShare,
    IReadOnlyList<Ellipsoid> Organs,
    IReadOnlyList<(Vector3 From, Vector3 To, float Radius)> Psoas,
    IReadOnlyList<Ellipsoid> Gas,
    IReadOnlyList<Ellipsoid> Lungs,
    Ellipsoid Heart);

/// <summary>An upright elliptic cylinder whose half axes change with height.</summary>
/// <param name="CentreY">Centre in front-to-back direction, mm.</param>
/// <param name="HalfWidth">Half width at the waist, mm.</param>
/// <param name="HalfDepth">Half depth at the waist, mm.</param>
/// <param name="Hips">Relative gain of width 180 mm below the origin.</param>
/// <param name="Chest">Relative gain of width 250 mm above the origin.</param>
public sealed record EllipticTrunk(float CentreY, float HalfWidth, float HalfDepth, float Hips, float Chest)
{
    /// <summary>Half width at a height.</summary>
    public float HalfWidthAt(float z) => HalfWidth * Growth(z);

    /// <summary>Length in mm of a ray within the trunk; heights are taken where the ray passes the trunk's middle.</summary>
    public float Chord(Vector3 from, Vector3 direction)
    {
        float reach = (CentreY - from.Y) / (MathF.Abs(direction.Y) > 0.3f ? direction.Y : 1);
        float z = MathF.Abs(direction.Y) > 0.3f
            ? from.Z + (reach * direction.Z)
            : from.Z - (from.X / direction.X * direction.Z);
        float growth = Growth(z);
        float a = HalfWidth * growth, b = HalfDepth * (1 + (0.4f * (growth - 1)));
        float ox = from.X / a, oy = (from.Y - CentreY) / b, dx = direction.X / a, dy = direction.Y / b;
        float qa = (dx * dx) + (dy * dy), qb = (ox * dx) + (oy * dy), qc = (ox * ox) + (oy * oy) - 1;
        float discriminant = (qb * qb) - (qa * qc);
        return discriminant <= 0 ? 0 : 2 * MathF.Sqrt(discriminant) / qa;
    }

    private float Growth(float z)
    {
        float down = Math.Clamp(-z / 180, 0, 1.3f), up = Math.Clamp(z / 250, 0, 1.3f);
        return 1 + (Hips * down * down * (3 - (2 * MathF.Min(1, down)))) + (Chest * up * up * (3 - (2 * MathF.Min(1, up))));
    }
}
