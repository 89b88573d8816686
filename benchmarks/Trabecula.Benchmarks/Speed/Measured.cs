using System.Diagnostics;

namespace Trabecula.Benchmarks;

/// <summary>Times and what is made of them.</summary>
internal static class Measured
{
    /// <summary>The seconds that some work takes.</summary>
    public static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The middle one of some numbers, or the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>The straight line through some points by least squares, and the share of the variance that it explains.</summary>
    public static (double Offset, double Slope, double RSquared) Line(IReadOnlyList<(double X, double Y)> points)
    {
        double meanX = points.Average(p => p.X), meanY = points.Average(p => p.Y);
        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / points.Sum(p => (p.X - meanX) * (p.X - meanX));
        double offset = meanY - (slope * meanX);
        double left = points.Sum(p => Math.Pow(p.Y - offset - (slope * p.X), 2)), all = points.Sum(p => Math.Pow(p.Y - meanY, 2));
        return (offset, slope, 1 - (left / all));
    }
}
