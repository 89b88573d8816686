using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Calcifications, stones, tablets, clips and what is left of the clothes.</summary>
internal static class DenseObjects
{
    // Titanium's attenuation at 60 keV in copper of 2.2 g/cm³, brass's in 8 (mass attenuation 0.766 and 1.56 against copper's
    // 1.593 cm²/g, NIST XAAMDI).
    private const float Titanium = 2.2f, Brass = 8f;

    /// <summary>Calcified vessels, veins, glands and stones, and tablets in the bowel.</summary>
    public static List<BoneTube> Calcified(SpineCourse spine, EllipticTrunk wall, float crestZ, double ageYears, DeterministicRandom random)
    {
        var found = new List<BoneTube>();

        // Calcified plaques of the aorta: rare at 50, in most people at 80; both walls from L1 to the fork at L4.
        double plaque = Math.Clamp((ageYears - 55) / 35, 0, 0.85);
        if (random.Chance(plaque))
        {
            int flecks = 2 + (int)(random.NextDouble() * random.NextDouble() * 34);
            float away = (float)random.Normal(13, 5), half = (float)random.Uniform(7, 12);
            for (int i = 0; i < flecks; i++)
            {
                float z = (float)random.Uniform(crestZ - 5, 75);
                float wallX = random.Chance(0.75) ? (random.Chance(0.5) ? half : -half) : (float)random.Uniform(-half, half);
                Vector3 at = spine.At(z) + new Vector3(away + wallX, (float)random.Uniform(28, 46), 0);
                Fleck(found, at, new Vector3(0.15f, 0, 1), random.Uniform(2, 11), random.Uniform(0.4, 1.1), random);
            }

            for (int i = random.Index(8); i > 0; i--)
            {
                // The iliac arteries run apart below the fork.
                int side = random.Chance(0.5) ? 1 : -1;
                float down = (float)random.Uniform(0, 75);
                Vector3 at = spine.At(crestZ) + new Vector3((side * (12 + (0.75f * down))) + (float)random.Normal(0, 4), 35, -down);
                Fleck(found, at, new Vector3(side * 0.6f, 0, -0.8f), random.Uniform(2, 14), random.Uniform(0.4, 1.0), random);
            }
        }

        for (int i = random.Chance(0.4) ? 1 + random.Index(4) : 0; i > 0; i--)
        {
            // Phleboliths: round, 3 to 5 mm, with a lucent centre.
            var at = new Vector3((random.Chance(0.5) ? 1 : -1) * (float)random.Uniform(30, 60), 0, crestZ - (float)random.Uniform(125, 185));
            found.Add(Ball(at, random.Uniform(1.4, 2.6), 0.7, 0.45, 0.15));
        }

        if (random.Chance(0.06))
        {
            // Gallstones with calcified shells.
            var at = new Vector3(-(float)random.Uniform(45, 85), wall.CentreY + 20, (float)random.Uniform(15, 65));
            double size = random.Uniform(2.5, 9);
            for (int i = 1 + random.Index(6); i > 0; i--)
            {
                found.Add(Ball(at + Scatter(random, 2.2 * size), size * random.Uniform(0.8, 1.2), 0.8, 0.35, 0.04));
            }
        }

        if (random.Chance(0.05))
        {
            // Stones of a kidney.
            var at = new Vector3((random.Chance(0.5) ? 1 : -1) * (float)random.Uniform(45, 68), 0, (float)random.Uniform(-10, 50));
            for (int i = 1 + random.Index(3); i > 0; i--)
            {
                found.Add(Ball(at + Scatter(random, 8), random.Uniform(1.2, 4.5), 1.0, 0.6, 0.5));
            }
        }

        if (random.Chance(0.05))
        {
            // Glands of the mesentery: clusters of crumbs.
            var at = new Vector3((float)random.Uniform(25, 70), 40, (float)random.Uniform(crestZ - 40, 10));
            for (int i = 4 + random.Index(9); i > 0; i--)
            {
                found.Add(Ball(at + Scatter(random, 5), random.Uniform(0.8, 2), 0.8, 0.5, 0.4));
            }
        }

        for (int i = random.Chance(0.08) ? 1 + random.Index(4) : 0; i > 0; i--)
        {
            // Tablets that have not dissolved.
            var at = new Vector3((float)random.Normal(0, 0.35 * wall.HalfWidth), wall.CentreY + 25, (float)random.Uniform(crestZ - 70, 70));
            found.Add(Ball(at, random.Uniform(3, 5.5), 1.0, 0.16, 0.16));
        }

        return found;
    }

