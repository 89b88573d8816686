namespace Trabecula.Evaluation;

/// <summary>Linear correlation.</summary>
public static class Correlation
{
    /// <summary>Pearson's r with Fisher's interval: tanh(artanh r ± z/√(n − 3)).</summary>
    /// <remarks>Fisher 1921 (Metron 1:3). R: <c>cor.test</c>.</remarks>
    /// <param name="measured">Measured values.</param>
    /// <param name="estimated">Estimates, as many.</param>
    /// <returns>r; NaN where one side does not vary; its ends are NaN below four values.</returns>
    public static Measure Pearson(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        var pairs = new Pairs(measured, estimated);
        if (!(pairs.SquaresMeasured > 0 && pairs.SquaresEstimated > 0))
            return Measure.Undefined;
        var r = Math.Clamp(pairs.Products / Math.Sqrt(pairs.SquaresMeasured * pairs.SquaresEstimated), -1, 1);
        return pairs.Count > 3 ? WithFisher(r, 1 / Math.Sqrt(pairs.Count - 3)) : new Measure(r, double.NaN, double.NaN);
    }

    /// <summary>An interval that is symmetric on Fisher's scale.</summary>
    internal static Measure WithFisher(double value, double standardError)
    {
        var z = Math.Atanh(value);
        return new Measure(value, Math.Tanh(z - (Confidence.Z * standardError)), Math.Tanh(z + (Confidence.Z * standardError)));
    }
}
