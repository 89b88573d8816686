using System.Numerics.Tensors;

namespace Trabecula.Simulation;

/// <summary>Burt and Adelson's pyramid (1983, IEEE Trans Commun 31:532) with the binomial kernel 1 4 6 4 1.</summary>
internal static class LaplacianPyramid
{
    private const int RowsPerBlock = 16;

    /// <summary>Half the width and height, rounded up.</summary>
    public static float[] Reduce(float[] fine, int width, int height, int threads)
    {
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        var coarse = new float[halfWidth * halfHeight];
        PixelBlocks.ForBlocks(halfHeight, RowsPerBlock, threads, (first, end) =>
        {
            // Two columns of margin on each side repeat the border.
            var line = new float[width + 4];
            var middle = line.AsSpan(2, width);
            for (var row = first; row < end; row++)
            {
                TensorPrimitives.Multiply(Row(fine, width, height, 2 * row), 6f / 16, middle);
                TensorPrimitives.MultiplyAdd(Row(fine, width, height, 2 * row - 1), 4f / 16, middle, middle);
                TensorPrimitives.MultiplyAdd(Row(fine, width, height, 2 * row + 1), 4f / 16, middle, middle);
                TensorPrimitives.MultiplyAdd(Row(fine, width, height, 2 * row - 2), 1f / 16, middle, middle);
                TensorPrimitives.MultiplyAdd(Row(fine, width, height, 2 * row + 2), 1f / 16, middle, middle);
                line[0] = line[1] = line[2];
                line[width + 2] = line[width + 3] = line[width + 1];
                var target = coarse.AsSpan(row * halfWidth, halfWidth);
                for (var i = 0; i < target.Length; i++)
                {
                    var at = 2 * i + 2;
                    target[i] = 0.375f * line[at] + 0.25f * (line[at - 1] + line[at + 1]) + 0.0625f * (line[at - 2] + line[at + 2]);
                }
            }
        });
        return coarse;
    }

    /// <summary>Calls <paramref name="use"/> for each row of the coarse image interpolated to the fine size.</summary>
    public static void Expand(float[] coarse, int width, int height, int threads, Action<int, float[]> use)
    {
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            var line = new float[halfWidth + 2];
            var middle = line.AsSpan(1, halfWidth);
            var expanded = new float[width];
            for (var row = first; row < end; row++)
            {
                var at = row / 2;
                if (row % 2 == 0)
                {
                    TensorPrimitives.Multiply(Row(coarse, halfWidth, halfHeight, at), 0.75f, middle);
                    TensorPrimitives.MultiplyAdd(Row(coarse, halfWidth, halfHeight, at - 1), 0.125f, middle, middle);
                    TensorPrimitives.MultiplyAdd(Row(coarse, halfWidth, halfHeight, at + 1), 0.125f, middle, middle);
                }
                else
                {
                    TensorPrimitives.Add(Row(coarse, halfWidth, halfHeight, at), Row(coarse, halfWidth, halfHeight, at + 1), middle);
                    TensorPrimitives.Multiply(middle, 0.5f, middle);
                }

                line[0] = line[1];
                line[halfWidth + 1] = line[halfWidth];
                for (var i = 0; i < width; i++)
                {
                    var c = i / 2 + 1;
                    expanded[i] = (i & 1) == 0 ? 0.75f * line[c] + 0.125f * (line[c - 1] + line[c + 1]) : 0.5f * (line[c] + line[c + 1]);
                }

                use(row, expanded);
            }
        });
    }

    private static ReadOnlySpan<float> Row(float[] image, int width, int height, int row) =>
        image.AsSpan(Math.Clamp(row, 0, height - 1) * width, width);
}
