using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>How well one endpoint is told.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Count">People whose measured category is known.</param>
/// <param name="Ill">Those of them for whom it holds.</param>
/// <param name="Table">Estimated against measured category, of the people who have both; null where nobody has.</param>
/// <param name="Curve">The answers at every threshold of the score.</param>
/// <param name="Area">AUROC with DeLong's interval.</param>
/// <param name="IsByProbability">Whether the score is the stated probability; otherwise it is the estimated density, turned round.</param>
/// <param name="AveragePrecision">AUPRC as average precision.</param>
/// <param name="Probabilities">Brier's score, calibration and net benefit; null where probabilities are missing.</param>
public sealed record EndpointAccuracy(
    Endpoint Endpoint,
    int Count,
    int Ill,
    TwoByTwo? Table,
    ThresholdCurve Curve,
    Measure Area,
    bool IsByProbability,
    double AveragePrecision,
    ProbabilityAccuracy? Probabilities)
{
    /// <summary>Computes everything.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="rows">Rows of one site and model; those without a measured category are passed over.</param>
    /// <returns>The accuracy, or null where no row has a measured category.</returns>
    public static EndpointAccuracy? Of(Endpoint endpoint, IReadOnlyList<PredictionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var known = rows.Where(row => row.MeasuredCategory is not null).ToArray();
        if (known.Length == 0)
            return null;
        bool[] ill = [.. known.Select(row => endpoint.Holds(row.MeasuredCategory!.Value))];
        var scores = Scores(endpoint, known);
        var answered = known.Where(row => row.EstimatedCategory is not null).ToArray();
        var table = answered.Length == 0
            ? null
            : TwoByTwo.Of(
                [.. answered.Select(row => endpoint.Holds(row.MeasuredCategory!.Value))],
                [.. answered.Select(row => endpoint.Holds(row.EstimatedCategory!.Value))]);
        var byProbability = AllHaveProbabilities(endpoint, known);
        var curve = ThresholdCurve.Of(ill, scores);
        return new EndpointAccuracy(
            endpoint,
            known.Length,
            ill.Count(isIll => isIll),
            table,
            curve,
            Auroc.Of(ill, scores),
            byProbability,
            curve.AveragePrecision(),
            byProbability ? ProbabilityAccuracy.Of(ill, scores) : null);
    }

    /// <summary>Scores by which rows are ranked: probabilities where all rows have one, otherwise densities turned round.</summary>
    internal static double[] Scores(Endpoint endpoint, IReadOnlyList<PredictionRow> rows) => AllHaveProbabilities(endpoint, rows)
        ? [.. rows.Select(row => endpoint.Probability(row)!.Value)]
        : [.. rows.Select(row => -row.EstimatedBmd)];

    private static bool AllHaveProbabilities(Endpoint endpoint, IReadOnlyList<PredictionRow> rows) =>
        rows.All(row => endpoint.Probability(row) is not null);
}
