namespace Trabecula.Evaluation;

/// <summary>How large the errors of estimates are.</summary>
public static class ErrorSize
{
    /// <summary>Mean absolute error: Σ|e − m| / n.</summary>
    /// <param name="measured">Measured values m.</param>
    /// <param name="estimated">Estimates e, as many.</param>
    /// <returns>In the values' unit; NaN without values.</returns>
    public static double MeanAbsolute(IReadOnlyList<double> measured, IReadOnlyList<double> estimated) =>
        new Pairs(measured, estimated).Differences().Select(Math.Abs).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Root of the mean squared error: √(Σ(e − m)² / n).</summary>
    /// <param name="measured">Measured values m.</param>
    /// <param name="estimated">Estimates e, as many.</param>
    /// <returns>In the values' unit; NaN without values.</returns>
    public static double RootMeanSquare(IReadOnlyList<double> measured, IReadOnlyList<double> estimated) =>
        Math.Sqrt(new Pairs(measured, estimated).Differences().Select(error => error * error).DefaultIfEmpty(double.NaN).Average());

    /// <summary>Coefficient of determination of the estimates as they are: 1 − Σ(e − m)² / Σ(m − m̄)²; no line is fitted.</summary>
    /// <remarks>Not the square of r: a bias lowers it, and it is negative where the mean would be the better estimate.</remarks>
    /// <param name="measured">Measured values m.</param>
    /// <param name="estimated">Estimates e, as many.</param>
    /// <returns>At most 1; NaN where all measured values are equal.</returns>
    public static double Determination(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        var pairs = new Pairs(measured, estimated);
        return pairs.SquaresMeasured > 0
            ? 1 - (pairs.Differences().Sum(error => error * error) / pairs.SquaresMeasured)
            : double.NaN;
    }
}
