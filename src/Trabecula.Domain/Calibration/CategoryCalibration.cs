namespace Trabecula.Domain;

/// <summary>Calibration of a site's category probabilities.</summary>
/// <param name="Criteria">The criteria for whose thresholds it was fitted; with others it is not applied.</param>
/// <param name="OsteopeniaOrWorse">Of the probability of osteopenia or osteoporosis.</param>
/// <param name="Osteoporosis">Of the probability of osteoporosis.</param>
public sealed record CategoryCalibration(DiagnosticCriteria Criteria, LogisticCalibration OsteopeniaOrWorse, LogisticCalibration Osteoporosis)
{
    /// <summary>The calibrated probabilities.</summary>
    /// <param name="probabilities">One for each <see cref="DiagnosticCategory"/>, in their order; their sum is 1.</param>
    /// <returns>As many, with the sum 1. Osteoporosis never gets more than osteopenia or worse.</returns>
    public IReadOnlyList<double> Apply(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var low = OsteopeniaOrWorse.Apply(probabilities[1] + probabilities[2]);
        var worst = Math.Min(low, Osteoporosis.Apply(probabilities[2]));
        return [1 - low, low - worst, worst];
    }
}
