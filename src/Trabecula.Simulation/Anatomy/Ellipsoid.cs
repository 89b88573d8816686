using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>An ellipsoid of soft tissue or gas with axes along the patient's.</summary>
/// <param name="Centre">Centre in the patient's coordinates, mm.</param>
/// <param name="Radii">Half axes, mm.</param>
public readonly record struct Ellipsoid(Vector3 Centre, Vector3 Radii)
{
    /// <summary>Length in mm of a ray within the ellipsoid.</summary>
    /// <param name="from">A point of the ray.</param>
    /// <param name="direction">Its unit direction.</param>
    public float Chord(Vector3 from, Vector3 direction)
    {
        Vector3 o = (from - Centre) / Radii, d = direction / Radii;
        float a = Vector3.Dot(d, d), b = Vector3.Dot(o, d), c = Vector3.Dot(o, o) - 1;
        float discriminant = (b * b) - (a * c);
        return discriminant <= 0 ? 0 : 2 * MathF.Sqrt(discriminant) / a;
    }
}
