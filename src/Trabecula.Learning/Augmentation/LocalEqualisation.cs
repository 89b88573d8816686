using Trabecula.Domain;

namespace Trabecula.Learning.Augmentation;

/// <summary>Contrast-limited adaptive histogram equalisation, which pictures of data sets have often gone through.</summary>
/// <remarks>Zuiderveld 1994, Graphics Gems IV: each tile's histogram is cut off at a limit, what was cut is shared out, and the
/// curves of neighbouring tiles are mixed.</remarks>
internal static class LocalEqualisation
{
    private const int Bins = 64;

    /// <summary>Equalises a canvas in place by random tiles and limit; not-a-number stays.</summary>
    public static void Apply(float[] canvas, int width, int height, DeterministicRandom random)
    {
        // Comparisons with not-a-number are false.
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in canvas)
        {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        if (!(high > low))
        {
            return;
        }

        int across = 2 + random.Index(9), down = 2 + random.Index(9);
        double limit = Math.Exp(random.Uniform(0.3, 2.3));
        float share = random.Chance(0.5) ? 1 : (float)random.Uniform(0.4, 1), scale = (Bins - 1) / (high - low);
        var curves = new float[across * down][];
        for (int tile = 0; tile < curves.Length; tile++)
        {
            (int column, int row) = (tile % across, tile / across);
            curves[tile] = Curve(canvas, width, column * width / across, (column + 1) * width / across, row * height / down, (row + 1) * height / down, low, scale, limit);
        }

        for (int row = 0; row < height; row++)
        {
            float y = Math.Clamp(((row + 0.5f) * down / height) - 0.5f, 0, down - 1);
            int top = Math.Min((int)y, down - 2);
            for (int column = 0; column < width; column++)
            {
                ref float value = ref canvas[(row * width) + column];
                if (float.IsNaN(value))
                {
                    continue;
                }

                float x = Math.Clamp(((column + 0.5f) * across / width) - 0.5f, 0, across - 1);
                int left = Math.Min((int)x, across - 2), bin = (int)((value - low) * scale), corner = (top * across) + left;
                float upper = curves[corner][bin] + ((x - left) * (curves[corner + 1][bin] - curves[corner][bin]));
                float lower = curves[corner + across][bin] + ((x - left) * (curves[corner + across + 1][bin] - curves[corner + across][bin]));
                value += share * (upper + ((y - top) * (lower - upper)) - value);
            }
        }
    }

    /// <summary>A tile's cumulated histogram, 0 to 1.</summary>
    private static float[] Curve(float[] canvas, int width, int left, int right, int top, int bottom, float low, float scale, double limit)
    {
        var counts = new float[Bins];
        float all = 0;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                float value = canvas[(row * width) + column];
                if (!float.IsNaN(value))
                {
                    counts[(int)((value - low) * scale)]++;
                    all++;
                }
            }
        }

        if (all == 0)
        {
            return counts;
        }

        float most = (float)limit * all / Bins, cut = 0;
        foreach (float count in counts)
        {
            cut += Math.Max(0, count - most);
        }

        float sum = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            float count = Math.Min(counts[bin], most) + (cut / Bins);
            counts[bin] = (sum + (count / 2)) / all;
            sum += count;
        }

        return counts;
    }
}
