using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Anatomy;

public sealed class RibCageTests
{
    private static readonly Lazy<Phantom> One = new(() => PhantomBuilder.Build(RoadPopulation.Draw(5, 3), 5, 16));

    [Fact]
    public void Lower_ribs_run_outwards_and_down_and_are_taller_than_thick()
    {
        // The ninth and tenth ribs reach the side of the chest.
        IEnumerable<BoneRibbon> ribs = One.Value.Ribs.Where(r => r.Points.Count > 50 && r.Points[0].Centre.Z < 190);
        Assert.NotEmpty(ribs);
        foreach (BoneRibbon rib in ribs)
        {
            RibbonSection head = rib.Points[0], middle = rib.Points[rib.Points.Count / 2];
            Assert.True(MathF.Abs(middle.Centre.X) > MathF.Abs(head.Centre.X) + 60);
            Assert.True(middle.Centre.Z < head.Centre.Z - 25);
            Assert.True(middle.HalfHeightMm > 1.3f * middle.HalfThicknessMm);
        }
    }

    /// <summary>A straight ribbon across the beam: its mineral is what its walls and inside hold, wherever it lies on the pixels.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.13f, 0.6f)]
    [InlineData(0.31f, 1.2f)]
    public void A_projected_ribbon_keeps_its_mineral(float shift, float turn)
    {
        Vector3 along = new(MathF.Cos(turn), 0, MathF.Sin(turn)), centre = new(shift, 0, shift);
        RibbonSection[] sections = [.. Enumerable.Range(0, 11).Select(i => new RibbonSection(centre + ((i - 5) * 4 * along), Vector3.UnitY, 6, 3, 1))];
        var ribbon = new BoneRibbon(sections, 0.7f, 1.1f, 0.1f);
        ProjectionGeometry film = ProjectionGeometry.Film(Vector3.Zero, 0, 0, 1100, 150, 100, 100, 0.4);
        float[] mineral = new float[film.Width * film.Height], length = new float[mineral.Length];
        RibbonProjector.Add(ribbon, film, mineral, length);
        double pixelCm = film.PixelMm / film.Magnification(Vector3.Zero) / 10;
        double outer = Math.PI * 6 * 3, inner = Math.PI * 5.3 * 2.3;
        double expected = 40 * (((outer - inner) * 1.1) + (inner * 0.1)) / 1000;
        Assert.Equal(expected, mineral.Sum() * pixelCm * pixelCm, 0.03 * expected);
    }
}
