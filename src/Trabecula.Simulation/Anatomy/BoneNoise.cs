using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Smooth random field in space, about −1 to 1: unevenness of surfaces, mottling of the inside.</summary>
internal sealed class BoneNoise
{
    private readonly Vector3 _offset;
    private readonly float _frequency;

    /// <summary>Creates a field.</summary>
    /// <param name="random">Where it starts.</param>
    /// <param name="scaleMm">Distance over which values become independent.</param>
    public BoneNoise(DeterministicRandom random, double scaleMm)
    {
        _offset = new Vector3((float)random.Uniform(500, 1500), (float)random.Uniform(500, 1500), (float)random.Uniform(500, 1500));
        _frequency = (float)(1 / scaleMm);
    }

    /// <summary>The field's value; its standard deviation is about 0.35.</summary>
    public float At(Vector3 point)
    {
        // The offset keeps all coordinates of a body positive, so that truncation is the floor.
        Vector3 p = (point * _frequency) + _offset;
        int x = (int)p.X, y = (int)p.Y, z = (int)p.Z;
        float fx = Ease(p.X - x), fy = Ease(p.Y - y), fz = Ease(p.Z - z);
        float low = Plane(x, y, z, fx, fy), high = Plane(x, y, z + 1, fx, fy);
        return low + (fz * (high - low));
    }

    private static float Plane(int x, int y, int z, float fx, float fy)
    {
        float a = Lattice(x, y, z), b = Lattice(x + 1, y, z), c = Lattice(x, y + 1, z), d = Lattice(x + 1, y + 1, z);
        float near = a + (fx * (b - a)), far = c + (fx * (d - c));
        return near + (fy * (far - near));
    }

    /// <summary>A hash of the lattice point, spread over −1 to 1 (multipliers and shifts of Wellons' lowbias32).</summary>
    private static float Lattice(int x, int y, int z)
    {
        uint h = ((uint)x * 0x8DA6B343u) ^ ((uint)y * 0xD8163841u) ^ ((uint)z * 0xCB1AB31Fu);
        h = (h ^ (h >> 16)) * 0x7FEB352Du;
        h = (h ^ (h >> 15)) * 0x846CA68Bu;
        return (int)(h ^ (h >> 16)) * (1f / int.MaxValue);
    }

    private static float Ease(float t) => t * t * (3 - (2 * t));
}
