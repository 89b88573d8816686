using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Line integrals through a voxel grid, for every pixel of a detector.</summary>
/// <remarks>
/// A grid is much coarser than a film's pixels. It is therefore projected from the source upon one of its own planes first, twice as
/// fine as its voxels (<see cref="PlaneProjection"/>), where every sum runs along rows of memory; the detector's rays then read that
/// plane with cubic interpolation. This is the factorisation of Lacroute and Levoy (1994, SIGGRAPH) for a cone of rays. All arithmetic
/// is done in the same order whatever the number of threads and the width of the machine's vectors.
/// </remarks>
public static class GridProjector
{
    private const int RowsPerBlock = 16;

    /// <summary>Adds a grid's line integrals, and the lengths within what is more than nothing, to maps.</summary>
    /// <param name="grid">The voxels.</param>
    /// <param name="geometry">Source and detector. The source lies outside of the grid, on one side of all planes across the main direction of the rays.</param>
    /// <param name="gain">What values times mm are multiplied by: 0.1 turns g/cm³ into g/cm².</param>
    /// <param name="least">Where the grid's value is above this the ray's length counts.</param>
    /// <param name="integrals">Row-major map, <c>Width * Height</c>, that is added to.</param>
    /// <param name="lengthsMm">Row-major map of lengths, mm, that is added to.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The source lies between the grid's planes.</exception>
    public static void Add(
        VoxelGrid grid, ProjectionGeometry geometry, float gain, float least, float[] integrals, float[] lengthsMm, int threads = 1)
    {
        int count = geometry.Width * geometry.Height;
        ArgumentOutOfRangeException.ThrowIfLessThan(integrals.Length, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(lengthsMm.Length, count);
        if (PlaneProjection.Of(grid, geometry.Source, least, threads) is not { } plane)
        {
            return;
        }

        (int left, int top, int right, int bottom) = geometry.Cover(plane.Corners(), 0);
        if (right <= left)
        {
            return;
        }

        PixelBlocks.ForBlocks(bottom - top, RowsPerBlock, threads, (first, end) =>
        {
            for (int row = top + first; row < top + end; row++)
            {
                int start = row * geometry.Width;
                plane.AddRow(
                    PlaneRow.Of(plane, geometry, row), left, gain, integrals.AsSpan(start + left, right - left), lengthsMm.AsSpan(start + left, right - left));
            }
        });
    }
}

/// <summary>Where the rays of one detector row meet a plane: fractions of linear functions of the column.</summary>
/// <param name="U">Numerator of the plane's column: value at detector column 0 and its change per column.</param>
/// <param name="V">Numerator of the plane's row.</param>
/// <param name="W">The common denominator.</param>
/// <param name="Ray">The ray's squared length in mm as a quadratic of the detector's column.</param>
internal readonly record struct PlaneRow((float At0, float Step) U, (float At0, float Step) V, (float At0, float Step) W, Vector3 Ray)
{
    /// <summary>Prepares a detector row.</summary>
    public static PlaneRow Of(PlaneProjection plane, ProjectionGeometry geometry, int row)
    {
        Vector3 first = geometry.PixelCentre(0, row) - geometry.Source, step = geometry.PixelMm * geometry.Right;
        (double u0, double v0, double w0) = plane.Fraction(first);
        (double u1, double v1, double w1) = plane.Fraction(step);
        return new PlaneRow(
            ((float)u0, (float)u1), ((float)v0, (float)v1), ((float)w0, (float)w1),
            new Vector3(first.LengthSquared(), 2 * Vector3.Dot(first, step), step.LengthSquared()));
    }
}
