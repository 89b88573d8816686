using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Draws a trunk for a person: size by height and weight, fat, organs, psoas, gas, lungs.</summary>
public static class SoftTissueBuilder
{
    /// <summary>Builds the soft tissue around a spine.</summary>
    /// <param name="subject">Whose trunk.</param>
    /// <param name="spineBackY">Y of the tip of L3's spinous process, mm.</param>
    /// <param name="crestZ">Z of the iliac crests.</param>
    /// <param name="diaphragmZ">Z of the lungs' lower end.</param>
    /// <param name="random">A stream of its own.</param>
    public static SoftTissue Build(SimulatedSubject subject, float spineBackY, float crestZ, float diaphragmZ, DeterministicRandom random)
    {
        bool female = subject.Sex == Sex.Female;

        // Supine trunk thickness 17–22 cm in Japanese elderly, following √(weight/height) (section 4.3 of the constants).
        double build = Math.Sqrt(subject.WeightKg / subject.HeightCm / (female ? 0.340 : 0.385));
        double depth = (female ? 182 : 200) * build * build * random.Normal(1, 0.04);
        double width = (female ? 292 : 308) * build * random.Normal(1, 0.03);
        double fatBack = Math.Clamp((female ? 14 : 9) * Math.Pow(build, 5) * random.Normal(1, 0.2), 3, 60);
        double fatFront = Math.Clamp((female ? 18 : 12) * Math.Pow(build, 6) * random.Normal(1, 0.25), 4, 90);
        double fatSide = (fatBack + fatFront) * 0.5;
        float halfWidth = (float)(width / 2), halfDepth = (float)(depth / 2);
        float skinBack = spineBackY - (float)fatBack - 5;
        float centreY = skinBack + halfDepth;
        float hips = (float)random.Uniform(0.02, female ? 0.20 : 0.12), chest = (float)random.Uniform(-0.06, 0.10);
        var trunk = new EllipticTrunk(centreY, halfWidth, halfDepth, hips, chest);
        var wall = new EllipticTrunk(
            centreY + (float)((fatBack - fatFront) / 2), halfWidth - (float)fatSide, halfDepth - (float)((fatBack + fatFront) / 2), hips, chest);

        float share = (float)Math.Clamp(random.Normal(female ? 0.34 : 0.42, 0.12), 0.08, 0.75);
        var visceral = new Ellipsoid(
            new Vector3(0, wall.CentreY + (0.22f * wall.HalfDepth), -10),
            new Vector3(0.8f * wall.HalfWidth, 0.62f * wall.HalfDepth, (float)random.Uniform(150, 210)));
        return new SoftTissue(
            trunk,
            wall,
            visceral,
            share,
            Organs(wall, random),
            Psoas(crestZ, random),
            Gas(wall, crestZ, random),
            Lungs(wall, diaphragmZ, random),
            new Ellipsoid(new Vector3(28, wall.CentreY + 30, diaphragmZ + 55), new Vector3(50, 45, 60)));
    }

    private static List<Ellipsoid> Organs(EllipticTrunk wall, DeterministicRandom random)
    {
        float Vary() => (float)random.Normal(1, 0.12);
        float w = wall.HalfWidth;
        float drop = (float)random.Normal(0, 18);
        return
        [
            new(new Vector3(-0.48f * w, wall.CentreY + 15, 95 + drop), new Vector3(0.48f * w * Vary(), 0.66f * wall.HalfDepth, 75 * Vary())),
            new(new Vector3(0.62f * w, wall.CentreY - 15, 100 + drop), new Vector3(0.30f * w * Vary(), 40, 50 * Vary())),
            new(new Vector3((float)random.Normal(-58, 6), wall.CentreY - 30, (float)random.Normal(22, 14)), new Vector3(27 * Vary(), 24, 52 * Vary())),
            new(new Vector3((float)random.Normal(58, 6), wall.CentreY - 30, (float)random.Normal(34, 14)), new Vector3(27 * Vary(), 24, 52 * Vary())),
        ];
    }

    private static List<(Vector3 From, Vector3 To, float Radius)> Psoas(float crestZ, DeterministicRandom random)
    {
        var rods = new List<(Vector3, Vector3, float)>();
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float radius = (float)random.Uniform(13, 24), reach = (float)random.Uniform(52, 72);
            var top = new Vector3(side * 24, -8, 42);
            var middle = new Vector3(side * (0.30f * reach + 22), -2, -10);
            var low = new Vector3(side * reach, 14, crestZ - 55);
            rods.Add((top, middle, radius * 0.6f));
            rods.Add((middle, low, radius));
        }

        return rods;
    }

    private static List<Ellipsoid> Gas(EllipticTrunk wall, float crestZ, DeterministicRandom random)
    {
        var gas = new List<Ellipsoid>();
        float front = wall.CentreY + (0.35f * wall.HalfDepth);
        double amount = Math.Exp(random.Normal(0, 0.7));
        int clusters = (int)(7 * amount);
        for (int i = 0; i < clusters; i++)
        {
            // Along the colon's frame or anywhere in the small bowel.
            bool colon = random.Chance(0.6);
            int place = random.Index(4);
            Vector3 centre = !colon
                ? new Vector3((float)random.Normal(0, 50), front, (float)random.Uniform(-110, 60))
                : place switch
                {
                    0 => new Vector3(-0.68f * wall.HalfWidth, front - 15, (float)random.Uniform(crestZ - 90, 40)),
                    1 => new Vector3(0.70f * wall.HalfWidth, front - 15, (float)random.Uniform(crestZ - 90, 70)),
                    2 => new Vector3((float)random.Uniform(-0.6, 0.6) * wall.HalfWidth, front + 10, (float)random.Uniform(0, 70)),
                    _ => new Vector3((float)random.Normal(0, 22), front - 35, (float)random.Uniform(crestZ - 165, crestZ - 95)),
                };
            int bubbles = 1 + random.Index(5);
            float size = (float)random.Uniform(7, 21);
            for (int k = 0; k < bubbles; k++)
            {
                Vector3 offset = new((float)random.Normal(0, 14), (float)random.Normal(0, 6), (float)random.Normal(0, 12));
                Vector3 radii = size * new Vector3((float)random.Uniform(0.5, 1.3), (float)random.Uniform(0.4, 0.8), (float)random.Uniform(0.5, 1.1));
                gas.Add(new Ellipsoid(centre + offset, radii));
            }
        }

        // Stomach bubble.
        if (random.Chance(0.6))
        {
            gas.Add(new Ellipsoid(
                new Vector3((float)random.Uniform(40, 90), front, (float)random.Uniform(90, 150)),
                new Vector3((float)random.Uniform(15, 45), 18, (float)random.Uniform(12, 30))));
        }

        return gas;
    }

    private static Ellipsoid[] Lungs(EllipticTrunk wall, float diaphragmZ, DeterministicRandom random)
    {
        float half = 0.40f * wall.HalfWidth, deep = 0.78f * wall.HalfDepth, tall = (float)random.Uniform(105, 140);
        float tilt = (float)random.Normal(6, 6);
        return
        [
            new(new Vector3(-0.50f * wall.HalfWidth, wall.CentreY - 8, diaphragmZ + tall + tilt), new Vector3(half, deep, tall)),
            new(new Vector3(0.50f * wall.HalfWidth, wall.CentreY - 8, diaphragmZ + tall - tilt), new Vector3(half, deep, tall)),
        ];
    }
}
