using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

/// <summary>A vertebra before and after it breaks.</summary>
public sealed class FractureShapeTests
{
    private static readonly VertebraDimensions Size = VertebraDimensions.OfLevel(12);

    [Theory]
    [InlineData(FractureKind.Wedge, 0.22, 1)]
    [InlineData(FractureKind.Wedge, 0.35, 2)]
    [InlineData(FractureKind.Wedge, 0.55, 3)]
    [InlineData(FractureKind.Biconcave, 0.24, 1)]
    [InlineData(FractureKind.Biconcave, 0.38, 2)]
    [InlineData(FractureKind.Crush, 0.32, 2)]
    [InlineData(FractureKind.Crush, 0.50, 3)]
    public void The_height_that_is_lost_is_the_grades_and_the_mineral_is_kept(FractureKind kind, double loss, int grade)
    {
        var fracture = new VertebralFracture(12, kind, loss, 0);
        Assert.Equal(grade, fracture.Grade);
        BoneVolume whole = Build(), broken = Build();
        var shape = new FractureShape(fracture, Size);
        shape.Press(broken);
        Assert.Equal(whole.MineralContentG, broken.MineralContentG, 1e-3 * whole.MineralContentG);

        // Where the form loses most: in front, or in the middle.
        float y = kind == FractureKind.Biconcave ? 0 : 0.8f * (float)Size.Depth / 2;
        double measured = 1 - (Height(broken, 0, y) / Height(whole, 0, y)), expected = shape.Loss(0, y);
        Assert.InRange(expected, kind == FractureKind.Wedge ? 0.85 * loss : 0.95 * loss, loss);
        Assert.InRange(measured, expected - 0.07, expected + 0.07);

        // The back wall of a wedge stands.
        if (kind == FractureKind.Wedge)
        {
            float back = -0.85f * (float)Size.Depth / 2;
            Assert.InRange(Height(broken, 0, back) / Height(whole, 0, back), 0.9, 1.05);
        }
    }

    [Theory]
    [InlineData(FractureKind.Wedge)]
    [InlineData(FractureKind.Biconcave)]
    [InlineData(FractureKind.Crush)]
    public void Bone_is_packed_denser_where_an_endplate_sank(FractureKind kind)
    {
        var shape = new FractureShape(new VertebralFracture(12, kind, 0.4, 0), Size);
        BoneVolume whole = Build(), broken = Build();
        shape.Press(broken);
        (double before, double after) = (Density(whole), Density(broken));
        Assert.InRange(after / before, 1.05, 2);

        // Mineral over area between the highest and the lowest bone of the body's middle third, seen from the front.
        static double Density(BoneVolume volume)
        {
            (double body, _, double area) = volume.Content(p => MathF.Abs(p.X) < 10 && p.Y > -15 && MathF.Abs(p.Z) < 20, _ => false);
            return body / area;
        }
    }

    [Fact]
    public void A_phantoms_corners_follow_the_fracture_and_the_disc_spaces_stay()
    {
        SimulatedSubject subject = RoadPopulation.Draw(5, 3);
        Phantom usual = Built([]), broken = Built([new VertebralFracture(12, FractureKind.Crush, 0.45, 0.1)]);
        double before = CornerHeight(usual), after = CornerHeight(broken);
        Assert.InRange(1 - (after / before), 0.33, 0.47);
        foreach (VertebralLevel level in (VertebralLevel[])[VertebralLevel.T12, VertebralLevel.L1])
        {
            Assert.Equal(Disc(usual, level), Disc(broken, level), 1.5);
        }

        // The mineral that was drawn is there, and reads denser; the mean leaves the level out.
        BoneVolume own = broken.Vertebra(VertebralLevel.L1)!.Volume, other = usual.Vertebra(VertebralLevel.L1)!.Volume;
        Assert.InRange(own.MineralContentG / other.MineralContentG, 0.9, 1.1);
        DxaExamination examination = PhantomDxa.Examine(broken, 1);
        Assert.Equal([VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4], examination.LumbarLevels);
        Assert.False(examination.Densities.ContainsKey(SkeletalSite.LumbarL1L4));
        Assert.True(examination.Densities[SkeletalSite.L1] > 1.1 * PhantomDxa.Measure(usual, 1)[SkeletalSite.L1]);
        Assert.Equal(subject.LumbarL2L4Bmd, examination.Densities[SkeletalSite.LumbarL2L4], 0.1);

        Phantom Built(IReadOnlyList<VertebralFracture> fractures) =>
            PhantomBuilder.Build(subject, 5, 10, findings: PersonFindings.Usual with { Fractures = fractures });
        static double CornerHeight(Phantom phantom)
        {
            IReadOnlyList<Vector3> corners = phantom.Vertebra(VertebralLevel.L1)!.Corners;
            return (Vector3.Distance(corners[0], corners[3]) + Vector3.Distance(corners[1], corners[2])) / 2;
        }

        static double Disc(Phantom phantom, VertebralLevel above)
        {
            IReadOnlyList<Vector3> upper = phantom.Vertebra(above)!.Corners, lower = phantom.Vertebra(above + 1)!.Corners;
            return Vector3.Distance((upper[2] + upper[3]) / 2, (lower[0] + lower[1]) / 2);
        }
    }

    private static double Height(BoneVolume volume, float x, float y)
    {
        // The mean over a few columns: endplates are uneven.
        double sum = 0;
        int count = 0;
        for (float dx = -6; dx <= 6; dx += 2)
        {
            int column = (int)((x + dx - volume.Low.X) / volume.SpacingMm), depth = (int)((y - volume.Low.Y) / volume.SpacingMm);
            int[] filled = [.. Enumerable.Range(0, volume.CountZ).Where(z => volume.Mineral[(((z * volume.CountX) + column) * volume.CountY) + depth] > 0.02f)];
            sum += (filled[^1] - filled[0] + 1) * volume.SpacingMm;
            count++;
        }

        return sum / count;
    }

    private static BoneVolume Build()
    {
        var random = new DeterministicRandom(3);
        var form = new VertebraForm(0.13, 1, 0, 0, 2, true, SpineHabit.Draw(random).Posterior(random), new VertebraWear([0, 0, 0, 0], 0, 0));
        var material = new VertebraMaterial(0.10, 0.034, 1.6, 0.65, 1, 0.18, 0.3);
        return VertebraBuilder.Build(RigidFrame.At(Vector3.Zero), Size, form, material, new TrabecularTexture(random, 2.2, 0.1));
    }
}
