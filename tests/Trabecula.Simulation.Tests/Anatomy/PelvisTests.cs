using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

public sealed class PelvisTests
{
    private static readonly RigidFrame SacrumFrame = RigidFrame.Turned(new Vector3(0, 18, -42), 0.63, 0, 0);
    private static readonly Lazy<IReadOnlyList<BoneVolume>> One = new(() => Pelvis(1));
    private static readonly Lazy<IReadOnlyList<BoneVolume>> Other = new(() => Pelvis(2));

    /// <summary>A sacrum's ash weighs a few tens of grams; the pelvis must not outweigh the spine by far.</summary>
    [Fact]
    public void A_pelvis_holds_a_plausible_amount_of_mineral()
    {
        Assert.InRange(One.Value[0].MineralContentG, 20, 80);
        Assert.InRange(One.Value[1].MineralContentG, 45, 150);
        Assert.InRange(One.Value[2].MineralContentG, 45, 150);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes() =>
        Assert.All(Pelvis(1).Zip(One.Value), pair => Assert.Equal(pair.First.Mineral, pair.Second.Mineral));

    [Fact]
    public void Two_people_and_both_sides_of_one_person_differ()
    {
        for (int bone = 0; bone < 3; bone++)
        {
            double difference = One.Value[bone].Mineral.Zip(Other.Value[bone].Mineral, (a, b) => Math.Abs(a - b)).Sum();
            Assert.True(difference > 0.2 * One.Value[bone].Mineral.Sum());
        }

        Assert.True(Math.Abs(One.Value[1].MineralContentG - One.Value[2].MineralContentG) > 0.1);
    }

    /// <summary>The sacrum fades downwards: its upper third shows more mineral per area than its lower third.</summary>
    [Fact]
    public void The_sacrum_fades_downwards()
    {
        BoneVolume sacrum = One.Value[0];
        (double upper, _, double upperArea) = sacrum.Content(p => MathF.Abs(p.X) < 15 && p.Z is < -5 and > -30, _ => false);
        (double lower, _, double lowerArea) = sacrum.Content(p => MathF.Abs(p.X) < 15 && p.Z is < -65 and > -90, _ => false);
        Assert.True(lower / lowerArea < 0.6 * upper / upperArea);
    }

    /// <summary>
    /// The wing was once a row of bright dots at its outer edge, one for each voxel step: second differences along the edge
    /// must be small against the brightness. Walls without ramps give 0.026 here, ramps of 1.5 voxels 0.007.
    /// </summary>
    [Fact]
    public void The_wing_shows_no_stairs_of_its_voxels()
    {
        ProjectionGeometry film = ProjectionGeometry.Film(new Vector3(90, 0, -45), 0, 0, 1100, 150, 130, 120, 0.4);
        float[] mineral = new float[film.Width * film.Height], length = new float[mineral.Length];
        VolumeProjector.Add(One.Value[1], film, mineral, length);
        double rough = 0, all = 0;
        const int Half = 2;
        for (int row = Half; row < film.Height - Half; row++)
        {
            for (int column = 0; column < film.Width; column++)
            {
                int at = (row * film.Width) + column;
                float above = mineral[at - (Half * film.Width)], below = mineral[at + (Half * film.Width)];
                rough += Math.Abs(mineral[at] - ((above + below) / 2));
                all += mineral[at];
            }
        }

        Assert.InRange(rough / all, 0, 0.012);
    }

    private static IReadOnlyList<BoneVolume> Pelvis(ulong seed) =>
        PelvisBuilder.Build(SacrumFrame, Vector3.Zero, 1, true, 0.13f, 0.9f, new DeterministicRandom(seed));
}
