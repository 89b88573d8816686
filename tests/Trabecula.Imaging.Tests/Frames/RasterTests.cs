using CsCheck;

namespace Trabecula.Imaging.Tests.Frames;

/// <summary>The quick ways of working on a raster against their plain definitions.</summary>
public sealed class RasterTests
{
    private static readonly Gen<Raster> Rasters = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40]).SelectMany(
        (width, height) => Gen.Single[-4096, 4096].Array[width * height].Select(pixels => new Raster(width, height, pixels)));

    [Fact]
    public void A_grid_of_samples_is_what_sampling_each_point_gives() =>
        Gen.Select(Rasters, Gen.Double[-3, 43].Array[1, 40], Gen.Double[-3, 43].Array[1, 40]).Sample((raster, xs, ys) =>
        {
            Raster grid = raster.OnGrid(xs, ys, float.NaN);
            for (int row = 0; row < ys.Length; row++)
            {
                for (int column = 0; column < xs.Length; column++)
                {
                    Assert.Equal(Bilinear(raster, xs[column], ys[row]), grid.Pixels[(row * xs.Length) + column], 1e-2f);
                    Assert.Equal(raster.Sample(xs[column], ys[row], float.NaN), grid.Pixels[(row * xs.Length) + column]);
                }
            }
        });

    [Fact]
    public void A_reduced_pixel_is_the_mean_of_its_block() =>
        Gen.Select(Rasters, Gen.Int[1, 6]).Where((raster, factor) => Math.Min(raster.Width, raster.Height) >= factor).Sample((raster, factor) =>
        {
            Raster reduced = raster.Reduced(factor);
            Assert.Equal((raster.Width / factor, raster.Height / factor), (reduced.Width, reduced.Height));
            for (int i = 0; i < reduced.Pixels.Length; i++)
            {
                (int x, int y) = (i % reduced.Width * factor, i / reduced.Width * factor);
                Assert.Equal(Mean(raster, x, y, x + factor - 1, y + factor - 1), reduced.Pixels[i], 1e-2);
            }
        });

    [Fact]
    public void A_shutter_and_letters_do_not_change_the_range_of_greys()
    {
        float[] bare = [.. Enumerable.Range(0, 40_000).Select(i => 100f + (i * 7919 % 1000))];
        float[] framed = [.. bare.Select((value, i) => i % 200 < 40 ? 0 : i % 200 > 190 ? 4095 : value)];
        float[] expected = new Raster(200, 200, bare).Quantiles(0.02, 0.98), actual = new Raster(200, 200, framed).UnclippedQuantiles(0.02, 0.98);
        Assert.Equal(expected[0], actual[0], 15f);
        Assert.Equal(expected[1], actual[1], 15f);
    }

    [Fact]
    public void A_film_of_two_greys_has_their_range() =>
        Assert.Equal([0f, 1f], new Raster(100, 100, [.. Enumerable.Range(0, 10_000).Select(i => i < 5000 ? 0f : 1f)]).UnclippedQuantiles(0.02, 0.98));

    [Fact]
    public void A_box_mean_is_the_mean_of_what_lies_in_the_box() =>
        Gen.Select(Rasters, Gen.Int[0, 45]).Sample((raster, radius) =>
        {
            Raster mean = raster.BoxMean(radius);
            for (int i = 0; i < mean.Pixels.Length; i++)
            {
                (int x, int y) = (i % raster.Width, i / raster.Width);
                Assert.Equal(Mean(raster, x - radius, y - radius, x + radius, y + radius), mean.Pixels[i], 1e-2);
            }
        });

    [Fact]
    public void A_value_found_by_its_place_is_the_one_that_sorting_puts_there() =>
        Gen.Select(Gen.Int[-9, 9].Array[1, 300], Gen.Double[0, 1]).Sample((numbers, share) =>
        {
            float[] values = [.. numbers.Select(number => (float)number)], sorted = [.. values.Order()];
            int place = (int)(share * (values.Length - 1));
            Assert.Equal(sorted[place], OrderStatistics.At(values, place));
        });

    private static float Bilinear(Raster raster, double x, double y)
    {
        if (x <= -0.5 || y <= -0.5 || x >= raster.Width - 0.5 || y >= raster.Height - 0.5)
        {
            return float.NaN;
        }

        double sum = 0;
        (double column, double row) = (Math.Clamp(x, 0, raster.Width - 1), Math.Clamp(y, 0, raster.Height - 1));
        for (int i = 0; i < raster.Pixels.Length; i++)
        {
            double across = Math.Max(0, 1 - Math.Abs(column - (i % raster.Width))), down = Math.Max(0, 1 - Math.Abs(row - (i / raster.Width)));
            sum += across * down * raster.Pixels[i];
        }

        return (float)sum;
    }

    private static double Mean(Raster raster, int left, int top, int right, int bottom)
    {
        double sum = 0;
        int count = 0;
        for (int y = Math.Max(0, top); y <= Math.Min(raster.Height - 1, bottom); y++)
        {
            for (int x = Math.Max(0, left); x <= Math.Min(raster.Width - 1, right); x++)
            {
                sum += raster.Pixels[(y * raster.Width) + x];
                count++;
            }
        }

        return sum / count;
    }
}
