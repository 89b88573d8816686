using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>The course of a large bowel in the coronal plane, from the caecum to the rectum.</summary>
/// <param name="Points">A point every <see cref="StepMm"/>, x and z in mm.</param>
/// <param name="RadiusMm">The bowel's half width at each point.</param>
/// <param name="RectumFrom">Index at which the rectum, which has no haustra, begins.</param>
internal sealed record ColonPath(IReadOnlyList<Vector2> Points, IReadOnlyList<float> RadiusMm, int RectumFrom)
{
    /// <summary>Distance of the points along the course.</summary>
    public const float StepMm = 3;

    /// <summary>Draws a course within a trunk.</summary>
    public static ColonPath Draw(float halfWidth, float crestZ, float leftDomeZ, DeterministicRandom random)
    {
        float w = halfWidth, sag = (float)random.Normal(5, 30), sigmoid = (float)random.Normal(0, 0.16), wide = (float)random.Uniform(0.8, 1.2);

        // x as a share of the half width, z in mm, half width of the bowel in mm: caecum and transverse colon are the widest parts.
        (float X, float Z, float Radius)[] knots =
        [
            (-0.56f, crestZ - 45, 24), (-0.66f, crestZ - 12, 25), (-0.70f, (0.5f * crestZ) + 10, 22), (-0.62f, 42, 20),
            (-0.42f, 34 - (0.2f * sag), 19), (-0.15f, 12 - sag, 19), (0.15f, 14 - sag, 19), (0.42f, 46 - (0.5f * sag), 19),
            (0.60f, MathF.Min(leftDomeZ - 35, 95), 19), (0.70f, 52, 16), (0.73f, 0, 15), (0.70f, crestZ - 15, 15),
            (0.52f, crestZ - 62, 15), (0.22f + sigmoid, crestZ - 88, 16), (-0.12f + sigmoid, crestZ - 66, 17), (-0.10f, crestZ - 108, 17),
            (0.02f, crestZ - 135, 20), (0, crestZ - 172, 22),
        ];
        for (int i = 0; i < knots.Length; i++)
        {
            (float x, float z, float radius) = knots[i];
            knots[i] = (
                (x + (float)random.Normal(0, 0.035)) * w, z + (float)random.Normal(0, 9), radius * wide * (float)random.Normal(1, 0.10));
        }

        var points = new List<Vector2>();
        var radii = new List<float>();
        int rectum = 0;
        for (int i = 0; i + 1 < knots.Length; i++)
        {
            rectum = i == knots.Length - 3 ? points.Count : rectum;
            Vector2 At(int k) => new(knots[Math.Clamp(k, 0, knots.Length - 1)].X, knots[Math.Clamp(k, 0, knots.Length - 1)].Z);
            Vector2 a = At(i - 1), b = At(i), c = At(i + 1), d = At(i + 2);
            int steps = Math.Max(1, (int)(Vector2.Distance(b, c) / StepMm));
            for (int k = 0; k < steps; k++)
            {
                float t = (float)k / steps;
                points.Add(CatmullRom(a, b, c, d, t));
                radii.Add(knots[i].Radius + (t * (knots[i + 1].Radius - knots[i].Radius)));
            }
        }

        return new ColonPath(points, radii, rectum);
    }

    /// <summary>A curve through b (t = 0) and c (t = 1).</summary>
    public static Vector2 CatmullRom(Vector2 a, Vector2 b, Vector2 c, Vector2 d, float t) =>
        0.5f * ((2 * b) + (t * (c - a)) + (t * t * ((2 * a) - (5 * b) + (4 * c) - d)) + (t * t * t * ((3 * b) - a - (3 * c) + d)));
}
