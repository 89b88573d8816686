using System.Globalization;

namespace Trabecula.Evaluation;

/// <summary>A linear axis with round ticks.</summary>
internal sealed class AxisScale
{
    private const int WantedTicks = 6;

    private readonly double _step;

    /// <summary>Fits an axis around values, widened to round numbers.</summary>
    public AxisScale(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
            (low, high) = (0, 1);
        if (!(high - low > 1e-9))
            (low, high) = (low - 0.5, high + 0.5);
        var rough = (high - low) / WantedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        _step = (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
        Low = Math.Floor((low / _step) + 1e-9) * _step;
        High = Math.Ceiling((high / _step) - 1e-9) * _step;
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>Ticks with their labels.</summary>
    public IEnumerable<(double Value, string Label)> Ticks()
    {
        var digits = Math.Max(0, -(int)Math.Floor(Math.Log10(_step) + 1e-9));
        var count = (int)Math.Round((High - Low) / _step);
        for (var i = 0; i <= count; i++)
        {
            var value = Math.Round(Low + (i * _step), digits + 2);
            // A negative zero would be written with its sign.
            yield return (value, (value + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture).Replace('-', '−'));
        }
    }

    /// <summary>Place of a value between the ends, 0 to 1; values beyond the ends stay at them.</summary>
    public double Place(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);
}
