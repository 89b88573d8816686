using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

public sealed class PhantomTests
{
    private static readonly Lazy<Phantom> One = new(() => PhantomBuilder.Build(RoadPopulation.Draw(5, 3), 5, 9));

    [Fact]
    public void L3_is_the_origin_and_the_spine_runs_down_from_T12_to_L5()
    {
        Phantom phantom = One.Value;
        Assert.True(phantom.Vertebra(VertebralLevel.L3)!.Frame.Origin.Length() < 1e-3);
        float[] heights = [.. Enum.GetValues<VertebralLevel>().Select(level => phantom.Vertebra(level)!.Frame.Origin.Z)];
        Assert.Equal(heights.OrderDescending(), heights);
    }

    /// <summary>Clouthier 2023: bodies of L2–L5 are 39–59 mm wide and 23.5–32.3 mm high; Japanese women are at the lower end.</summary>
    [Fact]
    public void Lumbar_bodies_have_human_sizes()
    {
        for (VertebralLevel level = VertebralLevel.L2; level <= VertebralLevel.L5; level++)
        {
            VertebraDimensions size = One.Value.Vertebra(level)!.Size;
            Assert.InRange(size.Width, 37, 60);
            Assert.InRange(size.Height, 22, 33);
        }
    }

    /// <summary>The scan measures near what the phantom was built to: within a tenth at the spine, for lean and heavy people.</summary>
    [Fact]
    public void Simulated_DXA_of_a_phantom_follows_its_mineral()
    {
        double[] ratios = new double[4];
        for (int i = 0; i < ratios.Length; i++)
        {
            SimulatedSubject subject = RoadPopulation.Draw(5, i);
            IReadOnlyDictionary<SkeletalSite, double> measured = PhantomDxa.Measure(PhantomBuilder.Build(subject, 5, 9), (ulong)i);
            Assert.Equal(8, measured.Count);
            ratios[i] = measured[SkeletalSite.LumbarL2L4] / subject.LumbarL2L4Bmd;
        }

        Assert.InRange(ratios.Average(), 0.88, 1.08);
    }

    [Fact]
    public void Corners_of_an_AP_film_are_clockwise_from_the_top_left()
    {
        ProjectionGeometry film = ProjectionGeometry.Film(Vector3.Zero, 0, 0, 1100, 150, 350, 430, 0.8);
        foreach (VertebraOutline vertebra in PhantomProjector.Outlines(One.Value, film))
        {
            Assert.True(vertebra.TopLeft.X < vertebra.TopRight.X && vertebra.BottomLeft.X < vertebra.BottomRight.X);
            Assert.True(vertebra.TopLeft.Y < vertebra.BottomLeft.Y && vertebra.TopRight.Y < vertebra.BottomRight.Y);
        }

        Assert.Equal(6, PhantomProjector.Outlines(One.Value, film).Count);
    }

    [Fact]
    public void The_same_person_and_seed_give_the_same_phantom()
    {
        Phantom again = PhantomBuilder.Build(RoadPopulation.Draw(5, 3), 5, 9);
        Assert.Equal(One.Value.Vertebra(VertebralLevel.L2)!.Volume.Mineral, again.Vertebra(VertebralLevel.L2)!.Volume.Mineral);
    }

    [Fact]
    public void A_chord_through_the_middle_of_an_ellipsoid_is_its_axis()
    {
        var ellipsoid = new Ellipsoid(new Vector3(1, 2, 3), new Vector3(10, 20, 30));
        Assert.Equal(40, ellipsoid.Chord(new Vector3(1, 500, 3), -Vector3.UnitY), 0.01f);
        Assert.Equal(0, ellipsoid.Chord(new Vector3(12, 500, 3), -Vector3.UnitY));
    }
}
