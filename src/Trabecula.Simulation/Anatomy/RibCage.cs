using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Twelve pairs of ribs along the inside of the chest wall, and what is calcified of their cartilages.</summary>
/// <remarks>Courses are drawn by hand after common anatomy: lower ribs fall by 30° to 45° to the side and are 12 to 14 mm tall.</remarks>
public static class RibCage
{
    private const float StepMm = 4;

    // How far the ribs T1 … T12 fall, 1 for the tenth; how far round the chest they reach, 1 for the breastbone.
    private static readonly float[] Fall = [0.35f, 0.45f, 0.55f, 0.62f, 0.68f, 0.73f, 0.78f, 0.85f, 0.93f, 1, 1.08f, 1.1f];
    private static readonly float[] Reach = [0.75f, 0.78f, 0.8f, 0.8f, 0.8f, 0.78f, 0.76f, 0.74f, 0.72f, 0.66f, 0.48f, 0.26f];

    /// <summary>Builds the ribs of a spine.</summary>
    /// <param name="frames">Frames of T1 to the last lumbar vertebra.</param>
    /// <param name="sizes">Their sizes.</param>
    /// <param name="wall">Inside of the subcutaneous fat.</param>
    /// <param name="ageYears">Cartilages calcify with age.</param>
    /// <param name="cortex">Hydroxyapatite of the cortex, g/cm³.</param>
    /// <param name="inside">Hydroxyapatite inside, g/cm³.</param>
    /// <param name="variant">What is unusual about the lowest ribs.</param>
    /// <param name="random">Draws courses and sections.</param>
    public static IEnumerable<BoneRibbon> Build(
        RigidFrame[] frames,
        VertebraDimensions[] sizes,
        EllipticTrunk wall,
        double ageYears,
        float cortex,
        float inside,
        ThoracolumbarVariant variant,
        DeterministicRandom random)
    {
        float fall = (float)random.TruncatedNormal(1, 0.16, 0.6, 1.4), twelfth = (float)random.Uniform(0.5, 1.35);
        float height = (float)random.TruncatedNormal(5.7, 0.6, 4.3, 7.2), wallMm = (float)random.TruncatedNormal(0.6, 0.13, 0.35, 0.95);
        float calcified = random.Chance(Math.Clamp((ageYears - 35) / 60, 0.03, 0.75)) ? (float)random.Uniform(0.2, 1) : 0;
        int pairs = variant switch { ThoracolumbarVariant.AbsentTwelfthRibs => 11, ThoracolumbarVariant.LumbarRibs => 13, _ => 12 };
        for (int i = 0; i < pairs; i++)
        {
            for (int side = -1; side <= 1; side += 2)
            {
                // Ribs of L1 and stunted twelfth ones are stumps of a few centimetres.
                bool stump = i == 12 || (i == 11 && variant == ThoracolumbarVariant.ShortTwelfthRibs);
                float reach = stump ? (float)random.Uniform(0.02, 0.07) : Reach[i] * (i == 11 ? twelfth : 1) * (float)random.Normal(1, 0.05);
                Vector3[] course = [.. Course(frames[i], sizes[i], wall, side, i, reach, fall * Fall[Math.Min(i, 11)] * (float)random.Normal(1, 0.04), random)];
                yield return Ribbon(course, wall, height * (stump ? 0.65f : i is 0 or 11 ? 0.78f : i == 10 ? 0.9f : 1), wallMm, cortex * 0.8f, inside * 0.7f, i >= 10, random);
                if (calcified > 0 && i is >= 4 and <= 9)
                {
                    yield return Cartilage(course, wall, height, calcified, cortex, random);
                }
            }
        }
    }

