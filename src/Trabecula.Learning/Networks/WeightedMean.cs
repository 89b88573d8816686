namespace Trabecula.Learning.Networks;

/// <summary>The constant that both back-ends share for weighted means.</summary>
internal static class WeightedMean
{
    /// <summary>Sums of weights below this (a thousandth of a cell) count as this, so that an empty mask gives 0 and not NaN.</summary>
    public const float SmallestSum = 1e-3f;
}
