using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

/// <summary>Metal, cement and tubes in a phantom, and what DXA makes of them.</summary>
public sealed class ImplantTests
{
    private static readonly SimulatedSubject Person = RoadPopulation.Draw(5, 3);

    [Fact]
    public void Screws_lie_in_the_pedicles()
    {
        Phantom phantom = Built(Implants.None with { FirstScrewed = 12, LastScrewed = 16 });
        var random = new DeterministicRandom(1);
        foreach (PhantomVertebra vertebra in phantom.Vertebrae.Where(v => v.Number >= 12))
        {
            VertebraDimensions size = vertebra.Size;
            foreach (float side in (ReadOnlySpan<float>)[-1, 1])
            {
                PedicleScrew screw = PedicleScrew.Of(vertebra, side, random);
                Vector3 head = vertebra.Frame.ToOwn(screw.Head), tip = vertebra.Frame.ToOwn(screw.Tip), middle = PosteriorElements.PedicleMiddle(size, side);
                Vector3 crossing = Vector3.Lerp(tip, head, (middle.Y - tip.Y) / (head.Y - tip.Y));

                // The whole thread lies within the pedicle's narrowest part, give or take a millimetre of placement.
                Assert.True(MathF.Abs(crossing.X - middle.X) + screw.Radius < (size.PedicleWidth / 2) + 0.8);
                Assert.True(MathF.Abs(crossing.Z - middle.Z) + screw.Radius < size.PedicleHeight / 2);

                // It ends in the body, before its front.
                Assert.InRange(tip.Y, -size.Depth / 4, size.Depth / 2);
                Assert.InRange(MathF.Abs(tip.X), 0, size.Width / 2);
                Assert.InRange(Vector3.Distance(head, tip), 30, 60);
            }
        }
    }

    [Fact]
    public void Vertebrae_beneath_metal_are_left_out_of_the_scan()
    {
        DxaExamination screws = PhantomDxa.Examine(Built(Implants.None with { FirstScrewed = 14, LastScrewed = 15 }), 1);
        Assert.Equal([VertebralLevel.L3, VertebralLevel.L4], screws.MetalLevels.Intersect([VertebralLevel.L3, VertebralLevel.L4]));
        Assert.All(screws.MetalLevels, level => Assert.DoesNotContain(SkeletalSite.L1 + (level - VertebralLevel.L1), screws.Densities.Keys));
        Assert.Equal([VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4], screws.LumbarLevels.Concat(screws.MetalLevels).Order());

        DxaExamination cement = PhantomDxa.Examine(Built(Implants.None with { Cemented = [13] }), 1);
        Assert.Equal([VertebralLevel.L2], cement.MetalLevels);
        Assert.Equal(4, cement.LumbarLevels.Count + 1);
        Assert.Contains(SkeletalSite.LumbarL1L4, cement.Densities.Keys);
    }

    [Fact]
    public void A_replaced_hip_is_not_scanned_and_the_other_one_is()
    {
        DxaExamination left = PhantomDxa.Examine(Built(Implants.None with { LeftHip = true }), 1);
        Assert.Equal(Person.FemoralNeckBmd, left.Densities[SkeletalSite.FemoralNeck], 0.12);
        Assert.Equal(Person.TotalHipBmd, left.Densities[SkeletalSite.TotalHip], 0.12);
        DxaExamination both = PhantomDxa.Examine(Built(Implants.None with { LeftHip = true, RightHip = true }), 1);
        Assert.DoesNotContain(SkeletalSite.FemoralNeck, both.Densities.Keys);
        Assert.Contains(SkeletalSite.LumbarL1L4, both.Densities.Keys);
    }

    [Theory]
    [InlineData(CatheterKind.UreteralStent)]
    [InlineData(CatheterKind.NasogastricTube)]
    [InlineData(CatheterKind.VenousLine)]
    public void A_catheter_is_a_thin_long_line(CatheterKind kind)
    {
        int before = Built(Implants.None).SoftTissue.Metal.Count;
        MetalRod line = Assert.Single(Built(Implants.None with { Catheter = kind }).SoftTissue.Metal.Skip(before));
        Assert.InRange(line.RadiusMm, 0.7, 2.5);
        Assert.InRange(line.Points.Zip(line.Points.Skip(1)).Sum(p => Vector3.Distance(p.First, p.Second)), 150, 500);
    }

    private static Phantom Built(Implants implants) => PhantomBuilder.Build(Person, 5, 11, findings: PersonFindings.Usual with { Implants = implants });
}