    /// <summary>A rib's axis: head, neck, tubercle, angle and the way round the chest.</summary>
    private static IEnumerable<Vector3> Course(
        RigidFrame frame, VertebraDimensions size, EllipticTrunk wall, int side, int index, float reach, float fall, DeterministicRandom random)
    {
        yield return frame.ToPatient(new Vector3(side * (float)((size.Width / 2) - 2), -(float)(size.Depth / 2) + 4, 5));
        yield return frame.ToPatient(new Vector3(side * (float)((size.Width / 2) + 9), -(float)(size.Depth / 2) - 7, 5));
        Vector3 tubercle = frame.ToPatient(new Vector3(side * (float)(index > 11 ? (size.TransverseSpan / 2) - 2 : Math.Max((size.TransverseSpan / 2) + 2, (size.Width / 2) + 17)), -(float)(size.Depth / 2) - 16, 3));
        yield return tubercle;
        float taper = index < 6 ? 1 - (0.075f * (6 - index)) : 1;
        float start = 0, wave = (float)random.Normal(0, 2.5), phase = (float)random.Uniform(0, 6);
        int steps = Math.Max(4, (int)(20 * reach));
        for (int k = 1; k <= steps; k++)
        {
            float share = reach * k / steps;
            float z = tubercle.Z - (fall * ((65 * share) + (190 * share * share) - (60 * share * share * share))) + (wave * MathF.Sin((7 * share) + phase) * share);
            float a = (wall.HalfWidthAt(z) - 12) * taper, b = (wall.HalfDepth - 9) * MathF.Sqrt(taper);
            if (k == 1)
            {
                start = MathF.Asin(Math.Clamp((MathF.Abs(tubercle.X) + 4) / a, 0, 0.9f));
            }

            float angle = start + (share * (MathF.PI - start));
            yield return new Vector3(side * a * MathF.Sin(angle), wall.CentreY - (b * MathF.Cos(angle)), z);
        }
    }

    private static BoneRibbon Ribbon(
        Vector3[] course, EllipticTrunk wall, float height, float wallMm, float cortex, float inside, bool floating, DeterministicRandom random)
    {
        var uneven = new BoneNoise(random, 17);
        float thickness = (float)random.Uniform(0.46, 0.62);
        Vector3[] points = [.. Smooth(course)];
        var sections = new RibbonSection[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            // Neck and floating tips are slender, the angle is stout.
            float from = i * StepMm, left = (points.Length - 1 - i) * StepMm;
            float half = height * (0.62f + (0.38f * SmoothForm.Rise(10, 45, from))) * (1 + (0.16f * uneven.At(points[i])));
            half *= floating ? 0.4f + (0.6f * SmoothForm.Rise(0, 30, left)) : 0.85f + (0.15f * SmoothForm.Rise(0, 12, left));
            float flat = thickness + (0.25f * SmoothForm.Rise(30, 5, from));
            sections[i] = new RibbonSection(points[i], Outwards(points[i], wall), half, half * flat, 0.35f + (0.65f * SmoothForm.Rise(0, 40, left)));
        }

        return new BoneRibbon(sections, wallMm, cortex, inside);
    }

    /// <summary>The cartilage from the rib's end towards the breastbone, calcified in patches.</summary>
    private static BoneRibbon Cartilage(Vector3[] rib, EllipticTrunk wall, float height, float share, float cortex, DeterministicRandom random)
    {
        Vector3 end = rib[^1], inward = end with { X = 0 } - end;
        float length = (float)random.Uniform(35, 70);
        Vector3 middle = end + (0.5f * length * Vector3.Normalize(inward + new Vector3(0, 12, -10)));
        Vector3 tip = middle + (0.5f * length * Vector3.Normalize(inward + new Vector3(0, 6, 45)));
        var patches = new BoneNoise(random, 9);
        RibbonSection[] sections = [.. Smooth([end, middle, tip]).Select(p =>
        {
            // A patch is a lens: it thins out together with its mineral.
            float patch = Math.Clamp(0.25f + (2 * patches.At(p)), 0.01f, 1), round = 0.2f + (0.8f * MathF.Sqrt(patch));
            return new RibbonSection(p, Outwards(p, wall), height * round, height * 0.65f * round, share * patch);
        })];
        return new BoneRibbon(sections, 0.8f, cortex * 0.6f, 0.05f);
    }

    private static Vector3 Outwards(Vector3 p, EllipticTrunk wall)
    {
        float a = wall.HalfWidthAt(p.Z), b = wall.HalfDepth;
        return Vector3.Normalize(new Vector3(p.X / (a * a), (p.Y - wall.CentreY) / (b * b), 0));
    }

    /// <summary>Points about <see cref="StepMm"/> apart on the Catmull-Rom curve through a chain.</summary>
    private static IEnumerable<Vector3> Smooth(Vector3[] chain)
    {
        for (int i = 0; i + 1 < chain.Length; i++)
        {
            Vector3 b = chain[i], c = chain[i + 1], a = chain[Math.Max(0, i - 1)], d = chain[Math.Min(chain.Length - 1, i + 2)];
            int parts = Math.Max(1, (int)((c - b).Length() / StepMm));
            for (int k = 0; k < parts; k++)
            {
                float t = (float)k / parts;
                yield return 0.5f * ((2 * b) + (t * (c - a)) + (t * t * ((2 * a) - (5 * b) + (4 * c) - d)) + (t * t * t * ((3 * b) - a - (3 * c) + d)));
            }
        }

        yield return chain[^1];
    }
}
