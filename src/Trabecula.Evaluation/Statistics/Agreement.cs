using MathNet.Numerics.Distributions;

namespace Trabecula.Evaluation;

/// <summary>Agreement of two ways to measure the same thing.</summary>
public static class Agreement
{
    /// <summary>ICC(A,1): intraclass correlation of single values, absolute agreement, two-way random effects.</summary>
    /// <remarks>
    /// (MSR − MSE) / (MSR + MSE + 2 (MSC − MSE)/n) of the two-way table with k = 2 columns; interval by Satterthwaite's degrees of
    /// freedom. McGraw and Wong 1996 (Psychol Methods 1:30), tables 4 and 7. R: <c>psych::ICC(lmer = FALSE)</c>, row ICC2.
    /// </remarks>
    /// <param name="measured">Measured values.</param>
    /// <param name="estimated">Estimates, as many.</param>
    /// <returns>The coefficient; NaN below three values or without any spread.</returns>
    public static Measure Intraclass(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        var pairs = new Pairs(measured, estimated);
        double n = pairs.Count;
        if (n < 3 || !(pairs.SquaresMeasured + pairs.SquaresEstimated > 0))
            return Measure.Undefined;
        // Mean squares of rows (subjects), columns (methods) and error; with two columns each is a sum over one pass.
        var shift = pairs.MeanEstimated - pairs.MeanMeasured;
        var rows = (pairs.SquaresMeasured + pairs.SquaresEstimated + (2 * pairs.Products)) / 2 / (n - 1);
        var columns = n * shift * shift / 2;
        var error = (pairs.SquaresMeasured + pairs.SquaresEstimated - (2 * pairs.Products)) / 2 / (n - 1);
        var icc = (rows - error) / (rows + error + (2 * (columns - error) / n));
        if (!(error > 0) || icc >= 1)
            return new Measure(icc, double.NaN, double.NaN);
        var a = 2 * icc / (n * (1 - icc));
        var b = 1 + (2 * icc * (n - 1) / (n * (1 - icc)));
        var sum = (a * columns) + (b * error);
        var freedom = sum * sum / ((a * columns * a * columns) + (b * error * b * error / (n - 1)));
        var above = FQuantile(n - 1, freedom);
        var below = FQuantile(freedom, n - 1);
        var spread = (2 * columns) + (((2 * n) - 2 - n) * error);
        return new Measure(
            icc,
            n * (rows - (above * error)) / ((above * spread) + (n * rows)),
            n * ((below * rows) - error) / (spread + (n * below * rows)));
    }

    /// <summary>Lin's concordance correlation coefficient: 2 s_me / (s_m² + s_e² + (m̄ − ē)²), moments divided by n.</summary>
    /// <remarks>
    /// Lin 1989 (Biometrics 45:255), its asymptotic variance on Fisher's scale with the correction of 2000 (Biometrics 56:324).
    /// R: <c>epiR::epi.ccc</c>.
    /// </remarks>
    /// <param name="measured">Measured values.</param>
    /// <param name="estimated">Estimates, as many.</param>
    /// <returns>The coefficient; NaN without any spread; its ends are NaN below four values.</returns>
    public static Measure Concordance(IReadOnlyList<double> measured, IReadOnlyList<double> estimated)
    {
        var pairs = new Pairs(measured, estimated);
        double n = pairs.Count;
        var shift = pairs.MeanEstimated - pairs.MeanMeasured;
        var ccc = 2 * pairs.Products / (pairs.SquaresMeasured + pairs.SquaresEstimated + (n * shift * shift));
        var r = pairs.Products / Math.Sqrt(pairs.SquaresMeasured * pairs.SquaresEstimated);
        if (n < 4 || !(Math.Abs(r) < 1) || ccc == 0)
            return new Measure(ccc, double.NaN, double.NaN);
        var u2 = shift * shift * n / Math.Sqrt(pairs.SquaresMeasured * pairs.SquaresEstimated);
        var c2 = ccc * ccc;
        var variance = (((1 - (r * r)) * c2 * (1 - c2) / (r * r)) + (2 * c2 * ccc * (1 - ccc) * u2 / r) - (c2 * c2 * u2 * u2 / (2 * r * r)))
            / (n - 2);
        return Correlation.WithFisher(ccc, Math.Sqrt(variance) / (1 - c2));
    }

    /// <summary>
    /// The upper quantile of F by that of the beta distribution: MathNet looks for that of F below 1000 alone, and few degrees of freedom go
    /// beyond.
    /// </summary>
    private static double FQuantile(double above, double below)
    {
        // Beyond 1e12 the interval's ends do not depend on F any more, and the beta quantile is exact to 1e-12.
        var share = Math.Max(1e-12, Beta.InvCDF(below / 2, above / 2, Confidence.Tail));
        return below * (1 - share) / (above * share);
    }
}
