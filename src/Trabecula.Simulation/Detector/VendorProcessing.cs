using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Turns a panel's linear signal into what a console stores.</summary>
public static class VendorProcessing
{
    // The finest two bands hold edges and noise; the coarsest image of seven reductions (20 mm at 0.15 mm) holds the body's thickness.
    private const int Levels = 7;
    private const int DetailLevels = 2;
    private const int WindowStride = 7;

    private const float LeastKermaMicroGy = 0.01f;

    /// <summary>Processes for the eye: bone bright unless the chain inverts.</summary>
    /// <param name="image">The panel's signal.</param>
    /// <param name="chain">The console's setting.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    /// <param name="cancellation">Stops between stages.</param>
    /// <param name="frame">The frame the film was exposed with: the console finds the blades, and writes upon the film.</param>
    /// <returns>P-values.</returns>
    public static ProcessedFilm ForPresentation(
        DetectorImage image, VendorChain chain, int threads = 0, CancellationToken cancellation = default, FilmFrame? frame = null)
    {
        var attenuation = LogAttenuation(image, threads);
        cancellation.ThrowIfCancellationRequested();
        var enhanced = Enhance(attenuation, image.Width, image.Height, 0, chain, threads);
        cancellation.ThrowIfCancellationRequested();
        var (dark, bright) = Window(enhanced, image.Width, image.Height, chain, frame ?? FilmFrame.None);
        var pixels = Tone(enhanced, dark, bright, chain, threads);
        if (chain.Equalisation is { } limit)
            AdaptiveEqualisation.Apply(pixels, image.Width, image.Height, chain.BitsStored, limit, threads);
        var (black, white) = chain.IsMonochrome1 ? ((1 << chain.BitsStored) - 1, 0) : (0, (1 << chain.BitsStored) - 1);
        frame?.Finish(pixels, image.Width, image.Height, image.PixelMm, (ushort)black, (ushort)white);
        return new ProcessedFilm(
            image.Width, image.Height, pixels, chain.BitsStored, chain.IsMonochrome1, image.PixelMm, PixelMeaning.Presentation, chain.Vendor);
    }

