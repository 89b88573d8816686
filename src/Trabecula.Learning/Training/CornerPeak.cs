using Trabecula.Domain;
using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Training;

/// <summary>Reads a corner from its logits: the mean position of the softmax in the neighbourhood of its peak.</summary>
internal static class CornerPeak
{
    private const int ReachCells = 3; // 2.5 standard deviations of the target

    /// <summary>The corner in input pixels.</summary>
    /// <param name="logits">height × width logits.</param>
    /// <param name="width">Columns of cells.</param>
    public static ImagePoint Find(ReadOnlySpan<float> logits, int width)
    {
        var peak = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[peak]) peak = i;
        }
        var (line, column) = Math.DivRem(peak, width);
        double sum = 0, x = 0, y = 0;
        for (var i = Math.Max(0, line - ReachCells); i <= Math.Min(logits.Length / width - 1, line + ReachCells); i++)
        {
            for (var j = Math.Max(0, column - ReachCells); j <= Math.Min(width - 1, column + ReachCells); j++)
            {
                var weight = Math.Exp(logits[i * width + j] - logits[peak]);
                sum += weight;
                x += weight * j;
                y += weight * i;
            }
        }
        const int size = LocaliserNetwork.CellSize;
        return new ImagePoint(CornerTarget.ToPixel(x / sum, size), CornerTarget.ToPixel(y / sum, size));
    }
}
