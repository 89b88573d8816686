namespace Trabecula.Imaging.Reading;

/// <summary>How a window maps values (VOI LUT Function, PS3.3 C.11.2.1.3).</summary>
internal enum WindowFunction
{
    Linear,
    LinearExact,
    Sigmoid,
}

/// <summary>A window of values of interest, as the file gives it.</summary>
/// <param name="Center">Window Center.</param>
/// <param name="Width">Window Width; at least 1 for <see cref="WindowFunction.Linear"/>, above 0 otherwise.</param>
/// <param name="Function">VOI LUT Function.</param>
internal sealed record Window(double Center, double Width, WindowFunction Function)
{
    /// <summary>Whether the standard allows these numbers.</summary>
    public bool IsValid => double.IsFinite(Center) && double.IsFinite(Width)
        && (Function == WindowFunction.Linear ? Width >= 1 : Width > 0);

    /// <summary>Maps one value to <paramref name="low"/>…<paramref name="high"/>; never falls where the value rises.</summary>
    /// <remarks>The three formulas are those of PS3.3 C.11.2.1.2.1, C.11.2.1.3.2 and C.11.2.1.3.1.</remarks>
    public double Apply(double value, double low, double high)
    {
        var range = high - low;
        switch (Function)
        {
            case WindowFunction.Sigmoid:
                return range / (1 + Math.Exp(-4 * (value - Center) / Width)) + low;
            case WindowFunction.LinearExact:
                return value <= Center - Width / 2 ? low
                    : value > Center + Width / 2 ? high
                    : ((value - Center) / Width + 0.5) * range + low;
            default:
                var (center, width) = (Center - 0.5, Width - 1);
                return value <= center - width / 2 ? low
                    : value > center + width / 2 ? high
                    : ((value - center) / width + 0.5) * range + low;
        }
    }
}

/// <summary>The mapping to presentation values (VOI LUT Module, PS3.3 C.11.2), where it loses nothing that matters.</summary>
internal static class VoiTransform
{
    /// <summary>
    /// The share of a film's pixels that a window or table may press to one end. Beyond it the values are left as they
    /// were: a window is a reader's wish and is often narrower than the film, and a clipped cortex cannot be measured.
    /// Our choice: direct exposure and collimated borders, a few percent of a film, lose nothing by clipping.
    /// </summary>
    internal const double LargestClippedShare = 0.02;

    /// <summary>Applies a table unless it would clip the film.</summary>
    public static void Apply(GreyScale scale, LookupTable table, List<string> steps)
    {
        var (low, high) = ((double)table.Entries.Min(), (double)table.Entries.Max());
        Apply(scale, value => table[value], low, high, "VOI LUT", steps);
    }

    /// <summary>Applies a window unless it would clip the film.</summary>
    /// <param name="scale">Values after the modality transform.</param>
    /// <param name="window">A valid window.</param>
    /// <param name="low">The output for everything below the window.</param>
    /// <param name="high">The output for everything above the window.</param>
    /// <param name="steps">Told what was done.</param>
    public static void Apply(GreyScale scale, Window window, double low, double high, List<string> steps)
    {
        var function = window.Function switch
        {
            WindowFunction.Sigmoid => "SIGMOID",
            WindowFunction.LinearExact => "LINEAR_EXACT",
            _ => "LINEAR",
        };
        var name = FormattableString.Invariant($"window {window.Center:g6}/{window.Width:g6} ({function})");
        Apply(scale, value => window.Apply(value, low, high), low, high, name, steps);
    }

    private static void Apply(
        GreyScale scale, Func<double, double> map, double low, double high, string name, List<string> steps)
    {
        var mapped = Array.ConvertAll(scale.Values, value => map(value));
        var clipped = ClippedShare(scale, mapped, low, high);
        if (clipped > LargestClippedShare)
        {
            steps.Add(FormattableString.Invariant(
                $"{name} not applied: it would clip {100 * clipped:f0} % of the film; values kept as they were"));
            return;
        }

        mapped.CopyTo(scale.Values, 0);
        steps.Add($"{name} applied");
    }

    /// <summary>
    /// The share of pixels at either end of the output. Pixels that hold the film's own smallest or largest value do not
    /// count: they were saturated or blanked before, and clipping takes nothing from them.
    /// </summary>
    private static double ClippedShare(GreyScale scale, double[] mapped, double low, double high)
    {
        var (first, last) = scale.Range();
        long clipped = 0, inside = 0;
        for (var i = 0; i < mapped.Length; i++)
        {
            if (!scale.IsFilm(i) || scale.Values[i] == first || scale.Values[i] == last)
            {
                continue;
            }

            inside += scale.Counts[i];
            clipped += mapped[i] == low || mapped[i] == high ? scale.Counts[i] : 0;
        }

        return inside == 0 ? 0 : (double)clipped / inside;
    }
}
