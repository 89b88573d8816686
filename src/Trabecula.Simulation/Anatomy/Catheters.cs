using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Tubes and lines with a filling that shows on films.</summary>
internal static class Catheters
{
    // Polyurethane with 20 % of barium sulphate, hollow: about a sixth of a gram of barium per cm³, five times copper's attenuation at
    // 60 keV, half of the section (constructed after makers' descriptions).
    private const float Filled = 0.45f;

    /// <summary>The course of a catheter.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="spine">The spine's course.</param>
    /// <param name="wall">Inside of the subcutaneous fat.</param>
    /// <param name="crestZ">Height of the iliac crests.</param>
    /// <param name="random">Draws the course.</param>
    public static IEnumerable<MetalRod> Parts(CatheterKind kind, SpineCourse spine, EllipticTrunk wall, float crestZ, DeterministicRandom random)
    {
        float side = random.Chance(0.5) ? 1 : -1;
        float Vary(double spread) => (float)random.Normal(0, spread);
        switch (kind)
        {
            case CatheterKind.UreteralStent:
                // Six to seven French: a loop in the kidney's pelvis at L2, along the tips of the transverse processes, a loop in the bladder.
                float kidney = (float)random.Uniform(5, 40);
                Vector3 pelvis = spine.At(kidney) + new Vector3(side * (52 + Vary(4)), -5, 0);
                Vector3[] way =
                [
                    pelvis,
                    spine.At(kidney - 30) + new Vector3(side * (45 + Vary(3)), 0, 0),
                    spine.At(crestZ + 10) + new Vector3(side * (40 + Vary(4)), 8, 0),
                    spine.At(crestZ) + new Vector3(side * (34 + Vary(4)), 20, -45),
                    spine.At(crestZ) + new Vector3(side * (52 + Vary(4)), 10, -105),
                    spine.At(crestZ) + new Vector3(side * 22, 40, -150),
                ];
                yield return new MetalRod([.. Loop(pelvis, side, 1, random), .. Curve(way), .. Loop(way[^1], -side, -1, random)], 1.05f, Filled);
                break;
            case CatheterKind.NasogastricTube:
                // Down beside the spine, through the diaphragm, into the stomach on the left.
                float cardia = (float)random.Uniform(75, 105);
                Vector3 stomach = spine.At(cardia) + new Vector3(18, 35, 0);
                yield return new MetalRod(
                    [.. Curve([
                        spine.At(260) + new Vector3(4, 25, 0),
                        spine.At(170) + new Vector3(6 + Vary(4), 28, 0),
                        stomach,
                        stomach + new Vector3(38 + Vary(8), 25, -28),
                        stomach + new Vector3(30 + Vary(10), 35, -62 + Vary(10)),
                        stomach + new Vector3(-5 + Vary(12), 40, -78 + Vary(10)),
                    ])],
                    1.9f,
                    0.6f * Filled);
                break;
            default:
                // From the right groin along the iliac vein, up the vena cava to the right of the spine.
                float end = (float)random.Uniform(-20, 70);
                yield return new MetalRod(
                    [.. Curve([
                        new Vector3(-wall.HalfWidth * 0.55f, wall.CentreY + 50, crestZ - 190),
                        spine.At(crestZ) + new Vector3(-58 + Vary(4), 45, -120),
                        spine.At(crestZ) + new Vector3(-34 + Vary(4), 40, -50),
                        spine.At(crestZ) + new Vector3(-20 + Vary(3), 38, 5),
                        spine.At((crestZ + end) / 2) + new Vector3(-20 + Vary(2), 38, 0),
                        spine.At(end) + new Vector3(-19 + Vary(3), 40, 0),
                    ])],
                    1.2f,
                    Filled);
                break;
        }
    }

    /// <summary>Three quarters of a ring that ends at a point.</summary>
    private static IEnumerable<Vector3> Loop(Vector3 at, float side, float up, DeterministicRandom random)
    {
        float radius = (float)random.Uniform(8, 12), turn = (float)random.Uniform(1.3, 1.7) * MathF.PI;
        IEnumerable<Vector3> points = Enumerable.Range(0, 19).Select(i =>
        {
            float angle = turn * (1 - (i / 18f));
            return at + (radius * new Vector3(side * (1 - MathF.Cos(angle)), 0.3f * MathF.Sin(angle / 2), up * MathF.Sin(angle)));
        });
        return up > 0 ? points : points.Reverse();
    }

    /// <summary>Points about 4 mm apart on the Catmull-Rom curve through a chain.</summary>
    private static IEnumerable<Vector3> Curve(IReadOnlyList<Vector3> chain)
    {
        for (int i = 0; i + 1 < chain.Count; i++)
        {
            Vector3 a = chain[Math.Max(0, i - 1)], b = chain[i], c = chain[i + 1], d = chain[Math.Min(chain.Count - 1, i + 2)];
            int parts = Math.Max(1, (int)((c - b).Length() / 4));
            for (int k = 0; k < parts; k++)
            {
                float t = (float)k / parts;
                yield return 0.5f * ((2 * b) + (t * (c - a)) + (t * t * ((2 * a) - (5 * b) + (4 * c) - d)) + (t * t * t * ((3 * b) - a - (3 * c) + d)));
            }
        }

        yield return chain[^1];
    }
}
