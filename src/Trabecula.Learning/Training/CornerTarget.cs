using Trabecula.Domain;

namespace Trabecula.Learning.Training;

/// <summary>The distribution over cells that a corner's softmax is trained towards.</summary>
internal static class CornerTarget
{
    /// <summary>Spread of the target in cells: about 5 input pixels, so that neighbouring cells carry the sub-cell position.</summary>
    public const double SpreadCells = 1.2;

    private const int ReachCells = 5; // 4 standard deviations, beyond which a weight is below 1e-4 of the peak

    /// <summary>Fills one row of height × width cells and, last, the bin for "absent".</summary>
    /// <param name="row">height × width + 1 zeros.</param>
    /// <param name="corner">The corner in input pixels, or absent.</param>
    /// <param name="height">Rows of cells.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="cellSize">Input pixels per cell.</param>
    public static void Fill(Span<float> row, ImagePoint? corner, int height, int width, int cellSize)
    {
        if (corner is not { } point || !IsInside(point, height * cellSize, width * cellSize))
        {
            row[^1] = 1;
            return;
        }
        var (column, line) = (ToCell(point.X, cellSize), ToCell(point.Y, cellSize));
        var (top, bottom) = Around(line, height);
        var (left, right) = Around(column, width);
        var sum = 0.0;
        for (var i = top; i <= bottom; i++)
        {
            for (var j = left; j <= right; j++)
            {
                var squared = (i - line) * (i - line) + (j - column) * (j - column);
                var weight = Math.Exp(-squared / (2 * SpreadCells * SpreadCells));
                row[i * width + j] = (float)weight;
                sum += weight;
            }
        }
        for (var i = top; i <= bottom; i++)
        {
            for (var j = left; j <= right; j++) row[i * width + j] = (float)(row[i * width + j] / sum);
        }
    }

    /// <summary>Whether a point lies on a pixel of the picture.</summary>
    public static bool IsInside(ImagePoint point, int height, int width) =>
        point.X >= -0.5 && point.X < width - 0.5 && point.Y >= -0.5 && point.Y < height - 0.5;

    /// <summary>Pixel coordinate to cell coordinate; both count from the centre of the first.</summary>
    public static double ToCell(double pixel, int cellSize) => (pixel + 0.5) / cellSize - 0.5;

    /// <summary>Cell coordinate to pixel coordinate.</summary>
    public static double ToPixel(double cell, int cellSize) => (cell + 0.5) * cellSize - 0.5;

    private static (int First, int Last) Around(double centre, int size) =>
        (Math.Max(0, (int)Math.Ceiling(centre) - ReachCells), Math.Min(size - 1, (int)Math.Floor(centre) + ReachCells));
}
