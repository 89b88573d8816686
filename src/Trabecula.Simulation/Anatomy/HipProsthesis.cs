using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A total hip prosthesis without cement: cup, head, neck and stem.</summary>
/// <remarks>Sizes are those of common products: cups of 48 to 58 mm, heads of 28 to 36 mm, stems of 120 to 150 mm.</remarks>
internal static class HipProsthesis
{
    // As the density of copper that attenuates alike at 60 keV (NIST XAAMDI): titanium 2.2; cobalt–chromium of 8.3 g/cm³ 6.2, by cobalt's
    // mass attenuation of about 1.2 cm²/g (from memory) against copper's 1.593. The shell stands for 4 mm drawn as rods of 7.
    private const float Titanium = 2.2f, CobaltChromium = 6.2f, Shell = 1.3f;

    // The neck is cut between head and trochanters.
    private const float CutMm = 30;

    /// <summary>Removes head and neck.</summary>
    public static void Resect(BoneVolume femur, int side, float size)
    {
        Vector3 neck = Vector3.Normalize(new Vector3(side * 36, -7, -30));
        femur.Change((p, value) => Vector3.Dot(p, neck) < CutMm * size && p.Z > -45 * size ? 0 : value);
    }

    /// <summary>The metal.</summary>
    /// <param name="head">Centre of the natural head, patient's coordinates, mm.</param>
    /// <param name="side">+1 for the left hip.</param>
    /// <param name="size">The femur's scale.</param>
    /// <param name="random">Draws sizes and the cup's inclination.</param>
    public static IEnumerable<MetalRod> Parts(Vector3 head, int side, float size, DeterministicRandom random)
    {
        float ball = (float)random.Uniform(14, 18), cup = (float)random.Uniform(24, 28);
        yield return new MetalRod([head, head + new Vector3(0, 0, 0.5f)], ball, CobaltChromium);

        // Cups are inclined by 40° ± 10° and turned forwards by 15° ± 10° (Lewinnek 1978).
        double inclination = random.TruncatedNormal(41, 5, 28, 55) * Math.PI / 180, turn = random.Normal(15, 5) * Math.PI / 180;
        var dome = Vector3.Normalize(new Vector3(-side * (float)Math.Sin(inclination), -(float)Math.Sin(turn), (float)Math.Cos(inclination)));
        Vector3 across = Vector3.Normalize(Vector3.Cross(dome, Vector3.UnitY)), deep = Vector3.Cross(dome, across);
        for (int i = 0; i < 10; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * MathF.PI / 10);
            Vector3 way = (cos * across) + (sin * deep);
            yield return new MetalRod([.. Enumerable.Range(-8, 17).Select(k => head + (cup * ((MathF.Cos(k * 0.19f) * dome) + (MathF.Sin(k * 0.19f) * way))))], 3.4f, Shell);
        }

        // The neck leaves the ball, the stem fills the shaft and tapers.
        Vector3 shoulder = head + (size * new Vector3(side * 33, -7, -27)), end = head + (size * new Vector3(side * 33, -6, -(float)random.Uniform(112, 124)));
        yield return new MetalRod([head, shoulder], 6.5f, Titanium);
        yield return new MetalRod([shoulder + (size * new Vector3(side * 4, 0, 6)), shoulder + (size * new Vector3(0, 0, -30))], 10 * size, Titanium);
        for (int i = 0; i < 6; i++)
        {
            Vector3 from = Vector3.Lerp(shoulder, end, i / 6f), to = Vector3.Lerp(shoulder, end, (i + 1) / 6f);
            yield return new MetalRod([from, to], (10 - i) * 0.9f * size, Titanium);
        }
    }
}
