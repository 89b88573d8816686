using System.Numerics;
using System.Text;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>A voxel volume of a CT's size: a trunk with vertebrae, all with soft borders.</summary>
internal static class SoftTrunk
{
    private const int CountX = 256, CountY = 256, CountZ = 200;

    /// <summary>Attenuation per mm at 1 mm voxels.</summary>
    public static VoxelGrid Make()
    {
        var values = new float[CountX * CountY * CountZ];
        Parallel.For(0, CountZ, z =>
        {
            for (int x = 0; x < CountX; x++)
            {
                for (int y = 0; y < CountY; y++)
                {
                    values[(((z * CountX) + x) * CountY) + y] = Attenuation(x - 127.5, y - 127.5, z - 99.5);
                }
            }
        });
        return new VoxelGrid(RigidFrame.At(Vector3.Zero), new Vector3(-127.5f, -127.5f, -99.5f), Vector3.One, CountX, CountY, CountZ, values);
    }

    /// <summary>Writes the volume as a MetaImage of floats.</summary>
    public static void Write(VoxelGrid grid, string path)
    {
        using var stream = new FileStream(path, FileMode.Create);
        stream.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant(
            $"""
            ObjectType = Image
            NDims = 3
            BinaryData = True
            BinaryDataByteOrderMSB = False
            TransformMatrix = 1 0 0 0 1 0 0 0 1
            Offset = {grid.Low.X} {grid.Low.Y} {grid.Low.Z}
            ElementSpacing = 1 1 1
            DimSize = {grid.CountX} {grid.CountY} {grid.CountZ}
            ElementType = MET_FLOAT
            ElementDataFile = LOCAL

            """).Replace("\r", string.Empty, StringComparison.Ordinal)));
        using var writer = new BinaryWriter(stream);
        for (int z = 0; z < grid.CountZ; z++)
        {
            for (int y = 0; y < grid.CountY; y++)
            {
                for (int x = 0; x < grid.CountX; x++)
                {
                    writer.Write(grid.Values[(((z * grid.CountX) + x) * grid.CountY) + y]);
                }
            }
        }
    }

    private static float Attenuation(double x, double y, double z)
    {
        // Water and bone near 60 keV; five vertebrae 34 mm apart, 44 by 32 by 26 mm.
        double trunk = 0.0205 * Inside(Math.Sqrt(Square(x / 100) + Square(y / 85)), 85, 50);
        double nearest = z - (34 * Math.Clamp(Math.Round(z / 34), -2, 2));
        double body = Math.Pow(Math.Pow(Math.Abs(x / 22), 4) + Math.Pow(Math.Abs((y + 30) / 16), 4) + Math.Pow(Math.Abs(nearest / 13), 4), 0.25);

        // The trunk fades out before the volume's faces: a ray that passes a cut face obliquely tells more of the voxels' model than of the projector.
        return (float)((trunk + (0.02 * Inside(body, 13, 12))) * Inside(Math.Abs(z) / 78, 78, 40));
    }

    // Borders are many voxels wide: voxels as blocks and voxels joined by lines differ at steep ones.
    private static double Inside(double relative, double radiusMm, double borderMm)
    {
        double t = Math.Clamp(0.5 + ((1 - relative) * radiusMm / borderMm), 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static double Square(double value) => value * value;
}
