using Trabecula.Domain;
using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Training;

/// <summary>Reads a corner from its map: the mean position in the neighbourhood of the highest cell near where it should be.</summary>
internal static class CornerPeak
{
    private const int ReachCells = 3; // 2.5 standard deviations of the target

    // Half a vertebra on most films: corners of the neighbours lie further away.
    private const int SearchCells = 4;

    /// <summary>The corner in input pixels.</summary>
    /// <param name="logits">height × width logits.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="truth">Where it should be, in input pixels.</param>
    public static ImagePoint FindNear(ReadOnlySpan<float> logits, int width, ImagePoint truth)
    {
        const int size = LocaliserNetwork.CellSize;
        var height = logits.Length / width;
        var (line, column) = ((int)Math.Round(CornerTarget.ToCell(truth.Y, size)), (int)Math.Round(CornerTarget.ToCell(truth.X, size)));
        var peak = -1;
        for (var i = Math.Max(0, line - SearchCells); i <= Math.Min(height - 1, line + SearchCells); i++)
        {
            for (var j = Math.Max(0, column - SearchCells); j <= Math.Min(width - 1, column + SearchCells); j++)
            {
                if (peak < 0 || logits[i * width + j] > logits[peak]) peak = i * width + j;
            }
        }
        (line, column) = Math.DivRem(peak, width);
        double sum = 0, x = 0, y = 0;
        for (var i = Math.Max(0, line - ReachCells); i <= Math.Min(height - 1, line + ReachCells); i++)
        {
            for (var j = Math.Max(0, column - ReachCells); j <= Math.Min(width - 1, column + ReachCells); j++)
            {
                var weight = 1 / (1 + Math.Exp(-logits[i * width + j]));
                sum += weight;
                x += weight * j;
                y += weight * i;
            }
        }
        return new ImagePoint(CornerTarget.ToPixel(x / sum, size), CornerTarget.ToPixel(y / sum, size));
    }
}