    /// <summary>Stores the signal for processing, without enhancement; larger values mean more exposure.</summary>
    /// <param name="image">The panel's signal.</param>
    /// <param name="meaning">Linear or logarithmic.</param>
    /// <param name="bitsStored">10 to 16.</param>
    /// <param name="threads">How many threads may work, 0 for all.</param>
    /// <returns>Linear: full scale is 25 μGy. Logarithmic: four decades below 25 μGy.</returns>
    /// <exception cref="TrabeculaException"><c>bad_film_format</c> for another meaning or depth.</exception>
    public static ProcessedFilm ForProcessing(DetectorImage image, PixelMeaning meaning, int bitsStored = 14, int threads = 0)
    {
        if (meaning == PixelMeaning.Presentation || bitsStored is < 10 or > 16)
            throw new TrabeculaException("bad_film_format", "A film for processing is linear or logarithmic, with 10 to 16 bits.");

        const float fullScaleMicroGy = 25, decades = 4;
        var top = (1 << bitsStored) - 1;
        var pixels = new ushort[image.KermaMicroGy.Length];
        PixelBlocks.ForPixels(pixels.Length, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var part = image.KermaMicroGy[i] / fullScaleMicroGy;
                if (meaning == PixelMeaning.LogarithmicExposure)
                    part = 1 + MathF.Log10(MathF.Max(part, 1e-6f)) / decades;
                pixels[i] = (ushort)(Math.Clamp(part, 0, 1) * top + 0.5f);
            }
        });
        return new ProcessedFilm(image.Width, image.Height, pixels, bitsStored, IsMonochrome1: true, image.PixelMm, meaning, "raw");
    }

    private static float[] LogAttenuation(DetectorImage image, int threads)
    {
        var result = new float[image.KermaMicroGy.Length];
        PixelBlocks.ForPixels(result.Length, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
                result[i] = -MathF.Log(MathF.Max(image.KermaMicroGy[i], LeastKermaMicroGy));
        });
        return result;
    }

    // Consoles take the window from a central region of interest, where the examined part is; the body's thin sides would only steal
    // range from the spine. Rays that reach the panel unattenuated (over eight times the median exposure) are left out all the same.
    private static (float Dark, float Bright) Window(float[] attenuation, int width, int height, VendorChain chain, FilmFrame frame)
    {
        var sample = new List<float>();
        for (var y = height * 15 / 100; y <= height * 85 / 100 && y < height; y += WindowStride)
        {
            for (var x = width * 25 / 100; x <= width * 75 / 100 && x < width; x += WindowStride)
            {
                if (frame.Within(x, y, width, height) > 0)
                    sample.Add(attenuation[y * width + x]);
            }
        }

        sample.Sort();
        var least = sample[sample.Count / 2] - MathF.Log(8);
        var first = sample.FindIndex(v => v >= least);
        float At(double percentile) => sample[first + (int)(percentile / 100 * (sample.Count - 1 - first))];
        var soft = At(50);
        var bright = soft + (float)chain.Headroom * (At(chain.HighPercentile) - soft);
        var dark = soft - (float)(chain.SoftTissueShare / (1 - chain.SoftTissueShare)) * (bright - soft);
        return (dark, MathF.Max(bright, dark + 0.1f));
    }

    private static float[] Enhance(float[] image, int width, int height, int level, VendorChain chain, int threads)
    {
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        if (level == Levels || halfWidth < 4 || halfHeight < 4)
            return Compress(image, chain.RangeCompression);

        var coarse = LaplacianPyramid.Reduce(image, width, height, threads);
        var band = new float[image.Length];
        LaplacianPyramid.Expand(coarse, width, height, threads, (row, expanded) =>
        {
            var at = row * width;
            for (var i = 0; i < width; i++)
                band[at + i] = image[at + i] - expanded[i];
        });
        var enhanced = Enhance(coarse, halfWidth, halfHeight, level + 1, chain, threads);
        var extra = (float)((level < DetailLevels ? chain.DetailGain : chain.ContrastGain) - 1);
        var faint = (float)chain.FaintContrast;
        LaplacianPyramid.Expand(enhanced, width, height, threads, (row, expanded) =>
        {
            var at = row * width;
            for (var i = 0; i < width; i++)
            {
                // Faint contrast is amplified fully, strong contrast hardly: the gain falls off as 1 / (1 + |x| / m).
                var x = band[at + i];
                band[at + i] = expanded[i] + x * (1 + extra * faint / (faint + MathF.Abs(x)));
            }
        });
        return band;
    }

    private static float[] Compress(float[] coarsest, double compression)
    {
        var mean = coarsest.Average();
        return [.. coarsest.Select(v => mean + (v - mean) * (float)(1 - compression))];
    }

    private static ushort[] Tone(float[] enhanced, float dark, float bright, VendorChain chain, int threads)
    {
        // A logistic curve whose slope at the middle is the chain's (slope = k / 4 before it is stretched). Its toe reaches below the
        // dark end, so that the body's sides fade out and are not cut off.
        const float toe = -0.5f;
        var k = (float)(4 * chain.Slope);
        var middle = (float)chain.Midpoint;
        float Logistic(float x) => 1 / (1 + MathF.Exp(-k * (x - middle)));
        float lowest = Logistic(toe), span = Logistic(1) - lowest;
        var top = (1 << chain.BitsStored) - 1;
        var pixels = new ushort[enhanced.Length];
        PixelBlocks.ForPixels(pixels.Length, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var part = Math.Clamp((Logistic((enhanced[i] - dark) / (bright - dark)) - lowest) / span, 0, 1);
                pixels[i] = (ushort)((chain.IsMonochrome1 ? 1 - part : part) * top + 0.5f);
            }
        });
        return pixels;
    }
}
