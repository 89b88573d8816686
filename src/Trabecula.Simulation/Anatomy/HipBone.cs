using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>The form of one hip bone: iliac wing, brim, socket, pubis and ischium in one surface.</summary>
/// <remarks>Coordinates are the mean adult's left side from the crest's highest point, mm; drawn by hand after common anatomy.</remarks>
internal sealed class HipBone
{
    private const float SocketRadius = 25.7f;

    // Medially and to the front the socket is open downwards and outwards (inclination about 40°, anteversion about 20°).
    private static readonly Vector3 Opening = Vector3.Normalize(new Vector3(0.72f, 0.30f, -0.63f));
    private readonly PelvisShape _shape;
    private readonly IliacWing _wing;
    private readonly (Vector3 From, Vector3 To, float RadiusFrom, float RadiusTo, float Rounding)[] _rods;
    private readonly float _plate, _roof, _symphysis;
    private readonly BoneNoise _surface, _coarse, _fine;

    /// <summary>Draws one side of a pelvis.</summary>
    public HipBone(PelvisShape shape, DeterministicRandom random)
    {
        _shape = shape;
        _wing = new IliacWing(shape, random);
        _plate = (float)random.Uniform(2.4, 3.8);
        _roof = (float)random.Uniform(0.2, 1.1);
        _symphysis = (float)random.Uniform(1.6, 3.4);
        float wide = (float)random.Uniform(0.85, 1.15), inlet = shape.Inlet, drop = shape.PubisDrop;
        Vector3 Point(float x, float y, float z) => new Vector3(x, y, z) + new Vector3((float)random.Normal(0, 1.2), (float)random.Normal(0, 1.2), (float)random.Normal(0, 1.2));
        Vector3 joint = Point(53, -34, -62), brim = Point(63 + inlet, -14, -90), wall = Point(68 + (0.7f * inlet), 14, -116);
        Vector3 bend = Point(52 + (0.6f * inlet), 42, -141 - (0.4f * drop)), tubercle = Point(20, 60, -156 - drop);
        Vector3 foot = Point(12, 56, -181 - drop), arch = Point(29, 32, -203 - (0.7f * drop)), tuber = Point(59, -20, -210);
        _rods =
        [
            (joint, brim, 6.5f, 8f * wide, 16),
            (brim, wall, 8f * wide, 8.5f, 16),
            (Point(82, 6, -98), Point(88, 8, -130), 8, 18, 24),
            (Point(99, 20, -100), Point(103, 9, -126), 7, 11, 18),
            (wall, bend, 10, 8.5f * wide, 10),
            (bend, tubercle, 8.5f * wide, 9, 6),
            (tubercle, Point(10, 62, -164 - drop), 9, 9, 6),
            (Point(11, 62, -162 - drop), foot, 10.5f, 9, 7),
            (foot, arch, 8, 5.6f * wide, 7),
            (arch, tuber, 5.6f * wide, 9, 9),
            (tuber, Point(66, -27, -190), 12, 12, 10),
            (Point(68, -28, -188), Point(80, -14, -160), 12, 16, 8),
            (Point(70, -26, -150), Point(51 + inlet, -38, -150), 7.5f, 2.2f, 8),
        ];
        (_surface, _coarse, _fine) = (new BoneNoise(random, 10), new BoneNoise(random, 9), new BoneNoise(random, 2.6));
    }

