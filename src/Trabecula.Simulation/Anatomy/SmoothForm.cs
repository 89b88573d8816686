using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Forms as depth below their surface in mm (positive inside), and their joining without edges.</summary>
/// <remarks>Depths change by about 1 mm per mm, so that a wall of a given thickness can be laid under any surface.</remarks>
internal static class SmoothForm
{
    /// <summary>Inside either form; the seam is filled over <paramref name="rounding"/> mm (quadratic smooth maximum, Quilez 2013).</summary>
    public static float Union(float a, float b, float rounding) => -Both(-a, -b, rounding);

    /// <summary>Inside both forms; the edge is rounded over <paramref name="rounding"/> mm.</summary>
    public static float Both(float a, float b, float rounding)
    {
        float overlap = MathF.Max(0, rounding - MathF.Abs(a - b));
        return MathF.Min(a, b) - (overlap * overlap / (4 * rounding));
    }

    /// <summary>Inside the first form and outside the second.</summary>
    public static float Without(float form, float hole, float rounding) => Both(form, -hole, rounding);

    /// <summary>A rod with round ends whose radius changes along it.</summary>
    public static float Rod(Vector3 p, Vector3 from, Vector3 to, float radiusFrom, float radiusTo)
    {
        Vector3 along = to - from, offset = p - from;
        float t = Math.Clamp(Vector3.Dot(offset, along) / along.LengthSquared(), 0, 1);
        return radiusFrom + (t * (radiusTo - radiusFrom)) - (offset - (t * along)).Length();
    }

    /// <summary>An ellipsoid round the origin; exact at its surface, close to it elsewhere.</summary>
    public static float Ellipsoid(Vector3 p, Vector3 radii)
    {
        Vector3 once = p / radii, twice = once / radii;
        float k = once.Length();
        return k < 1e-3f ? MathF.Min(radii.X, MathF.Min(radii.Y, radii.Z)) : k * (1 - k) / twice.Length();
    }

    /// <summary>An elliptic cylinder along Z.</summary>
    public static float Column(float x, float y, float radiusX, float radiusY) =>
        Ellipsoid(new Vector3(x, y, 0), new Vector3(radiusX, radiusY, 1e6f));

    /// <summary>0 at <paramref name="low"/> and before, 1 at <paramref name="high"/> and beyond, smooth between; either may be the greater.</summary>
    public static float Rise(float low, float high, float at)
    {
        float t = Math.Clamp((at - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
