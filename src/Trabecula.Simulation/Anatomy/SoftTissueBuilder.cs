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
    /// <param name="spine">The spine's course.</param>
    /// <param name="random">A stream of its own.</param>
    public static SoftTissue Build(
        SimulatedSubject subject, float spineBackY, float crestZ, float diaphragmZ, SpineCourse spine, DeterministicRandom random)
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
        float exponent = (float)random.Uniform(2.3, 3.1);
        var waves = new Vector4(
            (float)random.Uniform(0, 0.03), (float)random.Uniform(30, 70), (float)random.Uniform(0, 6.28), (float)random.Uniform(0, 6.28));
        var trunk = new EllipticTrunk(centreY, halfWidth, halfDepth, hips, chest) { Exponent = exponent, Waves = waves };
        var wall = new EllipticTrunk(
            centreY + (float)((fatBack - fatFront) / 2), halfWidth - (float)fatSide, halfDepth - (float)((fatBack + fatFront) / 2), hips, chest)
        {
            Exponent = exponent,
            Waves = waves with { X = 0.5f * waves.X },
        };

        float share = (float)Math.Clamp(random.Normal(female ? 0.34 : 0.42, 0.12), 0.08, 0.75);
        var visceral = new Ellipsoid(
            new Vector3(0, wall.CentreY + (0.22f * wall.HalfDepth), -10),
            new Vector3(0.8f * wall.HalfWidth, 0.62f * wall.HalfDepth, (float)random.Uniform(150, 210)));
        Lungs lungs = Chest(wall, diaphragmZ, random);
        float fatness = Math.Clamp(0.45f + (share * 1.4f), 0.5f, 1.4f);
        var arms = new List<(Vector3 From, Vector3 To, float Radius)>();
        List<BoneTube> calcified = DenseObjects.Calcified(spine, wall, crestZ, subject.AgeYears, random);
        if (random.Chance(0.25))
        {
            AddArms(trunk, build, arms, calcified, random);
        }

        Ellipsoid[] organs = Organs(wall, random);
        CoronalMap planes = FatPlanes.Draw(wall, spine, crestZ, lungs.RightDomeZ, fatness, random);
        SpinalFat.Settle(planes, (x, z) => FatInSolids(trunk, wall, visceral, share, organs, x, z), spine, fatness, random);
        return new SoftTissue(trunk, wall)
        {
            VisceralFat = visceral,
            VisceralFatShare = share,
            Organs = organs,
            FatPlanes = planes,
            Gas = BowelGas.Draw(wall, crestZ, lungs.LeftDomeZ, random),
            Lungs = lungs,
            Arms = arms,
            Calcified = calcified,
            Metal = DenseObjects.Metal(wall, crestZ, lungs.RightDomeZ, random),
        };
    }

    // Along a ray from front to back, as SoftTissueProjector has it.
    private static float FatInSolids(EllipticTrunk trunk, EllipticTrunk wall, Ellipsoid visceral, float share, Ellipsoid[] organs, float x, float z)
    {
        var from = new Vector3(x, 1000, z);
        float within = wall.Chord(from, -Vector3.UnitY), belly = Math.Min(visceral.Chord(from, -Vector3.UnitY), within - 20);
        return trunk.Chord(from, -Vector3.UnitY) - within + (Math.Max(0, belly - organs.Sum(o => o.Chord(from, -Vector3.UnitY))) * share);
    }

    private static Ellipsoid[] Organs(EllipticTrunk wall, DeterministicRandom random)
    {
        float Vary() => (float)random.Normal(1, 0.12);
        float w = wall.HalfWidth;
        float drop = (float)random.Normal(0, 18);
        return
        [
            new(new Vector3(-0.48f * w, wall.CentreY + 15, 95 + drop), new Vector3(0.48f * w * Vary(), 0.66f * wall.HalfDepth, 75 * Vary())),
            new(new Vector3(0.62f * w, wall.CentreY - 15, 100 + drop), new Vector3(0.30f * w * Vary(), 40, 50 * Vary())),
        ];
    }

    // The right dome stands higher than the left one by 1 to 2 cm.
    private static Lungs Chest(EllipticTrunk wall, float diaphragmZ, DeterministicRandom random)
    {
        float right = diaphragmZ + (float)random.Normal(24, 8);
        return new Lungs(
            wall, right, right - (float)random.Normal(13, 6), (float)random.Uniform(32, 55), (float)random.Uniform(220, 270), (float)random.Uniform(46, 62));
    }

    private static void AddArms(
        EllipticTrunk trunk, double build, List<(Vector3 From, Vector3 To, float Radius)> arms, List<BoneTube> bones, DeterministicRandom random)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            float radius = (float)(34 * build), gap = (float)random.Uniform(3, 35);
            var from = new Vector3(side * (trunk.FlankAt(side, 200) + radius + 4), trunk.CentreY - 20, 260);
            var to = new Vector3(side * (trunk.FlankAt(side, -20) + radius + gap), trunk.CentreY - 20, (float)random.Uniform(-60, 10));
            arms.Add((from, to, radius));
            bones.AddRange(DenseObjects.ArmBones(from, to, side));
        }
    }
}
