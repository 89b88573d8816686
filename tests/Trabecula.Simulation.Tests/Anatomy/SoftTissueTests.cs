using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

public sealed class SoftTissueTests
{
    private const float CrestZ = -62, DiaphragmZ = 110;
    private static readonly SpineCourse Straight = new([new(0, 0, 300), new(0, 0, 0), new(0, 0, -90)]);

    /// <summary>Overlapping loops are one room of gas; an obstruction's balloon is not simulated.</summary>
    [Fact]
    public void Gas_is_never_deeper_than_a_loop_and_its_foam()
    {
        foreach (SoftTissue tissue in People(12))
        {
            Assert.InRange(Cells(tissue.Gas).Min(), 0, 0.001f);
            Assert.InRange(Cells(tissue.Gas).Max(), 0.2f, 41);
        }
    }

    [Fact]
    public void The_amount_of_gas_runs_from_almost_none_to_a_lot()
    {
        float[] litres = [.. People(30).Select(t => Cells(t.Gas).Sum() * 9 * 1e-6f)];
        Assert.True(litres.Max() > 5 * litres.Min(), $"{litres.Min()} to {litres.Max()} l");
        Assert.InRange(litres.Average(), 0.05f, 0.6f);
    }

    /// <summary>Some millimetres less than beside it, in most people (Tothill and Pye 1992, from memory); it was the reverse.</summary>
    [Fact]
    public void There_is_a_little_less_fat_over_the_spine_than_beside_it()
    {
        ProjectionGeometry scan = ProjectionGeometry.Scan(new Vector3(0, 0, 10), 180, 130, 2);
        double[] less = [.. People(24).Select(tissue =>
        {
            (_, float[] fat) = SoftTissueProjector.LengthsMm(tissue, scan);
            double Mean(int from, int to) => fat.Where((_, i) => Math.Abs(((i % scan.Width) * 2) - 90) >= from && Math.Abs(((i % scan.Width) * 2) - 90) < to).Average(f => (double)f);
            return Mean(40, 66) - Mean(0, 26);
        })];
        Assert.InRange(less.Average(), 2, 8);
        Assert.InRange(Math.Sqrt(less.Average(l => (l - less.Average()) * (l - less.Average()))), 1.5, 7);
    }

    [Fact]
    public void The_right_dome_stands_higher_and_lungs_end_below_the_domes()
    {
        foreach (Lungs lungs in People(10).Select(t => t.Lungs!))
        {
            Assert.InRange(lungs.RightDomeZ - lungs.LeftDomeZ, -8, 40);
            float below = lungs.LeftDomeZ - (2.1f * lungs.SulcusMm);
            Assert.Equal(0, Enumerable.Range(-180, 360).Max(x => lungs.DepthAt(x, below)));
            Assert.Equal(0, lungs.DepthAt(0, lungs.RightDomeZ + 40));
            Assert.InRange(lungs.DepthAt(-0.5f * lungs.Wall.HalfWidth, lungs.RightDomeZ + 40), 60, 200);
        }
    }

    [Fact]
    public void A_chord_through_the_middle_of_a_trunk_is_its_depth_whatever_its_exponent()
    {
        foreach (float exponent in new[] { 2f, 2.5f, 3f })
        {
            var trunk = new EllipticTrunk(20, 150, 100, 0, 0) { Exponent = exponent };
            Assert.Equal(200, trunk.Chord(new Vector3(0, 900, 0), -Vector3.UnitY), 0.01f);
            Assert.Equal(300, trunk.Chord(new Vector3(900, 20, 0), -Vector3.UnitX), 0.01f);
            Assert.Equal(200 * MathF.Pow(1 - MathF.Pow(0.6f, exponent), 1 / exponent), trunk.Chord(new Vector3(90, 900, 0), -Vector3.UnitY), 0.05f);
            Assert.Equal(0, trunk.Chord(new Vector3(151, 900, 0), -Vector3.UnitY));
        }
    }

    /// <summary>Clothes are taken off where the spine is examined: no brass between crests and domes.</summary>
    [Fact]
    public void Zips_and_hooks_lie_off_the_lumbar_spine()
    {
        MetalRod[] brass = [.. Enumerable.Range(0, 300).SelectMany(i => DenseObjects.Metal(
            new EllipticTrunk(0, 150, 90, 0, 0), CrestZ, DiaphragmZ, new DeterministicRandom(9, (ulong)i))).Where(m => m.CopperGcm3 > 5)];
        Assert.NotEmpty(brass);
        Assert.All(brass, rod => Assert.All(rod.Points, p => Assert.True(p.Z < CrestZ - 20 || p.Z >= DiaphragmZ)));
    }

    [Fact]
    public void The_aorta_calcifies_with_age()
    {
        double Mean(double age) => Enumerable.Range(0, 60).Average(i => (double)DenseObjects.Calcified(
            Straight, new EllipticTrunk(0, 150, 90, 0, 0), CrestZ, age, new DeterministicRandom(10, (ulong)i)).Count);
        Assert.True(Mean(85) > Mean(50) + 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(45)]
    [InlineData(90)]
    public void Every_view_has_tissue_and_no_negative_lengths(int turnDegrees)
    {
        SoftTissue tissue = People(1).Single();
        ProjectionGeometry film = ProjectionGeometry.Film(Vector3.Zero, turnDegrees * Math.PI / 180, 0, 1100, 170, 350, 430, 2);
        (float[] lean, float[] fat) = SoftTissueProjector.LengthsMm(tissue, film);
        Assert.All(lean, v => Assert.True(v >= 0 && float.IsFinite(v)));
        Assert.All(fat, v => Assert.True(v >= 0 && float.IsFinite(v)));
        int middle = (film.Height / 2 * film.Width) + (film.Width / 2);
        Assert.InRange(lean[middle] + fat[middle], 100, 450);
    }

    private static IEnumerable<SoftTissue> People(int count) => Enumerable.Range(0, count).Select(i => SoftTissueBuilder.Build(
        RoadPopulation.Draw(8, i), -75, CrestZ, DiaphragmZ, Straight, new DeterministicRandom(8, (ulong)i, 4)));

    private static IEnumerable<float> Cells(CoronalMap map) =>
        from x in Enumerable.Range(-70, 141) from z in Enumerable.Range(-95, 170) select map.At(3 * x, 3 * z);
}
