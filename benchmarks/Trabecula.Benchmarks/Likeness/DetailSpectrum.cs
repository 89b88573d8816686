using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Trabecula.Benchmarks;

/// <summary>How strong a picture's detail is, by octave of its size.</summary>
internal static class DetailSpectrum
{
    /// <summary>Root mean square of the detail in a rectangle by octave of wavelength.</summary>
    /// <param name="pixels">Row-major values.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    /// <param name="shortestMm">The shortest wavelength of the first octave, at least two pixels; the following ones are twice as long each.</param>
    /// <param name="octaves">How many.</param>
    /// <returns>For a sine of amplitude a, its octave holds a/√2. A slope across the rectangle is taken out first.</returns>
    public static double[] RootMeanSquares(ReadOnlySpan<float> pixels, int width, int height, double pixelMm, double shortestMm, int octaves)
    {
        double[] detail = WithoutPlane(pixels, width, height);
        double[] across = Window.HannPeriodic(width), down = Window.HannPeriodic(height);
        var values = new Complex[width * height];
        double weight = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double window = across[i % width] * down[i / width];
            values[i] = detail[i] * window;
            weight += window * window;
        }

        Transform(values, width, height);
        var power = new double[octaves];
        for (int i = 0; i < values.Length; i++)
        {
            double fx = Frequency(i % width, width) / pixelMm, fy = Frequency(i / width, height) / pixelMm;
            double wavelength = 1 / Math.Max(1e-9, Math.Sqrt((fx * fx) + (fy * fy)));
            int octave = (int)Math.Floor(Math.Log2(wavelength / shortestMm));
            if (octave >= 0 && octave < octaves)
            {
                power[octave] += (values[i] * Complex.Conjugate(values[i])).Real;
            }
        }

        // Parseval: the sum over frequencies of an unscaled transform is the number of pixels times the windowed sum of squares.
        return [.. power.Select(p => Math.Sqrt(p / values.Length / weight))];
    }

    private static double Frequency(int index, int length) => (index <= length / 2 ? index : index - length) / (double)length;

    private static void Transform(Complex[] values, int width, int height)
    {
        var line = new Complex[width];
        for (int row = 0; row < height; row++)
        {
            values.AsSpan(row * width, width).CopyTo(line);
            Fourier.Forward(line, FourierOptions.NoScaling);
            line.CopyTo(values, row * width);
        }

        var pillar = new Complex[height];
        for (int column = 0; column < width; column++)
        {
            for (int row = 0; row < height; row++)
            {
                pillar[row] = values[(row * width) + column];
            }

            Fourier.Forward(pillar, FourierOptions.NoScaling);
            for (int row = 0; row < height; row++)
            {
                values[(row * width) + column] = pillar[row];
            }
        }
    }

    // Centred coordinates are orthogonal on a full grid, so each slope is its own regression.
    private static double[] WithoutPlane(ReadOnlySpan<float> pixels, int width, int height)
    {
        double mean = 0, slopeX = 0, slopeY = 0, squaresX = 0, squaresY = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (i % width) - ((width - 1) / 2.0), y = (i / width) - ((height - 1) / 2.0);
            mean += pixels[i];
            slopeX += x * pixels[i];
            slopeY += y * pixels[i];
            squaresX += x * x;
            squaresY += y * y;
        }

        (mean, slopeX, slopeY) = (mean / pixels.Length, slopeX / Math.Max(1, squaresX), slopeY / Math.Max(1, squaresY));
        var detail = new double[pixels.Length];
        for (int i = 0; i < detail.Length; i++)
        {
            double x = (i % width) - ((width - 1) / 2.0), y = (i / width) - ((height - 1) / 2.0);
            detail[i] = pixels[i] - mean - (slopeX * x) - (slopeY * y);
        }

        return detail;
    }
}
