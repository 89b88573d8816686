using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Smooth random variation of trabecular density in space.</summary>
public sealed class TrabecularTexture
{
    private const int Side = 48;
    private static readonly float[] Lattice = MakeLattice();
    private readonly Vector3 _offset;
    private readonly Vector3 _frequency;
    private readonly float _amplitude;

    /// <summary>Creates a texture.</summary>
    /// <param name="random">Where it starts.</param>
    /// <param name="coarsenessMm">Size of its smallest patches across the trabeculae, mm.</param>
    /// <param name="amplitude">Relative standard deviation of the density.</param>
    public TrabecularTexture(DeterministicRandom random, double coarsenessMm, double amplitude)
    {
        _offset = new Vector3((float)random.Uniform(0, Side), (float)random.Uniform(0, Side), (float)random.Uniform(0, Side));

        // Vertical trabeculae outlast horizontal ones (Mosekilde 1988): patches are longer along the axis.
        _frequency = new Vector3((float)(1 / coarsenessMm), (float)(1 / coarsenessMm), (float)(0.45 / coarsenessMm));
        _amplitude = (float)amplitude;
    }

    /// <summary>A factor around 1, never below 0.1.</summary>
    public float At(Vector3 point)
    {
        Vector3 fine = (point * _frequency) + _offset;
        float value = Sample(fine) + (0.7f * Sample((fine * 0.37f) + new Vector3(7.3f, 1.9f, 11.1f)));
        return MathF.Max(0.1f, 1 + (_amplitude * value));
    }

    private static float Sample(Vector3 p)
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

    private static int Wrap(int value) => ((value % Side) + Side) % Side;

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
