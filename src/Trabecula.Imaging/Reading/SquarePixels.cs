namespace Trabecula.Imaging.Reading;

/// <summary>Resamples films whose pixels are longer one way than the other.</summary>
internal static class SquarePixels
{
    /// <summary>Pixels that differ by less are taken as square: over a vertebra of 40 mm it is below half a millimetre.</summary>
    internal const double Tolerance = 0.01;

    /// <summary>Whether the pixels are square enough to be left alone.</summary>
    public static bool AreSquare(double aspectRatio) => Math.Abs(aspectRatio - 1) <= Tolerance;

    /// <summary>Makes the pixels square by linear interpolation along the coarser direction, at the finer pitch.</summary>
    /// <param name="pixels">Row-major, <paramref name="width"/> × <paramref name="height"/>.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="aspectRatio">Row pitch over column pitch.</param>
    /// <returns>The resampled film; its size is rounded to whole pixels.</returns>
    public static (float[] Pixels, int Width, int Height) Resample(float[] pixels, int width, int height, double aspectRatio)
    {
        var newWidth = aspectRatio < 1 ? Math.Max(1, (int)Math.Round(width / aspectRatio)) : width;
        var newHeight = aspectRatio > 1 ? Math.Max(1, (int)Math.Round(height * aspectRatio)) : height;
        var columns = Weights(width, newWidth);
        var rows = Weights(height, newHeight);
        var result = GC.AllocateUninitializedArray<float>(newWidth * newHeight);
        for (var y = 0; y < newHeight; y++)
        {
            var (top, bottom, down) = rows[y];
            var upper = pixels.AsSpan(top * width, width);
            var lower = pixels.AsSpan(bottom * width, width);
            for (var x = 0; x < newWidth; x++)
            {
                var (left, right, across) = columns[x];
                var above = upper[left] + across * (upper[right] - upper[left]);
                var below = lower[left] + across * (lower[right] - lower[left]);
                result[y * newWidth + x] = above + down * (below - above);
            }
        }

        return (result, newWidth, newHeight);
    }

    /// <summary>For each new sample its two old neighbours and the second one's weight; edges of the image stay edges.</summary>
    private static (int Before, int After, float Weight)[] Weights(int oldLength, int newLength)
    {
        var weights = new (int, int, float)[newLength];
        var scale = (double)oldLength / newLength;
        for (var i = 0; i < newLength; i++)
        {
            var position = Math.Clamp((i + 0.5) * scale - 0.5, 0, oldLength - 1);
            var before = (int)position;
            weights[i] = (before, Math.Min(before + 1, oldLength - 1), (float)(position - before));
        }

        return weights;
    }
}
