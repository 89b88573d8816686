using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Dxa;

/// <summary>Spines of one density scanned before and after wear is added to them.</summary>
public sealed class DegenerationTests
{
    private const int Spines = 8;
    private const double Density = 0.85;

    // The most that a phantom is worn.
    private const double MostWorn = 1.3;

    private static readonly Lazy<double[]> Gains = new(() => [.. Enumerable.Range(0, Spines).Select(i => Gain(new DeterministicRandom(77, (ulong)i)))]);

    // PMID 9115160: osteophytes and osteochondrosis raise PA lumbar density by up to 14 % (constants, section 3.5).
    [Fact]
    public void Wear_raises_the_measured_lumbar_density_by_up_to_a_seventh()
    {
        Assert.InRange(Gains.Value.Average(), 0.03, 0.14);
        Assert.InRange(Gains.Value.Max(), 0.08, 0.16);
    }

    [Fact]
    public void Wear_never_lowers_the_measured_lumbar_density_beyond_what_larger_edges_do() => Assert.All(Gains.Value, gain => Assert.InRange(gain, -0.01, 0.2));

    private static double Gain(DeterministicRandom random)
    {
        VertebraDimensions[] sizes = SpineBuilder.Sizes(1, 1, 0.95, 1, SpineNumbering.Usual, random);
        var straight = new double[sizes.Length];
        (RigidFrame[] frames, _) = SpinePose.Place(sizes, 1, straight, straight, SpinePose.Disorder(sizes.Length, random));
        SpineHabit habit = SpineHabit.Draw(random);
        var forms = new List<VertebraForm>();
        var spine = new List<PhantomVertebra>();
        var material = new VertebraMaterial(0.10, 0.034, 1.6, 0.65, 1, 0.18, 0.5);
        for (int i = SpineNumbering.LastThoracic; i < sizes.Length; i++)
        {
            var form = new VertebraForm(
                0.13, 1.4, 0, 0, 2, i > 11, habit.Posterior(random), SpineBuilder.DrawWear(random.Uniform(MostWorn / 2, MostWorn), random));
            BoneVolume volume = VertebraBuilder.Build(frames[i], sizes[i], form, material, new TrabecularTexture(random, 2.2, 0.2));
            forms.Add(form);
            spine.Add(new PhantomVertebra(i, frames[i], sizes[i], volume, [.. VertebraBuilder.Corners(sizes[i], form).Select(frames[i].ToPatient)], Density));
        }

        IReadOnlyList<PhantomVertebra> unworn = SpineCalibration.Apply(spine, Density, []);
        double before = Scan(unworn);
        for (int i = 0; i < unworn.Count; i++)
        {
            VertebraBuilder.Wear(unworn[i].Volume, unworn[i].Size, forms[i], material);
        }

        return (Scan(unworn) / before) - 1;
    }

    // In 20 cm of even tissue, so that nothing but the bone differs.
    private static double Scan(IReadOnlyList<PhantomVertebra> spine)
    {
        LumbarScan scan = LumbarScan.Over(spine);
        int count = scan.Geometry.Width * scan.Geometry.Height;
        float[] mineral = new float[count], lean = new float[count], fat = new float[count];
        foreach (PhantomVertebra vertebra in spine)
        {
            VolumeProjector.Add(vertebra.Volume, scan.Geometry, mineral, new float[count]);
        }

        Array.Fill(lean, 15 * 1.05f);
        Array.Fill(fat, 5 * 0.95f);
        var maps = new ProjectionMaps(scan.Geometry.Width, scan.Geometry.Height, scan.Geometry.PixelMm, lean, fat, mineral, new float[count]);
        return SimulatedDxa.Scan(maps, scan.Regions, DxaScanner.HologicLike, 9, 1).Single(m => m.Site == SkeletalSite.LumbarL2L4).BmdGPerCm2;
    }
}
