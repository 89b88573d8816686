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
        if (!(x > -0.5) || !(y > -0.5) || x >= Width - 0.5 || y >= Height - 0.5)
        {
            return outside;
        }

        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int left = Math.Min((int)x, Math.Max(0, Width - 2)), top = Math.Min((int)y, Math.Max(0, Height - 2));
        int right = Math.Min(left + 1, Width - 1), bottom = Math.Min(top + 1, Height - 1);
        float dx = (float)(x - left), dy = (float)(y - top);
        float above = Pixels[(top * Width) + left] + (dx * (Pixels[(top * Width) + right] - Pixels[(top * Width) + left]));
        float below = Pixels[(bottom * Width) + left] + (dx * (Pixels[(bottom * Width) + right] - Pixels[(bottom * Width) + left]));
        return above + (dy * (below - above));
    }

    /// <summary>Averages whole blocks of <paramref name="factor"/> × <paramref name="factor"/> pixels; a rest at the right and bottom falls away.</summary>
    public Raster Reduced(int factor)
    {
        if (factor <= 1)
        {
            return this;
        }

        int width = Width / factor, height = Height / factor;
        var result = new float[width * height];
        float scale = 1f / (factor * factor);
        for (int row = 0; row < height; row++)
        {
            Span<float> target = result.AsSpan(row * width, width);
            for (int k = 0; k < factor; k++)
            {
                ReadOnlySpan<float> source = Pixels.AsSpan(((row * factor) + k) * Width, width * factor);
                for (int column = 0; column < width; column++)
                {
                    float sum = 0;
                    for (int j = 0; j < factor; j++)
                    {
                        sum += source[(column * factor) + j];
                    }

                    target[column] += sum * scale;
                }
            }
        }

        return new Raster(width, height, result);
    }

    /// <summary>Mean over a square window of side <c>2 * radius + 1</c>, windows shrinking at the borders.</summary>
    public Raster BoxMean(int radius)
    {
        var across = new float[Pixels.Length];
        for (int row = 0; row < Height; row++)
        {
            Slide(Pixels.AsSpan(row * Width, Width), across.AsSpan(row * Width, Width), radius);
        }

        // Down the columns, all of a row at once: the running sums of neighbouring columns lie side by side in memory.
        var result = new float[Pixels.Length];
        var sums = new double[Width];
        for (int row = 0; row < Math.Min(radius, Height); row++)
        {
            Add(across.AsSpan(row * Width, Width), sums, 1);
        }

        for (int row = 0; row < Height; row++)
        {
            if (row + radius < Height)
            {
                Add(across.AsSpan((row + radius) * Width, Width), sums, 1);
            }

            if (row - radius - 1 >= 0)
            {
                Add(across.AsSpan((row - radius - 1) * Width, Width), sums, -1);
            }

            int count = Math.Min(Height - 1, row + radius) - Math.Max(0, row - radius) + 1;
            Span<float> target = result.AsSpan(row * Width, Width);
            for (int column = 0; column < target.Length; column++)
            {
                target[column] = (float)(sums[column] / count);
            }
        }

        return new Raster(Width, Height, result);
    }

    /// <summary>The value below which a share of the pixels lies, from at most 20,000 of them, evenly spread.</summary>
    public float[] Quantiles(params ReadOnlySpan<double> shares)
    {
        int step = Math.Max(1, Pixels.Length / 20_000);
        var sample = new float[(Pixels.Length + step - 1) / step];
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = Pixels[i * step];
        }

        Array.Sort(sample);
        var values = new float[shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            values[i] = sample[Math.Clamp((int)(shares[i] * sample.Length), 0, sample.Length - 1)];
        }

        return values;
    }

    private static void Add(ReadOnlySpan<float> row, double[] sums, double sign)
    {
        for (int column = 0; column < sums.Length; column++)
        {
            sums[column] += sign * row[column];
        }
    }

    private static void Slide(ReadOnlySpan<float> source, Span<float> target, int radius)
    {
        double sum = 0;
        for (int i = 0; i < Math.Min(radius, source.Length); i++)
        {
            sum += source[i];
        }

        for (int i = 0; i < source.Length; i++)
        {
            if (i + radius < source.Length)
            {
                sum += source[i + radius];
            }

            if (i - radius - 1 >= 0)
            {
                sum -= source[i - radius - 1];
            }

            int low = Math.Max(0, i - radius), high = Math.Min(source.Length - 1, i + radius);
            target[i] = (float)(sum / (high - low + 1));
        }
    }
}
