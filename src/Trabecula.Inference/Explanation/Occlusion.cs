using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What the density of L1–L4 rests on, by covering one part of the straightened spine after another (Zeiler and Fergus 2014).</summary>
/// <remarks>
/// A patch is put to 0, which in a frame is the grey of the soft tissue beside the spine: as if there were no bone. A cell's value is
/// the mean fall of the density over the patches that cover it.
/// </remarks>
internal static class Occlusion
{
    /// <summary>Side of a cell in frame pixels: 6 mm.</summary>
    public const int Cell = 8;

    /// <summary>Rows of cells.</summary>
    public const int Rows = SpineFrame.Height / Cell;

    /// <summary>Columns of cells.</summary>
    public const int Columns = SpineFrame.Width / Cell;

    // A patch covers 2 × 2 cells, 12 mm: half a body's height, so that endplates, pedicles and spongy bone are told apart.
    private const int PatchCells = 2;

    /// <summary>Values of all cells, row-major, g/cm².</summary>
    public static double[] Of(SpineFrame frame, DensityEstimator density, CancellationToken cancellation)
    {
        double whole = LumbarDensity(frame, density);
        var sums = new double[Rows * Columns];
        var counts = new int[sums.Length];
        for (int row = 1 - PatchCells; row < Rows; row++)
        {
            for (int column = 1 - PatchCells; column < Columns; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                int[] covered = [.. Cells(row, column)];
                double fall = whole - LumbarDensity(Without(frame, covered), density);
                foreach (int cell in covered)
                {
                    sums[cell] += fall;
                    counts[cell]++;
                }
            }
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    /// <summary>A frame in which cells are soft tissue.</summary>
    public static SpineFrame Without(SpineFrame frame, IEnumerable<int> cells)
    {
        var pixels = (float[])frame.Pixels.Clone();
        foreach (int cell in cells)
        {
            (int top, int left) = (cell / Columns * Cell, cell % Columns * Cell);
            for (int row = top; row < top + Cell; row++)
            {
                pixels.AsSpan((row * SpineFrame.Width) + left, Cell).Clear();
            }
        }

        return frame with { Pixels = pixels };
    }

    /// <summary>The network's own density of L1–L4.</summary>
    public static double LumbarDensity(SpineFrame frame, DensityEstimator density) =>
        density.Estimate(frame).First(estimate => estimate.Site == SkeletalSite.LumbarL1L4).Bmd;

    /// <summary>Cells in the film's pixels.</summary>
    public static IReadOnlyList<AttributionCell> InFilm(double[] values, FrameGrid grid) =>
    [
        .. values.Select((value, cell) =>
        {
            double top = (cell / Columns * Cell) - 0.5, left = (cell % Columns * Cell) - 0.5;
            return new AttributionCell(
                [grid.ToFilm(top, left), grid.ToFilm(top, left + Cell), grid.ToFilm(top + Cell, left + Cell), grid.ToFilm(top + Cell, left)], value);
        }),
    ];

    private static IEnumerable<int> Cells(int row, int column) =>
        from r in Enumerable.Range(row, PatchCells)
        from c in Enumerable.Range(column, PatchCells)
        where r is >= 0 and < Rows && c is >= 0 and < Columns
        select (r * Columns) + c;
}
