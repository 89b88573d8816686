using System.Globalization;

namespace Trabecula.Evaluation;

/// <summary>Numbers as a reader sees them; a dash where there is none.</summary>
public static class NumberText
{
    /// <summary>What stands for a number that is not defined.</summary>
    public const string Missing = "–";

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Decimals.</param>
    public static string Of(double value, int digits = 3)
    {
        if (double.IsNaN(value))
            return Missing;
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var text = value.ToString($"F{digits}", CultureInfo.InvariantCulture);
        // A small negative number may round to zero.
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text.Replace('-', '−');
    }

    /// <summary>A number with its interval, for instance <c>0.061 (0.058 to 0.064)</c>.</summary>
    /// <param name="measure">The number.</param>
    /// <param name="digits">Decimals.</param>
    public static string Of(Measure measure, int digits = 3) =>
        double.IsNaN(measure.Lower) || double.IsNaN(measure.Upper)
            ? Of(measure.Value, digits)
            : $"{Of(measure.Value, digits)} ({Of(measure.Lower, digits)} to {Of(measure.Upper, digits)})";

    /// <summary>A share as per cent, with its interval.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public static string Percent(Measure share) =>
        Of(new Measure(100 * share.Value, 100 * share.Lower, 100 * share.Upper), 1);

    /// <summary>A probability of chance.</summary>
    /// <param name="probability">The probability.</param>
    public static string Chance(double probability) => probability < 0.001 ? "< 0.001" : Of(probability);

    /// <summary>A count.</summary>
    /// <param name="count">The count.</param>
    public static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);
}
