namespace Trabecula.Evaluation;

/// <summary>Measured and estimated values of the same things, and their sums of squares.</summary>
internal sealed class Pairs
{
    public Pairs(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(estimated);
        if (measured.Count != estimated.Count)
            throw new ArgumentException("There must be one estimate for each measured value.", nameof(estimated));
        (Count, Measured, Estimated) = (measured.Count, measured, estimated);
        MeanMeasured = measured.DefaultIfEmpty(double.NaN).Average();
        MeanEstimated = estimated.DefaultIfEmpty(double.NaN).Average();
        for (var i = 0; i < Count; i++)
        {
            var (x, y) = (measured[i] - MeanMeasured, estimated[i] - MeanEstimated);
            SquaresMeasured += x * x;
            SquaresEstimated += y * y;
            Products += x * y;
        }
    }

    public int Count { get; }

    public IReadOnlyList<double> Measured { get; }

    public IReadOnlyList<double> Estimated { get; }

    public double MeanMeasured { get; }

    public double MeanEstimated { get; }

    /// <summary>Sum of squared deviations of the measured values from their mean.</summary>
    public double SquaresMeasured { get; }

    /// <summary>Sum of squared deviations of the estimates from their mean.</summary>
    public double SquaresEstimated { get; }

    /// <summary>Sum of products of the deviations.</summary>
    public double Products { get; }

    /// <summary>Estimate minus measured, in order.</summary>
    public double[] Differences()
    {
        var differences = new double[Count];
        for (var i = 0; i < Count; i++)
            differences[i] = Estimated[i] - Measured[i];
        return differences;
    }
}
