using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Smooth noise in space: normal values at the points of a cubic lattice that repeats, blended linearly between them.</summary>
internal static class LatticeNoise
{
    /// <summary>Points of the lattice along each axis before it repeats.</summary>
    public const int Side = 48;

    private static readonly float[] Lattice = MakeLattice();

    /// <summary>The noise at a point that is measured in lattice steps; mean 0, variance 1 at the lattice's points, less between.</summary>
    public static float Sample(Vector3 p)
    {
        float fx = MathF.Floor(p.X), fy = MathF.Floor(p.Y), fz = MathF.Floor(p.Z);
        int x = Wrap((int)fx), y = Wrap((int)fy), z = Wrap((int)fz);
        int x1 = x + 1 == Side ? 0 : x + 1, y1 = y + 1 == Side ? 0 : y + 1, z1 = z + 1 == Side ? 0 : z + 1;
        float dx = p.X - fx, dy = p.Y - fy, dz = p.Z - fz;
        float low = Plane(z), high = Plane(z1);
        return low + (dz * (high - low));

        float Plane(int layer)
        {
            int start = layer * Side;
            float a = Lattice[((start + y) * Side) + x], b = Lattice[((start + y) * Side) + x1];
            float c = Lattice[((start + y1) * Side) + x], d = Lattice[((start + y1) * Side) + x1];
            float near = a + (dx * (b - a)), far = c + (dx * (d - c));
            return near + (dy * (far - near));
        }
    }

    /// <summary>A random place in the lattice.</summary>
    public static Vector3 Place(DeterministicRandom random) =>
        new((float)random.Uniform(0, Side), (float)random.Uniform(0, Side), (float)random.Uniform(0, Side));

    private static int Wrap(int value)
    {
        int rest = value % Side;
        return rest < 0 ? rest + Side : rest;
    }

    private static float[] MakeLattice()
    {
        var random = new DeterministicRandom(0x7E87);
        var lattice = new float[Side * Side * Side];
        for (int i = 0; i < lattice.Length; i++)
        {
            lattice[i] = (float)random.Normal();
        }

        return lattice;
    }
}
