using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Which coarse cells of a box a form may touch, so that the empty rest of a grid costs nothing.</summary>
internal sealed class NearField
{
    private const float CellMm = 6;

    // Half a cell's diagonal, times 1.3 because depths of joined forms are no exact distances, and 3 mm for noise and ramps.
    private const float MarginMm = (CellMm * 0.866f * 1.3f) + 3;
    private readonly Vector3 _low;
    private readonly int _countX, _countY;
    private readonly bool[] _near;

    /// <summary>Asks a form once per cell.</summary>
    public NearField(Vector3 low, Vector3 high, Func<Vector3, float> depth)
    {
        _low = low;
        _countX = (int)((high.X - low.X) / CellMm) + 3;
        _countY = (int)((high.Y - low.Y) / CellMm) + 3;
        int countZ = (int)((high.Z - low.Z) / CellMm) + 3;
        _near = new bool[_countX * _countY * countZ];
        for (int i = 0; i < _near.Length; i++)
        {
            var cell = new Vector3(i % _countX, i / _countX % _countY, i / (_countX * _countY));
            _near[i] = depth(low + (CellMm * (cell + new Vector3(0.5f)))) > -MarginMm;
        }
    }

    /// <summary>Whether the form may reach a point of the box.</summary>
    public bool Holds(Vector3 point)
    {
        Vector3 cell = (point - _low) / CellMm;
        return _near[((((int)cell.Z * _countY) + (int)cell.Y) * _countX) + (int)cell.X];
    }
}
