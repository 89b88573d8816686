namespace Trabecula.Imaging;

/// <summary>A grey picture in memory, the working form of preprocessing.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major, <c>Width * Height</c>.</param>
public sealed record Raster(int Width, int Height, float[] Pixels)
{
    /// <summary>Bilinear value at a point in pixels; <paramref name="outside"/> beyond the picture.</summary>
    public float Sample(double x, double y, float outside)
    {
        Resampling.Neighbours columns = Resampling.Neighbours.Of(x, Width), rows = Resampling.Neighbours.Of(y, Height);
        if (!columns.IsInside || !rows.IsInside)
        {
            return outside;
        }

        ReadOnlySpan<float> upper = Pixels.AsSpan(rows.Before * Width, Width), lower = Pixels.AsSpan(rows.After * Width, Width);
        float above = upper[columns.Before] + (columns.Weight * (upper[columns.After] - upper[columns.Before]));
        float below = lower[columns.Before] + (columns.Weight * (lower[columns.After] - lower[columns.Before]));
        return above + (rows.Weight * (below - above));
    }

    /// <summary>Bilinear values at every crossing of columns and rows; each is, to the bit, that of <see cref="Sample"/>.</summary>
    /// <param name="xs">Positions across, in pixels, rising.</param>
    /// <param name="ys">Positions down, in pixels, rising.</param>
    /// <param name="outside">The value beyond the picture.</param>
    public Raster OnGrid(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, float outside) =>
        new(xs.Length, ys.Length, Resampling.OnGrid(this, xs, ys, outside));

    /// <summary>Averages whole blocks of <paramref name="factor"/> × <paramref name="factor"/> pixels; a rest at the right and bottom falls away.</summary>
    public Raster Reduced(int factor) => factor <= 1 ? this : Resampling.Reduced(this, factor);

    /// <summary>Mean over a square window of side <c>2 * radius + 1</c>, windows shrinking at the borders.</summary>
    public Raster BoxMean(int radius)
    {
        var result = GC.AllocateUninitializedArray<float>(Pixels.Length);
        BoxFilter.Mean(Pixels, Width, radius, result);
        return new Raster(Width, Height, result);
    }

    /// <summary>The value below which a share of the pixels lies, from at most 20,000 of them, evenly spread.</summary>
    public float[] Quantiles(params ReadOnlySpan<double> shares) => Quantiles(Sampled(), shares);

    /// <summary>Quantiles of the greys that lie more than a hundredth of the film's range from its ends: without shutters, letters,
    /// air and what is burnt out. Of all greys where fewer than a tenth are left.</summary>
    /// <param name="shares">Each 0 to 1.</param>
    public float[] UnclippedQuantiles(params ReadOnlySpan<double> shares)
    {
        float[] all = Sampled();
        float low = all.Min(), high = all.Max(), edge = (high - low) / 100;
        float[] inside = [.. all.Where(value => value > low + edge && value < high - edge)];
        return Quantiles(inside.Length > all.Length / 10 ? inside : all, shares);
    }

    private float[] Sampled()
    {
        int step = Math.Max(1, Pixels.Length / 20_000);
        var sample = GC.AllocateUninitializedArray<float>((Pixels.Length + step - 1) / step);
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = Pixels[i * step];
        }

        return sample;
    }

    private static float[] Quantiles(float[] sample, ReadOnlySpan<double> shares)
    {
        var values = new float[shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            values[i] = OrderStatistics.At(sample, Math.Clamp((int)(shares[i] * sample.Length), 0, sample.Length - 1));
        }

        return values;
    }
}
