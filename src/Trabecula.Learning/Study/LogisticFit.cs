using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>Recalibrates probabilities on people whose answer is known: not at all, by an intercept, or by intercept and slope.</summary>
/// <remarks>
/// Which of the three is decided by the closed testing procedure of Vergouwe et al. 2017 (Stat Med 36:4529), which begins with the
/// largest change and holds the chance of any needless one at 5 %; so few people, or people whom the model fits, change nothing. The
/// likelihoods are those of Platt's (1999) targets, (n₁ + 1)/(n₁ + 2) and 1/(n₀ + 2) in place of 1 and 0, so that perfectly
/// parted people do not make the slope infinite.
/// </remarks>
internal static class LogisticFit
{
    /// <summary>95th percentiles of χ² with one and with two degrees of freedom.</summary>
    private const double OneDegree = 3.841, TwoDegrees = 5.991;

    /// <summary>A flatter line would say that the model knows nothing of the answer, or the opposite of it.</summary>
    private const double FlattestSlope = 0.1;

    private const int MostSteps = 100;
    private const double Enough = 1e-10;

    /// <summary>Fits.</summary>
    /// <param name="probabilities">Of yes, one for each person.</param>
    /// <param name="answers">The answers.</param>
    public static LogisticCalibration Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> answers)
    {
        var (yes, no) = (answers.Count(answer => answer), answers.Count(answer => !answer));
        if (yes == 0 || no == 0) return LogisticCalibration.None;
        double[] x = [.. probabilities.Select(LogisticCalibration.LogOdds)];
        double[] targets = [.. answers.Select(answer => answer ? (yes + 1.0) / (yes + 2) : 1.0 / (no + 2))];
        var (intercept, both) = (Best(x, targets, withSlope: false), Best(x, targets, withSlope: true));
        var (asIs, withIntercept, withBoth) = (LogLikelihood(x, targets, LogisticCalibration.None), LogLikelihood(x, targets, intercept), LogLikelihood(x, targets, both));
        if (2 * (withBoth - asIs) < TwoDegrees) return LogisticCalibration.None;
        return 2 * (withBoth - withIntercept) < OneDegree || both.Slope < FlattestSlope ? intercept : both;
    }

    /// <summary>The largest likelihood by Newton's method, each step halved until it does not lower it.</summary>
    internal static LogisticCalibration Best(double[] x, double[] targets, bool withSlope)
    {
        var line = LogisticCalibration.None;
        var likelihood = LogLikelihood(x, targets, line);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var p = Probability(line, x[i]);
                var weight = p * (1 - p);
                (g0, g1) = (g0 + targets[i] - p, g1 + ((targets[i] - p) * x[i]));
                (h00, h01, h11) = (h00 + weight, h01 + (weight * x[i]), h11 + (weight * x[i] * x[i]));
            }
            var determinant = (h00 * h11) - (h01 * h01);
            // People of one probability have no slope.
            var hasSlope = withSlope && determinant > Enough * h00 * h11;
            var (da, db) = hasSlope ? (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant) : (g0 / h00, 0);
            var (next, reached) = (line, likelihood);
            for (var share = 1.0; share > Enough; share /= 2)
            {
                next = new LogisticCalibration(line.Intercept + (share * da), line.Slope + (share * db));
                reached = LogLikelihood(x, targets, next);
                if (reached >= likelihood) break;
            }
            if (reached - likelihood < Enough) return reached > likelihood ? next : line;
            (line, likelihood) = (next, reached);
        }
        return line;
    }

    private static double LogLikelihood(double[] x, double[] targets, LogisticCalibration line)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var odds = line.Intercept + (line.Slope * x[i]);
            // log(1 + eᶻ) without an overflow.
            sum += (targets[i] * odds) - (Math.Max(0, odds) + Math.Log(1 + Math.Exp(-Math.Abs(odds))));
        }
        return sum;
    }

    private static double Probability(LogisticCalibration line, double x) => 1 / (1 + Math.Exp(-(line.Intercept + (line.Slope * x))));
}
