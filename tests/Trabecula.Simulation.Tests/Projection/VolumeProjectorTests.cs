using System.Numerics;
using CsCheck;

namespace Trabecula.Simulation.Tests.Projection;

public sealed class VolumeProjectorTests
{
    /// <summary>A block of 40 × 30 × 20 mm with 0.2 g/cm³ has 0.6 g/cm² along Y; parallel rays through its middle must find that.</summary>
    [Fact]
    public void A_block_has_density_times_thickness_along_the_ray()
    {
        BoneVolume block = Block(RigidFrame.At(Vector3.Zero));
        ProjectionGeometry scan = ProjectionGeometry.Scan(Vector3.Zero, 80, 80, 1);
        (float[] mineral, float[] boneMm) = Project(block, scan);
        int middle = (40 * scan.Width) + 40;
        Assert.Equal(0.6, mineral[middle], 0.012);

        // A voxel that is partly bone counts as bone: up to one at either end, and one step.
        Assert.Equal(30, boneMm[middle], 1.5);
    }

    /// <summary>No mineral is lost or made: the integral over a parallel projection is the volume's content, whatever its pose.</summary>
    [Fact]
    public void A_parallel_projection_keeps_the_mineral_content() =>
        Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5], Gen.Double[-3, 3]).Sample(
            (flexion, bend, axial) =>
            {
                BoneVolume block = Block(RigidFrame.Turned(new Vector3(3, -2, 5), flexion, bend, axial));
                ProjectionGeometry scan = ProjectionGeometry.Scan(Vector3.Zero, 120, 120, 1);
                (float[] mineral, _) = Project(block, scan);
                double grams = mineral.Sum(v => (double)v) * 0.01 / Math.Pow(scan.Magnification(Vector3.Zero), 2);
                Assert.Equal(block.MineralContentG, grams, block.MineralContentG * 0.02);
            },
            iter: 20);

    /// <summary>A sphere's shadow at (x, z) is a chord long; tubes, volumes and ellipsoids must agree on where things fall.</summary>
    [Fact]
    public void A_point_falls_where_its_volume_casts_its_shadow()
    {
        var place = new Vector3(31, 12, -44);
        var ball = new BoneVolume(RigidFrame.At(place), new Vector3(-6), new Vector3(6), 0.5f, p => p.Length() < 5 ? 1 : 0);
        ProjectionGeometry film = ProjectionGeometry.Film(Vector3.Zero, 0.3, 0.1, 1000, 150, 300, 300, 1);
        (float[] mineral, _) = Project(ball, film);
        double sum = 0, x = 0, y = 0;
        for (int i = 0; i < mineral.Length; i++)
        {
            sum += mineral[i];
            x += mineral[i] * (i % film.Width);
            y += mineral[i] * (i / film.Width);
        }

        Domain.ImagePoint expected = film.Project(place);
        Assert.Equal(expected.X, x / sum, 0.15);
        Assert.Equal(expected.Y, y / sum, 0.15);
    }

    [Fact]
    public void Magnification_is_source_to_detector_over_source_to_object()
    {
        ProjectionGeometry film = ProjectionGeometry.Film(new Vector3(0, 0, 0), 0, 0, 1100, 100, 350, 430, 0.4);
        Assert.Equal(1.1, film.Magnification(Vector3.Zero), 5);
        Assert.Equal(1100.0 / 950, film.Magnification(new Vector3(0, 50, 0)), 5);
    }

    [Fact]
    public void A_tube_has_the_chord_of_a_pipe_across_its_axis()
    {
        var tube = new BoneTube([new Vector3(-40, 0, 0), new Vector3(40, 0, 0)], 5, 1, 1.0f, 0.1f);
        ProjectionGeometry scan = ProjectionGeometry.Scan(Vector3.Zero, 100, 40, 0.5);
        var mineral = new float[scan.Width * scan.Height];
        TubeProjector.Add(tube, scan, mineral, new float[mineral.Length]);
        Domain.ImagePoint centre = scan.Project(Vector3.Zero);
        float middle = mineral[((int)Math.Round(centre.Y) * scan.Width) + (int)Math.Round(centre.X)];

        // Two walls of 1 mm with 1 g/cm³ and 8 mm with 0.1 g/cm³.
        Assert.Equal(0.2 + 0.08, middle, 0.01);
    }

    private static BoneVolume Block(RigidFrame frame) => new(
        frame, new Vector3(-22, -17, -12), new Vector3(22, 17, 12), 0.5f,
        p => 0.2f * Soft(20 - MathF.Abs(p.X)) * Soft(15 - MathF.Abs(p.Y)) * Soft(10 - MathF.Abs(p.Z)));

    /// <summary>The share of a voxel of 0.5 mm that lies inside, from its centre's depth.</summary>
    private static float Soft(float depth) => Math.Clamp((depth / 0.5f) + 0.5f, 0, 1);

    private static (float[] Mineral, float[] BoneMm) Project(BoneVolume volume, ProjectionGeometry geometry)
    {
        float[] mineral = new float[geometry.Width * geometry.Height], boneMm = new float[mineral.Length];
        VolumeProjector.Add(volume, geometry, mineral, boneMm);
        return (mineral, boneMm);
    }
}