    /// <summary>Depth below the smooth surface, without the joint to the sacrum, mm.</summary>
    public float Depth(Vector3 q)
    {
        float form = -60;
        if (q.Z < -40)
        {
            foreach ((Vector3 from, Vector3 to, float radiusFrom, float radiusTo, float rounding) in _rods)
            {
                // Rods that end more than 45 mm above or below neither touch the point nor its seam.
                if (q.Z > MathF.Max(from.Z, to.Z) + 45 || q.Z < MathF.Min(from.Z, to.Z) - 45)
                {
                    continue;
                }

                form = SmoothForm.Union(form, SmoothForm.Rod(q, from, to, radiusFrom, radiusTo), rounding);
            }

            // The side wall of the true pelvis: seen from the front it stands on edge and draws the iliopectineal line.
            var plate = new Vector3(q.X - 66 - (0.3f * _shape.Inlet) + (0.12f * (q.Y + 5)), q.Y - 2, q.Z + 124);
            float side = SmoothForm.Both(_plate - MathF.Abs(plate.X), SmoothForm.Column(plate.Y, plate.Z, 27, 35), 5);
            form = SmoothForm.Union(form, side, 7);

            // The socket's shell and its hollow.
            Vector3 head = q - FemurBuilder.HeadFromCrest;
            float away = head.Length(), open = Vector3.Dot(head, Opening);
            form = SmoothForm.Union(form, SmoothForm.Both(33.5f - away, 5 - open, 6), 9);
            form = SmoothForm.Union(form, _wing.Depth(q), 9);
            form = SmoothForm.Without(form, SocketRadius - away, 2.5f);
            form = SmoothForm.Without(form, SmoothForm.Rod(q, FemurBuilder.HeadFromCrest, FemurBuilder.HeadFromCrest + (60 * Opening), 25, 34), 5);
        }
        else
        {
            form = _wing.Depth(q);
        }

        return SmoothForm.Both(form, q.X - _symphysis, 2.5f);
    }

    /// <summary>Hydroxyapatite in g/cm³ at a point.</summary>
    /// <param name="q">Point, mean adult's millimetres.</param>
    /// <param name="joint">Depth below the sacrum's surface at that point, negative outside it.</param>
    /// <param name="size">Scale.</param>
    /// <param name="rampMm">Half the width of the surface's ramp.</param>
    /// <param name="cortex">Hydroxyapatite of the cortex.</param>
    /// <param name="inside">Hydroxyapatite inside.</param>
    public float Density(Vector3 q, float joint, float size, float rampMm, float cortex, float inside)
    {
        // The sacroiliac joint is 2 to 4 mm wide.
        float depth = SmoothForm.Without(Depth(q), joint + 2.2f, 2);
        depth = (depth + (0.8f * _surface.At(q))) * size;
        if (depth < -rampMm)
        {
            return 0;
        }

        float wall = 0.85f * _shape.Cortex * (1 + (0.7f * _coarse.At(q)));
        float trabecular = inside * _shape.Inside;

        // Load runs from the sacroiliac joint along the brim to the socket's roof: cortex and trabeculae are thickest there.
        Vector3 head = q - FemurBuilder.HeadFromCrest;
        float away = head.Length(), up = Vector3.Dot(head, new Vector3(-0.25f, 0, 0.97f)) / away;
        float roof = MathF.Exp(-MathF.Pow((away - SocketRadius - 1) / 4, 2)) * SmoothForm.Rise(0.35f, 0.9f, up);
        float brim = MathF.Max(SmoothForm.Rod(q, new Vector3(52, -34, -58), new Vector3(66 + _shape.Inlet, -8, -96), 0, 0), SmoothForm.Rod(q, new Vector3(66 + _shape.Inlet, -8, -96), new Vector3(80, 12, -118), 0, 0));
        float load = MathF.Exp(-brim * brim / 200);
        wall += (_roof * roof) + (0.5f * load * _shape.Cortex) - (0.3f * SmoothForm.Rise(-9, -4, joint));
        trabecular *= 0.85f + (0.45f * load) + (1.2f * roof) - (0.35f * SmoothForm.Rise(-150, -175, q.Z));
        trabecular *= MathF.Max(0.1f, 1 + (_shape.Mottling * ((0.9f * _coarse.At(q)) + _fine.At(q))));
        return BoneWall.Density(depth, wall * size, rampMm, cortex, trabecular);
    }
}
