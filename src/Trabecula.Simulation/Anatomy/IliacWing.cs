using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>The iliac wing: a curved sheet within a smooth outline, thick at the crest, the sacroiliac joint and the hip.</summary>
/// <remarks>
/// Coordinates are those of the mean adult's left side from the highest point of the crest, mm. The sheet stands over a
/// vertical plane from the sacroiliac joint to the anterior superior spine; along that plane runs u, upwards z. Positions of
/// spines, crest and notch are read off common anatomy plates; they are no measurements.
/// </remarks>
internal sealed class IliacWing
{
    private const float Step = 2, LowU = -40, LowZ = -170;
    private const int CountU = 110, CountZ = 100;
    private static readonly Vector2 Joint = new(42, -38);

    // Posterior superior spine, crest, anterior superior and inferior spines, hip, greater sciatic notch, posterior inferior spine.
    private static readonly Vector2[] Outline =
    [
        new(-16, -54), new(-10, -40), new(4, -23), new(22, -8), new(44, 0), new(67, -3), new(90, -15), new(108, -33), new(120, -52), new(124, -66),
        new(120, -78), new(110, -88), new(104, -100), new(104, -112), new(97, -124), new(80, -136), new(56, -134), new(37, -120), new(23, -102),
        new(12, -89), new(0, -84), new(-10, -78), new(-17, -67),
    ];

    private readonly Vector2 _along;
    private readonly Vector2 _normal;

    // Per cell: where the sheet lies, 1/steepness there, distance to the outline, half the thickness.
    private readonly Vector4[] _cells = new Vector4[CountU * CountZ];

    /// <summary>Draws one side's wing.</summary>
    public IliacWing(PelvisShape shape, DeterministicRandom random)
    {
        float angle = MathF.Atan2(96, 79) - shape.WingTurn;
        _along = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        _normal = new Vector2(_along.Y, -_along.X);
        Vector2[] corners = [.. Outline.Select(c => new Vector2(
            c.X + (float)random.Normal(0, 1.1), (MathF.Max(c.Y, -100) * shape.WingHeight) + MathF.Min(0, c.Y + 100) + (float)random.Normal(0, 1.1)))];
        Vector2[] curve = Rounded(corners);
        float pillar = (float)random.Uniform(1, 3), fossa = (float)random.Uniform(1.7, 2.8), rim = (float)random.Uniform(3, 6);
        float peak = (float)random.Uniform(66, 84), lean = 33 * shape.WingFlare * (float)random.Normal(1, 0.05);
        var uneven = new BoneNoise(random, 16);
        for (int i = 0; i < _cells.Length; i++)
        {
            var at = new Vector2(LowU + (Step * (i % CountU)), LowZ + (Step * (i / CountU)));
            float edge = Inside(curve, at);
            float thick = fossa + (rim * (1 + (0.7f * uneven.At(new Vector3(at, 0)))) * MathF.Exp(-Square(MathF.Max(0, edge - 3) / 7)) * SmoothForm.Rise(-95, -70, at.Y));
            thick += (6 * MathF.Exp(-Square((at.X + 2) / 19))) + (2.5f * MathF.Exp(-Square((at.X - 10) / 34)));
            thick += pillar * MathF.Exp(-Square((at.X - 74) / 13)) * (0.4f + SmoothForm.Rise(-20, -90, at.Y));
            thick += 10 * SmoothForm.Rise(-42, -128, at.Y) * SmoothForm.Rise(125, 85, at.X);
            thick *= 1 + (0.18f * uneven.At(new Vector3(at, 40)));
            _cells[i] = new Vector4(Place(at), 1, edge, thick);
        }

        for (int i = 0; i < _cells.Length; i++)
        {
            int right = Math.Min(i + 1, _cells.Length - 1), up = Math.Min(i + CountU, _cells.Length - 1);
            float du = (_cells[right].X - _cells[i].X) / Step, dz = (_cells[up].X - _cells[i].X) / Step;
            _cells[i].Y = 1 / MathF.Sqrt(1 + Math.Min(3, (du * du) + (dz * dz)));
        }

        float Place(Vector2 at)
        {
            float outward = at.X < peak ? SmoothForm.Rise(-30, peak, at.X) : 1 - (0.6f * SmoothForm.Rise(peak, 160, at.X));
            float height = Math.Clamp((at.Y + 100) / 100, 0, 1.2f);
            return -5 + (lean * outward * MathF.Pow(height, 1.25f)) + (10 * SmoothForm.Rise(-100, -135, at.Y));
        }
    }

    /// <summary>Depth below the wing's surface at a point, mm; −50 far away.</summary>
    public float Depth(Vector3 q)
    {
        Vector2 offset = new Vector2(q.X, q.Y) - Joint;
        float u = (Vector2.Dot(offset, _along) - LowU) / Step, v = (q.Z - LowZ) / Step;
        if (!(u > 0 && v > 0 && u < CountU - 1 && v < CountZ - 1))
        {
            return -50;
        }

        int iu = (int)u, iv = (int)v, start = (iv * CountU) + iu;
        Vector4 low = Vector4.Lerp(_cells[start], _cells[start + 1], u - iu);
        Vector4 high = Vector4.Lerp(_cells[start + CountU], _cells[start + CountU + 1], u - iu);
        Vector4 cell = Vector4.Lerp(low, high, v - iv);
        float across = cell.W - (MathF.Abs(Vector2.Dot(offset, _normal) - cell.X) * cell.Y);
        return SmoothForm.Both(across, cell.Z, 7);
    }

    /// <summary>The closed Catmull-Rom curve through the corners.</summary>
    private static Vector2[] Rounded(Vector2[] corners)
    {
        const int Parts = 5;
        var curve = new Vector2[corners.Length * Parts];
        for (int i = 0; i < curve.Length; i++)
        {
            int k = i / Parts, n = corners.Length;
            Vector2 a = corners[(k + n - 1) % n], b = corners[k], c = corners[(k + 1) % n], d = corners[(k + 2) % n];
            float t = (float)(i % Parts) / Parts;
            curve[i] = 0.5f * ((2 * b) + (t * (c - a)) + (t * t * ((2 * a) - (5 * b) + (4 * c) - d)) + (t * t * t * ((3 * b) - a - (3 * c) + d)));
        }

        return curve;
    }

    /// <summary>Distance to a closed curve, positive inside.</summary>
    private static float Inside(Vector2[] curve, Vector2 p)
    {
        float nearest = float.MaxValue;
        bool inside = false;
        for (int i = 0, j = curve.Length - 1; i < curve.Length; j = i++)
        {
            Vector2 a = curve[j], b = curve[i], along = b - a, offset = p - a;
            float t = Math.Clamp(Vector2.Dot(offset, along) / along.LengthSquared(), 0, 1);
            nearest = MathF.Min(nearest, (offset - (t * along)).LengthSquared());
            if (a.Y > p.Y != b.Y > p.Y && p.X < a.X + ((p.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
            {
                inside = !inside;
            }
        }

        return inside ? MathF.Sqrt(nearest) : -MathF.Sqrt(nearest);
    }

    private static float Square(float value) => value * value;
}
