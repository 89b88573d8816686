using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>A grid's axes by their part in projecting it: planes are stacked along the main one, rows of memory run along the row axis.</summary>
/// <param name="Main">0, 1 or 2 for X, Y or Z: the one that the rays follow most closely.</param>
/// <param name="Row">The axis along which sums are vectorised.</param>
/// <param name="Outer">The third one.</param>
internal readonly record struct GridAxes(int Main, int Row, int Outer)
{
    /// <summary>Chooses the axes for rays of a direction in the grid's own coordinates.</summary>
    public static GridAxes Along(Vector3 direction)
    {
        Vector3 size = Vector3.Abs(direction);
        return size.Y >= size.X && size.Y >= size.Z ? new GridAxes(1, 0, 2) : size.X >= size.Z ? new GridAxes(0, 1, 2) : new GridAxes(2, 1, 0);
    }

    /// <summary>A grid's points along each of the three axes.</summary>
    public (int Main, int Row, int Outer) Counts(VoxelGrid grid)
    {
        ReadOnlySpan<int> counts = [grid.CountX, grid.CountY, grid.CountZ];
        return (counts[Main], counts[Row], counts[Outer]);
    }

    /// <summary>Distances in memory of neighbours along each of the three axes.</summary>
    public (int Main, int Row, int Outer) Strides(VoxelGrid grid)
    {
        ReadOnlySpan<int> strides = [grid.CountY, 1, grid.CountX * grid.CountY];
        return (strides[Main], strides[Row], strides[Outer]);
    }
}
