using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Smooth random variation over a plane, of unit variance at the lattice's points.</summary>
/// <param name="random">Where it starts and how it lies.</param>
/// <param name="sizeMm">Distance of the lattice's points.</param>
internal sealed class PlaneNoise(DeterministicRandom random, double sizeMm)
{
    private const int Side = 64;
    private static readonly float[] Lattice = MakeLattice();

    private readonly Vector2 _offset = new((float)random.Uniform(0, Side), (float)random.Uniform(0, Side));
    private readonly Vector2 _axis = Axis(random.Uniform(0, 2 * Math.PI), sizeMm);

    /// <summary>The value at a place, mm.</summary>
    public float At(Vector2 place)
    {
        float u = (place.X * _axis.X) + (place.Y * _axis.Y) + _offset.X, v = (place.Y * _axis.X) - (place.X * _axis.Y) + _offset.Y;
        float fu = MathF.Floor(u), fv = MathF.Floor(v);
        int x = (int)fu & (Side - 1), y = (int)fv & (Side - 1), x1 = (x + 1) & (Side - 1), y1 = (y + 1) & (Side - 1);
        float du = u - fu, dv = v - fv;
        du *= du * (3 - (2 * du));
        dv *= dv * (3 - (2 * dv));
        float a = Lattice[(y * Side) + x], b = Lattice[(y * Side) + x1], c = Lattice[(y1 * Side) + x], d = Lattice[(y1 * Side) + x1];
        float low = a + (du * (b - a)), high = c + (du * (d - c));
        return low + (dv * (high - low));
    }

    // Every noise is turned by an angle of its own, so that lattices of several sizes do not line up.
    private static Vector2 Axis(double angle, double sizeMm) => new((float)(Math.Cos(angle) / sizeMm), (float)(Math.Sin(angle) / sizeMm));

    private static float[] MakeLattice()
    {
        var random = new DeterministicRandom(0x91A7);
        var lattice = new float[Side * Side];
        for (int i = 0; i < lattice.Length; i++)
        {
            lattice[i] = (float)random.Normal();
        }

        return lattice;
    }
}
