using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>An upright cylinder, between an ellipse and a rounded box, whose half axes change with height.</summary>
/// <param name="CentreY">Centre in front-to-back direction, mm.</param>
/// <param name="HalfWidth">Half width at the waist, mm.</param>
/// <param name="HalfDepth">Half depth at the waist, mm.</param>
/// <param name="Hips">Relative gain of width 180 mm below the origin.</param>
/// <param name="Chest">Relative gain of width 250 mm above the origin.</param>
public sealed record EllipticTrunk(float CentreY, float HalfWidth, float HalfDepth, float Hips, float Chest)
{
    /// <summary>Exponent of the outline |x/a|^n + |y/b|^n = 1: 2 for an ellipse, larger for a flatter back and belly.</summary>
    public float Exponent { get; init; } = 2;

    /// <summary>Waves of either flank: relative height of the wave, its length over 2π (mm), phase on the right and on the left.</summary>
    public Vector4 Waves { get; init; } = new(0, 1, 0, 0);

    /// <summary>Half width at a height.</summary>
    public float HalfWidthAt(float z) => HalfWidth * Growth(z);

    /// <summary>Half width at a height of the side that <paramref name="x"/> lies on, its waves included.</summary>
    public float FlankAt(float x, float z) =>
        HalfWidth * Growth(z) * (1 + (Waves.X * MathF.Sin((z / Waves.Y) + (x < 0 ? Waves.Z : Waves.W))));

    /// <summary>Length in mm of a ray within the trunk; heights are taken where the ray passes the trunk's middle.</summary>
    public float Chord(Vector3 from, Vector3 direction)
    {
        bool isSteep = MathF.Abs(direction.Y) > 0.3f;
        float reach = isSteep ? (CentreY - from.Y) / direction.Y : -from.X / direction.X;
        float z = from.Z + (reach * direction.Z);
        float a = FlankAt(from.X + (reach * direction.X), z), b = HalfDepth * DepthGrowth(z);
        float ox = from.X / a, oy = (from.Y - CentreY) / b, dx = direction.X / a, dy = direction.Y / b;
        float qa = (dx * dx) + (dy * dy), qb = (ox * dx) + (oy * dy);

        // The share of the half axis at which the ray passes the middle; the chord follows from it exactly along the axes.
        float share2 = (ox * ox) + (oy * oy) - (qb * qb / qa);
        return share2 >= 1 ? 0 : 2 * MathF.Pow(1 - MathF.Pow(MathF.Max(0, share2), Exponent / 2), 1 / Exponent) / MathF.Sqrt(qa);
    }

    // A supine chest is deeper where it is wider; a pelvis is flatter than the belly (the pubis lies lower than the navel).
    private float DepthGrowth(float z)
    {
        float down = Math.Clamp(-z / 180, 0, 1);
        return z > 0 ? 1 + (0.4f * (Growth(z) - 1)) : 1 - (0.10f * down * down * (3 - (2 * down)));
    }

    private float Growth(float z)
    {
        float down = Math.Clamp(-z / 180, 0, 1.3f), up = Math.Clamp(z / 250, 0, 1.3f);
        return 1 + (Hips * down * down * (3 - (2 * MathF.Min(1, down)))) + (Chest * up * up * (3 - (2 * MathF.Min(1, up))));
    }
}
