using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Frames;

public sealed class LocaliserInputTests
{
    [Fact]
    public void Points_go_to_the_canvas_and_back() =>
        Gen.Select(Gen.Int[130, 900], Gen.Int[130, 900], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
            (width, height, shareX, shareY) =>
            {
                LocaliserInput input = LocaliserInput.From(new Raster(width, height, new float[width * height]));
                var point = new ImagePoint(shareX * (width - 1), shareY * (height - 1));
                ImagePoint canvas = input.ToCanvas(point), back = input.ToFilm(canvas);
                Assert.InRange(canvas.X, -0.5, LocaliserInput.Width - 0.5);
                Assert.InRange(canvas.Y, -0.5, LocaliserInput.Height - 0.5);
                Assert.Equal(point.X, back.X, 1e-6);
                Assert.Equal(point.Y, back.Y, 1e-6);
            },
            iter: 50);

    /// <summary>A bright dot must appear where its coordinates say, at every ratio of film to canvas.</summary>
    [Theory]
    [InlineData(229, 416)]
    [InlineData(875, 1075)]
    [InlineData(2400, 3000)]
    public void A_dot_is_drawn_where_its_coordinates_fall(int width, int height)
    {
        int size = Math.Max(3, width / 60), x = width / 3, y = height / 4;
        var pixels = new float[width * height];
        for (int i = -size; i <= size; i++)
        {
            Array.Fill(pixels, 1, ((y + i) * width) + x - size, (2 * size) + 1);
        }

        LocaliserInput input = LocaliserInput.From(new Raster(width, height, pixels));
        double sum = 0, sumX = 0, sumY = 0;
        for (int i = 0; i < input.Pixels.Length; i++)
        {
            double weight = Math.Max(0, input.Pixels[i] - 1.5);
            sum += weight;
            sumX += weight * (i % LocaliserInput.Width);
            sumY += weight * (i / LocaliserInput.Width);
        }

        ImagePoint expected = input.ToCanvas(new ImagePoint(x, y));
        Assert.Equal(expected.X, sumX / sum, 0.3);
        Assert.Equal(expected.Y, sumY / sum, 0.3);
    }

    /// <summary>The bug: a running sum's rest below zero made not-a-number of even ground.</summary>
    [Fact]
    public void Even_ground_and_huge_values_stay_finite()
    {
        var random = new DeterministicRandom(4);
        float[] pixels = [.. Enumerable.Range(0, 600 * 500).Select(i => i % 600 < 200 ? 1e6f : (float)random.NextDouble())];
        Assert.All(LocaliserInput.From(new Raster(600, 500, pixels)).Pixels, v => Assert.True(float.IsFinite(v) && Math.Abs(v) <= 3));
    }

    [Fact]
    public void A_negative_gives_the_negative_input()
    {
        var random = new DeterministicRandom(5);
        float[] pixels = [.. Enumerable.Range(0, 400 * 500).Select(_ => (float)random.NextDouble())];
        float[] positive = LocaliserInput.From(new Raster(400, 500, pixels)).Pixels;
        float[] negative = LocaliserInput.From(new Raster(400, 500, [.. pixels.Select(v => -v)])).Pixels;
        for (int i = 0; i < positive.Length; i++)
        {
            Assert.Equal(positive[i], -negative[i], 1e-3f);
        }
    }
}
