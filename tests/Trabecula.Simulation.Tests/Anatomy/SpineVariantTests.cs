using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

/// <summary>People with another number of vertebrae, transitional ones, and other ribs.</summary>
public sealed class SpineVariantTests
{
    private static readonly SimulatedSubject Person = RoadPopulation.Draw(5, 3);
    private static readonly ProjectionGeometry Film = ProjectionGeometry.Film(Vector3.Zero, 0, 0, 1100, 150, 350, 430, 0.8);

    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    [InlineData(6, 6)]
    public void Levels_are_counted_from_T12_whatever_the_number_of_lumbar_vertebrae(int bodies, int outlines)
    {
        Phantom phantom = Built(SpineNumbering.Usual with { LumbarBodies = bodies });
        Assert.Equal(12 + bodies, phantom.Vertebrae[^1].Number + 1);
        Assert.Equal(bodies == 4, phantom.Vertebra(VertebralLevel.L5) is null);
        IReadOnlyList<VertebraOutline> seen = PhantomProjector.Outlines(phantom, Film);
        Assert.Equal(Enum.GetValues<VertebralLevel>().Take(outlines), seen.Select(o => o.Level));
        Assert.Equal(seen.Select(o => o.TopLeft.Y).Order(), seen.Select(o => o.TopLeft.Y));
        Assert.All(seen, o => Assert.True(o.TopLeft.Y < o.BottomLeft.Y && o.TopLeft.X < o.TopRight.X));

        // Everybody has L1 to L4, and the scan reads what was drawn.
        DxaExamination examination = PhantomDxa.Examine(phantom, 1);
        Assert.Equal(8, examination.Densities.Count);
        Assert.Equal(Person.LumbarL2L4Bmd, examination.Densities[SkeletalSite.LumbarL2L4], 0.12);
    }

    [Theory]
    [InlineData(SacralJoint.Jointed)]
    [InlineData(SacralJoint.Fused)]
    public void A_transitional_vertebra_reaches_the_sacrum_and_does_not_overlap_it(SacralJoint joint)
    {
        Phantom phantom = Built(SpineNumbering.Usual with { Transition = LumbosacralTransition.Sacralised, Left = joint });
        BoneVolume l5 = phantom.Vertebra(VertebralLevel.L5)!.Volume, sacrum = phantom.Volumes[phantom.Vertebrae.Count];
        int left = 0, right = 0, doubled = 0;
        float nearest = float.MaxValue;
        for (int i = 0; i < l5.Mineral.Length; i++)
        {
            if (l5.Mineral[i] == 0)
            {
                continue;
            }

            int y = i % l5.CountY, x = i / l5.CountY % l5.CountX, z = i / (l5.CountX * l5.CountY);
            Vector3 own = l5.Low + (l5.SpacingMm * new Vector3(x, y, z));
            if (own.Z < -8 && MathF.Abs(own.X) > 25)
            {
                (left, right) = own.X > 0 ? (left + 1, right) : (left, right + 1);
                bool inSacrum = Mineral(sacrum, l5.Frame.ToPatient(own)) > 0.05f;
                doubled += inSacrum ? 1 : 0;
                nearest = MathF.Min(nearest, inSacrum || Mineral(sacrum, l5.Frame.ToPatient(own - new Vector3(0, 0, 2.5f))) > 0.05f ? 0 : 1);
            }
        }

        Assert.True(left > 4000 && left > 20 * right, $"{left} voxels on the left and {right} on the right");
        Assert.Equal(0, nearest);
        Assert.InRange(doubled / (double)left, 0, joint == SacralJoint.Fused ? 0.15 : 0.03);
    }

    [Theory]
    [InlineData(ThoracolumbarVariant.Usual, 24)]
    [InlineData(ThoracolumbarVariant.ShortTwelfthRibs, 24)]
    [InlineData(ThoracolumbarVariant.AbsentTwelfthRibs, 22)]
    [InlineData(ThoracolumbarVariant.LumbarRibs, 26)]
    public void Ribs_are_as_many_as_the_variant_says_and_stumps_are_short(ThoracolumbarVariant variant, int count)
    {
        // Nobody under 35 years has calcified cartilages to count.
        Phantom phantom = PhantomBuilder.Build(Person with { AgeYears = 20, MenopauseAgeYears = null }, 8, 16, findings: PersonFindings.Usual with { Numbering = SpineNumbering.Usual with { Thoracolumbar = variant } });
        BoneRibbon[] ribs = [.. phantom.Ribs.OrderByDescending(r => r.Points[0].Centre.Z)];
        Assert.Equal(count, ribs.Length);
        if (variant is ThoracolumbarVariant.ShortTwelfthRibs or ThoracolumbarVariant.LumbarRibs)
        {
            Assert.All(ribs.TakeLast(2), r => Assert.InRange(Vector3.Distance(r.Points[0].Centre, r.Points[^1].Centre), 15, 75));
        }
    }

    private static float Mineral(BoneVolume volume, Vector3 patient)
    {
        Vector3 at = (volume.Frame.ToOwn(patient) - volume.Low) / volume.SpacingMm;
        int x = (int)MathF.Round(at.X), y = (int)MathF.Round(at.Y), z = (int)MathF.Round(at.Z);
        return x < 0 || y < 0 || z < 0 || x >= volume.CountX || y >= volume.CountY || z >= volume.CountZ
            ? 0 : volume.Mineral[(((z * volume.CountX) + x) * volume.CountY) + y];
    }

    private static Phantom Built(SpineNumbering numbering) =>
        PhantomBuilder.Build(Person, 5, 11, findings: PersonFindings.Usual with { Numbering = numbering });
}