    /// <summary>Both bones of an arm that lies along a rod.</summary>
    public static IEnumerable<BoneTube> ArmBones(Vector3 from, Vector3 to, int side)
    {
        yield return new BoneTube([from, Vector3.Lerp(from, to, 0.5f)], 10, 3.5f, 0.9f, 0.03f);
        for (float apart = -9; apart < 10; apart += 18)
        {
            var aside = new Vector3(side * apart, apart, 0);
            yield return new BoneTube([Vector3.Lerp(from, to, 0.5f) + (0.4f * aside), to + aside], 6.5f, 2.4f, 0.9f, 0.03f);
        }
    }

    /// <summary>Clips of an operation, and zips or hooks, which lie above or below the lumbar spine: they are taken off there.</summary>
    public static List<MetalRod> Metal(EllipticTrunk wall, float crestZ, float domeZ, DeterministicRandom random)
    {
        var found = new List<MetalRod>();
        if (random.Chance(0.09))
        {
            // After a gallbladder's or a bowel's removal.
            Vector3 at = random.Chance(0.7) ? new(-58, wall.CentreY, 55) : new((float)random.Normal(0, 60), wall.CentreY, crestZ - 60);
            for (int i = 2 + random.Index(5); i > 0; i--)
            {
                Vector3 place = at + Scatter(random, 13), way = Vector3.Normalize(Scatter(random, 1)) * (float)random.Uniform(2, 4);
                found.Add(new MetalRod([place - way, place + way], 0.6f, Titanium));
            }
        }

        float skin = wall.CentreY + wall.HalfDepth + 12;
        if (random.Chance(0.05))
        {
            // A zip: two rows of teeth.
            float x = (float)random.Normal(0, 10), top = crestZ - (float)random.Uniform(45, 80);
            for (int i = 0; i < 2 * (15 + random.Index(15)); i++)
            {
                var tooth = new Vector3(x + ((i & 1) == 0 ? -1.6f : 1.6f), skin, top - (1.5f * i));
                found.Add(new MetalRod([tooth - (1.4f * Vector3.UnitX), tooth + (1.4f * Vector3.UnitX)], 0.6f, Brass));
            }
        }

        if (random.Chance(0.05))
        {
            // A button below, or hooks above.
            Vector3 at = random.Chance(0.5)
                ? new((float)random.Normal(0, 25), skin, crestZ - (float)random.Uniform(35, 60))
                : new((float)random.Normal(0, 30), wall.CentreY - wall.HalfDepth - 12, domeZ + (float)random.Uniform(0, 40));
            for (int i = 0; i < 2; i++)
            {
                Vector3 place = at + new Vector3(0, 0, 9 * i);
                found.Add(new MetalRod([place, place + new Vector3(5, 0, 0), place + new Vector3(5, 0, 3), place + new Vector3(0, 0, 3), place], 0.7f, Brass));
            }
        }

        return found;
    }

    private static void Fleck(List<BoneTube> found, Vector3 at, Vector3 along, double length, double radius, DeterministicRandom random)
    {
        var points = new List<Vector3> { at };
        for (int i = 2 + random.Index(2); i > 0; i--)
        {
            points.Add(points[^1] + (along * (float)(length / 2)) + Scatter(random, 0.12 * length));
        }

        float density = (float)random.Uniform(0.25, 0.9);
        found.Add(new BoneTube(points, (float)radius, (float)radius * 0.5f, density, density));
    }

    private static BoneTube Ball(Vector3 at, double radius, double shell, double shellGcm3, double insideGcm3) =>
        new([at, at + new Vector3(0, 0, 0.15f * (float)radius)], (float)radius, (float)Math.Min(shell, 0.6 * radius), (float)shellGcm3, (float)insideGcm3);

    private static Vector3 Scatter(DeterministicRandom random, double spread) =>
        new((float)random.Normal(0, spread), (float)random.Normal(0, spread), (float)random.Normal(0, spread));
}
