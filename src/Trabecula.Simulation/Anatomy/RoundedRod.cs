using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>A round rod between two points whose radius changes along it, flattened by a scale of the axes.</summary>
internal readonly struct RoundedRod
{
    private readonly Vector3 _from, _along, _stretch;
    private readonly float _radiusFrom, _radiusTo, _inverseLength2, _reach2;

    /// <summary>Creates a rod.</summary>
    /// <param name="from">One end's centre, mm.</param>
    /// <param name="to">The other end's centre, mm.</param>
    /// <param name="radiusFrom">Radius there before flattening, mm.</param>
    /// <param name="radiusTo">Radius at the other end, mm.</param>
    /// <param name="stretch">Axes are multiplied by this first: 2 halves the rod's thickness along an axis.</param>
    public RoundedRod(Vector3 from, Vector3 to, float radiusFrom, float radiusTo, Vector3 stretch)
    {
        _stretch = stretch;
        _from = from * _stretch;
        _along = (to * _stretch) - _from;
        _radiusFrom = radiusFrom;
        _radiusTo = radiusTo;
        _inverseLength2 = 1 / MathF.Max(1e-6f, _along.LengthSquared());
        float reach = MathF.Max(radiusFrom, radiusTo) + Outside;
        _reach2 = reach * reach;
        Vector3 around = new Vector3(reach) / stretch;
        Low = Vector3.Min(from, to) - around;
        High = Vector3.Max(from, to) + around;
    }

    /// <summary>How far outside of its surface, mm, <see cref="Depth"/> still tells distances.</summary>
    public const float Outside = 4;

    /// <summary>Lower corner of the box outside of which the rod is farther than <see cref="Outside"/>.</summary>
    public Vector3 Low { get; }

    /// <summary>Upper corner of that box.</summary>
    public Vector3 High { get; }

    /// <summary>Depth below the surface in mm, negative outside; −<see cref="Outside"/> farther off.</summary>
    public float Depth(Vector3 p)
    {
        Vector3 offset = (p * _stretch) - _from;
        float t = Math.Clamp(Vector3.Dot(offset, _along) * _inverseLength2, 0, 1);
        float distance2 = (offset - (t * _along)).LengthSquared();
        return distance2 >= _reach2 ? -Outside : MathF.Max(-Outside, _radiusFrom + (t * (_radiusTo - _radiusFrom)) - MathF.Sqrt(distance2));
    }
}
