using System.Globalization;

namespace Trabecula.Benchmarks;

/// <summary>One line of the table of looks.</summary>
internal static class LikenessRow
{
    /// <summary>The line of a figure.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="real">Of each real film; not a number where it cannot be told.</param>
    /// <param name="simulated">The same of the simulated films.</param>
    public static string Of(string name, double[] real, double[] simulated)
    {
        double[] truth = [.. real.Where(double.IsFinite).Order()], ours = [.. simulated.Where(double.IsFinite).Order()];
        if (truth.Length == 0 || ours.Length == 0)
        {
            return $"| {name} | – | – | – |";
        }

        double middle = At(truth, 0.5);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {middle:0.000} ({truth[0]:0.000} to {truth[^1]:0.000}) | {At(ours, 0.5):0.000} ({At(ours, 0.05):0.000} to {At(ours, 0.95):0.000}) | {Percentile(middle, ours):0%} |");
    }

    /// <summary>The share of sorted values that lie below one; half of those that equal it count.</summary>
    internal static double Percentile(double value, double[] sorted) =>
        (sorted.Count(v => v < value) + (0.5 * sorted.Count(v => v == value))) / sorted.Length;

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}
