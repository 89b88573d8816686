using Trabecula.Domain;

namespace Trabecula.Learning.Training;

/// <summary>What the maps of corners and levels are trained towards.</summary>
internal static class CornerTarget
{
    /// <summary>Spread of a corner's target in cells: about 5 input pixels, so that neighbouring cells carry the sub-cell position.</summary>
    public const double SpreadCells = 1.2;

    private const int ReachCells = 5; // 4 standard deviations, beyond which a weight is below 1e-3 of the peak

    /// <summary>Adds a corner to a map: 1 at its place, falling off as a normal curve; of two corners the nearer counts.</summary>
    /// <param name="map">height × width cells.</param>
    /// <param name="corner">The corner in input pixels.</param>
    /// <param name="height">Rows of cells.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="cellSize">Input pixels per cell.</param>
    public static void Draw(Span<float> map, ImagePoint corner, int height, int width, int cellSize)
    {
        var (column, line) = (ToCell(corner.X, cellSize), ToCell(corner.Y, cellSize));
        var (top, bottom) = Around(line, height);
        var (left, right) = Around(column, width);
        for (var i = top; i <= bottom; i++)
        {
            for (var j = left; j <= right; j++)
            {
                var squared = (i - line) * (i - line) + (j - column) * (j - column);
                ref var cell = ref map[i * width + j];
                cell = Math.Max(cell, (float)Math.Exp(-squared / (2 * SpreadCells * SpreadCells)));
            }
        }
    }

    /// <summary>Sets the cells whose centre lies in a body to 1.</summary>
    /// <param name="map">height × width cells.</param>
    /// <param name="body">The body's corners in input pixels, clockwise or not, convex.</param>
    /// <param name="height">Rows of cells.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="cellSize">Input pixels per cell.</param>
    public static void Fill(Span<float> map, IReadOnlyList<ImagePoint> body, int height, int width, int cellSize)
    {
        var (top, bottom) = Within(body.Min(corner => corner.Y), body.Max(corner => corner.Y), height, cellSize);
        var (left, right) = Within(body.Min(corner => corner.X), body.Max(corner => corner.X), width, cellSize);
        for (var i = top; i <= bottom; i++)
        {
            for (var j = left; j <= right; j++)
            {
                if (IsIn(body, new ImagePoint(ToPixel(j, cellSize), ToPixel(i, cellSize)))) map[i * width + j] = 1;
            }
        }
    }

    /// <summary>Whether a point lies on a pixel of the picture.</summary>
    public static bool IsInside(ImagePoint point, int height, int width) =>
        point.X >= -0.5 && point.X < width - 0.5 && point.Y >= -0.5 && point.Y < height - 0.5;

    /// <summary>Pixel coordinate to cell coordinate; both count from the centre of the first.</summary>
    public static double ToCell(double pixel, int cellSize) => (pixel + 0.5) / cellSize - 0.5;

    /// <summary>Cell coordinate to pixel coordinate.</summary>
    public static double ToPixel(double cell, int cellSize) => (cell + 0.5) * cellSize - 0.5;

    /// <summary>A point of a convex polygon lies on one side of all its edges.</summary>
    private static bool IsIn(IReadOnlyList<ImagePoint> polygon, ImagePoint point)
    {
        var (left, right) = (false, false);
        for (var k = 0; k < polygon.Count; k++)
        {
            var (from, to) = (polygon[k], polygon[(k + 1) % polygon.Count]);
            var side = (to.X - from.X) * (point.Y - from.Y) - (to.Y - from.Y) * (point.X - from.X);
            left |= side < 0;
            right |= side > 0;
        }
        return !(left && right);
    }

    private static (int First, int Last) Around(double centre, int size) =>
        (Math.Max(0, (int)Math.Ceiling(centre) - ReachCells), Math.Min(size - 1, (int)Math.Floor(centre) + ReachCells));

    private static (int First, int Last) Within(double from, double to, int size, int cellSize) =>
        (Math.Max(0, (int)Math.Ceiling(ToCell(from, cellSize))), Math.Min(size - 1, (int)Math.Floor(ToCell(to, cellSize))));
}
