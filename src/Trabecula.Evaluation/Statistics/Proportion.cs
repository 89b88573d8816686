namespace Trabecula.Evaluation;

/// <summary>A share of a number of cases.</summary>
public static class Proportion
{
    /// <summary>A share with Wilson's interval (score interval, no continuity correction).</summary>
    /// <remarks>Wilson 1927 (J Am Stat Assoc 22:209). R: <c>prop.test(correct = FALSE)</c>.</remarks>
    /// <param name="hits">Cases with the property, 0 to <paramref name="count"/>.</param>
    /// <param name="count">Cases.</param>
    /// <returns>The share, 0 to 1; NaN without cases.</returns>
    public static Measure Wilson(int hits, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        if (count == 0)
            return Measure.Undefined;
        double n = count;
        var p = hits / n;
        var z2 = Confidence.Z * Confidence.Z;
        var centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Confidence.Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return new Measure(p, hits == 0 ? 0 : centre - half, hits == count ? 1 : centre + half);
    }
}
