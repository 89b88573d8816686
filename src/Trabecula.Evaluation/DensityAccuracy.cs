using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>How well densities are estimated, g/cm².</summary>
/// <param name="MeanAbsoluteError">Mean absolute error; bootstrap interval by subject.</param>
/// <param name="RootMeanSquareError">Root mean square error; bootstrap interval by subject.</param>
/// <param name="Determination">R² of the estimates as they are; bootstrap interval by subject.</param>
/// <param name="Correlation">Pearson's r; Fisher's interval.</param>
/// <param name="Intraclass">ICC(A,1); McGraw and Wong's interval.</param>
/// <param name="Concordance">Lin's coefficient; Lin's interval.</param>
/// <param name="BlandAltman">Bias, limits of agreement and proportional bias.</param>
/// <param name="Calibration">Line of the measured on the estimated: slope 1 and intercept 0 are right.</param>
public sealed record DensityAccuracy(
    Measure MeanAbsoluteError,
    Measure RootMeanSquareError,
    Measure Determination,
    Measure Correlation,
    Measure Intraclass,
    Measure Concordance,
    BlandAltman BlandAltman,
    LinearFit Calibration)
{
    /// <summary>Computes everything.</summary>
    /// <param name="rows">Rows of one site and model.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    public static DensityAccuracy Of(IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        double[] measured = [.. rows.Select(row => row.MeasuredBmd)];
        double[] estimated = [.. rows.Select(row => row.EstimatedBmd)];
        var bootstrap = new Bootstrap([.. rows.Select(row => row.SubjectId)], options.BootstrapDraws, options.Seed);
        var drawn = bootstrap.Intervals(
            chosen =>
            {
                double[] m = [.. chosen.Select(i => measured[i])];
                double[] e = [.. chosen.Select(i => estimated[i])];
                return [ErrorSize.MeanAbsolute(m, e), ErrorSize.RootMeanSquare(m, e), ErrorSize.Determination(m, e)];
            },
            ct);
        return new DensityAccuracy(
            drawn[0],
            drawn[1],
            drawn[2],
            Evaluation.Correlation.Pearson(measured, estimated),
            Agreement.Intraclass(measured, estimated),
            Agreement.Concordance(measured, estimated),
            Evaluation.BlandAltman.Of(measured, estimated),
            LinearFit.Of(estimated, measured));
    }
}
