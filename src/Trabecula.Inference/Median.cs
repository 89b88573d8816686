namespace Trabecula.Inference;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    /// <summary>The middle one by size, or the mean of the middle two.</summary>
    /// <param name="values">At least one; they are put in order.</param>
    public static double Of(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
