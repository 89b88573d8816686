using System.Globalization;
using System.Numerics;
using CsCheck;

namespace Trabecula.Simulation.Tests.Projection;

/// <summary>The projector of voxel grids, held to plastimatch (golden file with the command that made it) and to itself.</summary>
public sealed class GridProjectorTests
{
    private const float Gain = 0.1f;

    /// <summary>Plastimatch's voxels are blocks, ours are joined by straight lines: over soft blobs both come to the same.</summary>
    [Fact]
    public void Line_integrals_are_those_of_plastimatch()
    {
        float[][] golden = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "plastimatch_blobs.csv"))
            .Select(line => line.Split(',').Select(v => float.Parse(v, CultureInfo.InvariantCulture)).ToArray())];
        ProjectionGeometry geometry = Cone(24, 20, 3);
        float[] integrals = Integrals(Blobs(4), geometry, 1);
        var relative = new List<double>();
        double sum = 0, expected = 0;
        for (int i = 0; i < integrals.Length; i++)
        {
            float truth = golden[i / 24][i % 24];
            (sum, expected) = (sum + integrals[i], expected + truth);
            if (truth > 0.1f)
            {
                relative.Add(Math.Abs((integrals[i] / truth) - 1));
            }
        }

        relative.Sort();
        Assert.Equal(expected, sum, expected * 0.005);
        Assert.InRange(relative[relative.Count * 99 / 100], 0, 0.01);
    }

    /// <summary>A grid looks the same from the front, from the side and from above when it is turned along.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_axis_may_be_the_rays(int main)
    {
        // The same blob, turned with the source by a cyclic exchange of axes.
        VoxelGrid grid = Blobs();
        ProjectionGeometry geometry = Cone(60, 48, 1.25f);
        RigidFrame frame = main switch
        {
            0 => new RigidFrame(Vector3.Zero, Vector3.UnitY, Vector3.UnitZ, Vector3.UnitX),
            1 => RigidFrame.At(Vector3.Zero),
            _ => new RigidFrame(Vector3.Zero, Vector3.UnitZ, Vector3.UnitX, Vector3.UnitY),
        };
        Vector3 Turn(Vector3 v) => frame.ToPatient(v);
        ProjectionGeometry turned = geometry with
        {
            Source = Turn(geometry.Source),
            FirstPixel = Turn(geometry.FirstPixel),
            Right = Turn(geometry.Right),
            Down = Turn(geometry.Down),
        };
        Assert.Equal(Integrals(grid, geometry, 1), Integrals(grid with { Frame = frame }, turned, 1), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(Integrals(grid, geometry, 1), Integrals(Permuted(grid, main), geometry, 1), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit() => Gen.Select(Gen.Double[-0.6, 0.6], Gen.Double[-3, 3], Gen.Int[2, 5]).Sample(
        (flexion, axial, threads) =>
        {
            VoxelGrid grid = Blobs() with { Frame = RigidFrame.Turned(new Vector3(3, -2, 5), flexion, 0.2, axial) };
            ProjectionGeometry geometry = Cone(70, 50, 1.1f);
            Assert.Equal(Integrals(grid, geometry, 1), Integrals(grid, geometry, threads));
        },
        iter: 10);

    [Fact]
    public void A_grid_of_nothing_and_a_grid_beside_the_film_add_nothing()
    {
        VoxelGrid grid = Blobs();
        ProjectionGeometry geometry = Cone(24, 20, 3);
        Assert.All(Integrals(grid with { Values = new float[grid.Values.Length] }, geometry, 1), v => Assert.Equal(0, v));
        Assert.All(Integrals(grid with { Frame = RigidFrame.At(new Vector3(500, 0, 0)) }, geometry, 1), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_source_between_the_planes_is_refused() => Assert.Throws<ArgumentException>(
        () => Integrals(Blobs() with { Frame = RigidFrame.At(new Vector3(0, 195, 0)) }, Cone(24, 20, 3), 1));

    /// <summary>As the script beside the golden file lays it out; Y is closest in memory here.</summary>
    private static VoxelGrid Blobs(int perMm = 1)
    {
        int nx = 48 * perMm, ny = 40 * perMm, nz = 32 * perMm;
        var values = new float[nx * ny * nz];
        for (int i = 0; i < values.Length; i++)
        {
            double y = (double)(i % ny) / perMm, x = (double)(i / ny % nx) / perMm, z = (double)(i / (nx * ny)) / perMm;
            double first = Square((x - 22) / 10) + Square((y - 19) / 9) + Square((z - 16) / 7);
            double second = Square((x - 33) / 6) + Square((y - 14) / 6) + Square((z - 12) / 6);
            values[i] = (float)(Math.Exp(-first) + (0.5 * Math.Exp(-second)));
        }

        return new VoxelGrid(RigidFrame.At(Vector3.Zero), new Vector3(-24, -20, -16), new Vector3(1f / perMm), nx, ny, nz, values);
    }

    /// <summary>The same values in the same place with the grid's axes exchanged, so that another one lies along the rays.</summary>
    private static VoxelGrid Permuted(VoxelGrid grid, int main)
    {
        int[] counts = [grid.CountX, grid.CountY, grid.CountZ];
        int turn = (main + 2) % 3;
        int OfNew(int axis) => (axis + 3 - turn) % 3;
        int nx = counts[OfNew(0)], ny = counts[OfNew(1)], nz = counts[OfNew(2)];
        var values = new float[grid.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int[] own = [i / ny % nx, i % ny, i / (nx * ny)], old = new int[3];
            for (int axis = 0; axis < 3; axis++)
            {
                old[OfNew(axis)] = own[axis];
            }

            values[i] = grid.Values[(((old[2] * grid.CountX) + old[0]) * grid.CountY) + old[1]];
        }

        Vector3[] units = [Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ];
        var low = new Vector3(grid.Low[OfNew(0)], grid.Low[OfNew(1)], grid.Low[OfNew(2)]);
        return new VoxelGrid(new RigidFrame(Vector3.Zero, units[OfNew(0)], units[OfNew(1)], units[OfNew(2)]), low, Vector3.One, nx, ny, nz, values);
    }

    private static double Square(double value) => value * value;

    private static ProjectionGeometry Cone(int columns, int rows, float pixelMm)
    {
        Vector3 right = -Vector3.UnitX, down = -Vector3.UnitZ;
        Vector3 first = new Vector3(0, -100, 0) - (0.5f * pixelMm * (((columns - 1) * right) + ((rows - 1) * down)));
        return new ProjectionGeometry(new Vector3(0, 200, 0), first, right, down, pixelMm, columns, rows);
    }

    private static float[] Integrals(VoxelGrid grid, ProjectionGeometry geometry, int threads)
    {
        float[] integrals = new float[geometry.Width * geometry.Height], lengths = new float[integrals.Length];
        GridProjector.Add(grid, geometry, Gain, 0.01f, integrals, lengths, threads);
        return integrals;
    }
}
