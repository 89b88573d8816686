namespace Trabecula.Simulation;

/// <summary>Blurs by the penumbra of the focal spot: a box of width f·(M − 1) at the detector, along both axes.</summary>
internal static class FocalBlur
{
    private const int RowsPerBlock = 16;

    /// <summary>Returns the blurred image, or the image itself where the penumbra is below a tenth of a pixel.</summary>
    public static float[] Apply(float[] pixels, int width, int height, double widthPixels, int threads)
    {
        if (widthPixels < 0.1)
            return pixels;
        var taps = Taps(widthPixels);
        var across = new float[pixels.Length];
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            for (var row = first; row < end; row++)
                AlongRow(pixels.AsSpan(row * width, width), across.AsSpan(row * width, width), taps);
        });
        var result = new float[pixels.Length];
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var target = result.AsSpan(row * width, width);
                for (var t = 0; t < taps.Length; t++)
                {
                    var source = Math.Clamp(row + t - taps.Length / 2, 0, height - 1);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(across.AsSpan(source * width, width), taps[t], target, target);
                }
            }
        });
        return result;
    }

    // A box cut by pixel borders: each tap is the part of the box that lies in its pixel.
    private static float[] Taps(double widthPixels)
    {
        var reach = (int)Math.Ceiling(widthPixels / 2 - 0.5);
        var taps = new float[2 * Math.Max(reach, 0) + 1];
        for (var t = 0; t < taps.Length; t++)
        {
            double left = t - taps.Length / 2 - 0.5, right = left + 1;
            var overlap = Math.Min(right, widthPixels / 2) - Math.Max(left, -widthPixels / 2);
            taps[t] = (float)(Math.Max(0, overlap) / widthPixels);
        }

        return taps;
    }

    private static void AlongRow(ReadOnlySpan<float> row, Span<float> target, float[] taps)
    {
        var reach = taps.Length / 2;
        for (var i = 0; i < row.Length; i++)
        {
            var isInside = i >= reach && i < row.Length - reach;
            var sum = 0f;
            for (var t = -reach; t <= reach; t++)
                sum += taps[t + reach] * row[isInside ? i + t : Math.Clamp(i + t, 0, row.Length - 1)];
            target[i] = sum;
        }
    }
}
