using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Blurs by a kernel that falls off exponentially to both sides, whose MTF is a Lorentzian along either axis.</summary>
internal static class DetectorBlur
{
    private const int ColumnsPerBlock = 128;
    private const int RowsPerBlock = 16;

    /// <summary>The pole of the recursion that has an MTF of exactly one half at 1/√H.</summary>
    /// <param name="lorentzianMm2">H in mm².</param>
    /// <param name="pixelMm">Pixel pitch in mm.</param>
    public static double Pole(double lorentzianMm2, double pixelMm)
    {
        // (1−z)² / (1 − 2 z cos ω + z²) = 1/2, solved for z; a pitch too coarse for the frequency is held at Nyquist's.
        var cyclesPerPixel = Math.Min(0.5, pixelMm / Math.Sqrt(lorentzianMm2));
        var b = 2 - Math.Cos(2 * Math.PI * cyclesPerPixel);
        return b - Math.Sqrt(b * b - 1);
    }

    /// <summary>The factor by which the blur along both axes reduces the variance of white noise.</summary>
    public static double VarianceFactor(double pole)
    {
        var along = Math.Pow((1 - pole) / (1 + pole), 2) * (1 + pole * pole) / (1 - pole * pole);
        return along * along;
    }

    /// <summary>Blurs in place, along rows and then along columns.</summary>
    public static void Apply(float[] pixels, int width, int height, double pole, int threads)
    {
        var z = (float)pole;
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            for (var row = first; row < end; row++)
                AlongRow(pixels.AsSpan(row * width, width), z);
        });
        PixelBlocks.ForBlocks(width, ColumnsPerBlock, threads, (first, end) =>
        {
            for (var row = 1; row < height; row++)
                Towards(pixels.AsSpan((row - 1) * width + first, end - first), pixels.AsSpan(row * width + first, end - first), z);
            for (var row = height - 2; row >= 0; row--)
                Towards(pixels.AsSpan((row + 1) * width + first, end - first), pixels.AsSpan(row * width + first, end - first), z);
        });
    }

    private static void AlongRow(Span<float> row, float z)
    {
        var gain = 1 - z;
        var state = row[0];
        for (var i = 0; i < row.Length; i++)
            row[i] = state = gain * row[i] + z * state;
        for (var i = row.Length - 1; i >= 0; i--)
            row[i] = state = gain * row[i] + z * state;
    }

    // The first row stands for its own past: a constant continues unchanged beyond the border.
    private static void Towards(ReadOnlySpan<float> before, Span<float> row, float z)
    {
        var gain = 1 - z;
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
            (gain * new Vector<float>(row[i..]) + z * new Vector<float>(before[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] = gain * row[i] + z * before[i];
    }
}
