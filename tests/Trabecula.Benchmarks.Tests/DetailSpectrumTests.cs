using CsCheck;
using Xunit;

namespace Trabecula.Benchmarks.Tests;

public class DetailSpectrumTests
{
    private const int Width = 96, Height = 160;

    [Fact]
    public void A_sine_gives_its_octave_its_own_strength_and_the_others_next_to_nothing() =>
        Gen.Select(Gen.Double[0.05, 1], Gen.Double[0, Math.PI], Gen.Int[0, 3]).Sample((amplitude, direction, octave) =>
        {
            // The middle of the octave, well away from its borders, which the window blurs.
            double wavelength = 2.8 * Math.Pow(2, octave), k = 2 * Math.PI / wavelength;
            float[] picture = Picture((x, y) => amplitude * Math.Sin(k * ((x * Math.Cos(direction)) + (y * Math.Sin(direction)))));
            double[] found = DetailSpectrum.RootMeanSquares(picture, Width, Height, 1, 2, 4);
            Assert.InRange(found[octave], 0.97 * amplitude / Math.Sqrt(2), 1.03 * amplitude / Math.Sqrt(2));
            Assert.All(found.Where((_, i) => i != octave), other => Assert.InRange(other, 0, 0.2 * amplitude));
        }, iter: 30);

    [Fact]
    public void A_slope_of_greys_is_no_detail() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Sample((across, down) =>
        {
            double[] found = DetailSpectrum.RootMeanSquares(Picture((x, y) => (across * x) + (down * y)), Width, Height, 1, 2, 4);
            Assert.All(found, detail => Assert.InRange(detail, 0, 1e-4));
        }, iter: 10);

    [Fact]
    public void The_pixel_pitch_moves_a_sine_to_another_octave()
    {
        float[] picture = Picture((x, _) => Math.Sin(2 * Math.PI * x / 5.3));
        double[] fine = DetailSpectrum.RootMeanSquares(picture, Width, Height, 1, 2, 3);
        double[] coarse = DetailSpectrum.RootMeanSquares(picture, Width, Height, 2, 2, 3);
        Assert.Equal(Array.IndexOf(fine, fine.Max()) + 1, Array.IndexOf(coarse, coarse.Max()));
    }

    private static float[] Picture(Func<int, int, double> grey) =>
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)grey(i % Width, i / Width))];
}
