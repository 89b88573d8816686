using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What is measured on a straightened spine, for rules and for the comparison with the training films.</summary>
/// <param name="Contrast">Median of the bodies above the soft tissue beside them, in the frame's units.</param>
/// <param name="LowerSpread">From the median down to the 16th percentile of the bodies: metal, which is bright, does not widen it.</param>
/// <param name="BrightTail">99th percentile of the bodies, in lower spreads above the median.</param>
/// <param name="EdgeRiseMm">Median width over which the grey rises at the endplates, mm at the detector.</param>
/// <param name="ContrastToNoise">Contrast in multiples of the noise of one frame pixel.</param>
/// <param name="LevelUnevenness">Largest less least median of the four bodies, in contrasts.</param>
/// <param name="FlankSpread">Spread (84th less 16th percentile) of the soft tissue beside the bodies, in contrasts.</param>
public sealed record FrameMeasures(
    double Contrast, double LowerSpread, double BrightTail, double EdgeRiseMm, double ContrastToNoise, double LevelUnevenness, double FlankSpread)
{
    // Every third column is enough for medians and quantiles.
    private const int Every = 3;

    // Columns of soft tissue on both sides in which noise is measured: 26 to 45 mm from the middle, beyond the bodies.
    private const int FlankFrom = 35, FlankTo = 60;

    /// <summary>Measures a frame.</summary>
    /// <param name="frame">The frame.</param>
    public static FrameMeasures Of(SpineFrame frame)
    {
        var bodies = new List<float>(8192);
        var medians = new double[4];
        int firstRow = SpineFrame.Height, lastRow = 0;
        for (int level = 0; level < 4; level++)
        {
            (int first, int last, int half) = LevelBox(frame, level);
            (firstRow, lastRow) = (Math.Min(firstRow, first), Math.Max(lastRow, last));
            var body = new List<float>(2048);
            for (int row = first; row <= last; row++)
            {
                for (int column = (SpineFrame.Width / 2) - half; column < (SpineFrame.Width / 2) + half; column += Every)
                {
                    body.Add(frame.Pixels[(row * SpineFrame.Width) + column]);
                }
            }

            bodies.AddRange(body);
            medians[level] = Sorted(body) is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : 0;
        }

        float[] all = Sorted(bodies);
        double median = At(all, 0.5), contrast = Math.Max(median, 1e-3), lower = Math.Max(median - At(all, 0.16), 1e-3);
        (double noise, double flank) = Flank(frame.Pixels, firstRow, lastRow);
        return new FrameMeasures(
            median,
            lower,
            (At(all, 0.99) - median) / lower,
            EdgeRise(frame),
            median / Math.Max(noise, 1e-6),
            (medians.Max() - medians.Min()) / contrast,
            flank / contrast);
    }

    /// <summary>First and last row of a body (0 for L1 to 3 for L4) and half its width, in frame pixels; an empty range where it has none.</summary>
    internal static (int First, int Last, int Half) LevelBox(SpineFrame frame, int level)
    {
        ReadOnlySpan<float> mask = frame.Levels.AsSpan(level * SpineFrame.Width * SpineFrame.Height, SpineFrame.Width * SpineFrame.Height);
        int first = mask.IndexOf(1f), last = mask.LastIndexOf(1f);
        if (first < 0)
        {
            return (0, -1, 0);
        }

        int row = (first / SpineFrame.Width) + last / SpineFrame.Width;
        int half = mask.Slice(row / 2 * SpineFrame.Width, SpineFrame.Width).Count(1f) / 2;
        return (first / SpineFrame.Width, last / SpineFrame.Width, half);
    }

    private static double EdgeRise(SpineFrame frame)
    {
        // 5 mm above and below an endplate: with the edge's own blur, and without the next one.
        const int Reach = 7;
        var widths = new List<float>(512);
        for (int level = 0; level < 4; level++)
        {
            (int first, int last, int half) = LevelBox(frame, level);
            foreach (int edge in (ReadOnlySpan<int>)[first, last])
            {
                int from = Math.Max(1, edge - Reach), to = Math.Min(SpineFrame.Height - 1, edge + Reach + 1);
                for (int column = (SpineFrame.Width / 2) - (int)(0.6 * half); last >= first && column < (SpineFrame.Width / 2) + (0.6 * half); column += Every)
                {
                    widths.Add(Rise(frame.Pixels, from, to, column));
                }
            }
        }

        return At(Sorted(widths), 0.5);
    }

    /// <summary>Range of grey down a column over its steepest slope, mm; five columns are averaged against noise.</summary>
    private static float Rise(float[] pixels, int from, int to, int column)
    {
        float low = float.MaxValue, high = float.MinValue, steepest = 1e-6f;
        float before = Mean(from - 1), here = Mean(from);
        for (int row = from; row < to; row++)
        {
            float after = Mean(row + 1);
            (low, high) = (Math.Min(low, here), Math.Max(high, here));
            steepest = Math.Max(steepest, Math.Abs(after - before) / (2 * (float)SpineFrame.PixelMm));
            (before, here) = (here, after);
        }

        return (high - low) / steepest;

        float Mean(int row)
        {
            int at = (row * SpineFrame.Width) + column;
            return (pixels[at - 2] + pixels[at - 1] + pixels[at] + pixels[at + 1] + pixels[at + 2]) / 5;
        }
    }

    private static (double Noise, double Spread) Flank(float[] pixels, int firstRow, int lastRow)
    {
        const int Width = SpineFrame.Width;
        var rough = new List<float>(4096);
        var greys = new List<float>(4096);
        for (int row = Math.Max(1, firstRow); row < Math.Min(SpineFrame.Height - 1, lastRow); row += 2)
        {
            for (int away = FlankFrom; away < FlankTo; away += 2)
            {
                foreach (int column in (ReadOnlySpan<int>)[(Width / 2) - away, (Width / 2) + away])
                {
                    int at = (row * Width) + column;
                    rough.Add(Math.Abs(pixels[at] - ((pixels[at - 1] + pixels[at + 1] + pixels[at - Width] + pixels[at + Width]) / 4)));
                    greys.Add(pixels[at]);
                }
            }
        }

        float[] sorted = Sorted(greys);

        // A pixel less the mean of four has 1.25 times the variance of one; 1.4826 medians of the absolute value are one spread.
        return (1.4826 * At(Sorted(rough), 0.5) / Math.Sqrt(1.25), At(sorted, 0.84) - At(sorted, 0.16));
    }

    private static float[] Sorted(List<float> values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static float At(float[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
