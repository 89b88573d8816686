namespace Trabecula.Evaluation;

/// <summary>Cases with similar predicted probabilities.</summary>
/// <param name="Count">How many.</param>
/// <param name="MeanPredicted">Their mean predicted probability.</param>
/// <param name="Observed">The share of them who are ill, with Wilson's interval.</param>
public sealed record CalibrationBin(int Count, double MeanPredicted, Measure Observed);

/// <summary>Whether predicted probabilities come true.</summary>
public static class ProbabilityCalibration
{
    /// <summary>Brier's score: the mean of (p − y)², y being 1 for the ill and 0 for others.</summary>
    /// <remarks>Brier 1950 (Mon Weather Rev 78:1).</remarks>
    /// <param name="ill">The truth.</param>
    /// <param name="probabilities">Predicted probabilities of illness, in the same order.</param>
    /// <returns>0 (perfect) to 1; NaN without cases.</returns>
    public static double Brier(IReadOnlyList<bool> ill, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(ill);
        ArgumentNullException.ThrowIfNull(probabilities);
        return ill.Zip(probabilities, (isIll, p) => Math.Pow(p - (isIll ? 1 : 0), 2)).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The calibration curve: cases by rising probability in bins of equal size; bin b of B holds the ranks from ⌊bn/B⌋.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="probabilities">Predicted probabilities, in the same order. Equal ones stay in the given order.</param>
    /// <param name="bins">How many bins, at least 1; empty ones are left out.</param>
    /// <returns>The bins by rising probability.</returns>
    public static IReadOnlyList<CalibrationBin> Curve(IReadOnlyList<bool> ill, IReadOnlyList<double> probabilities, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(ill);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var order = Enumerable.Range(0, ill.Count).OrderBy(i => probabilities[i]).ToArray();
        var curve = new List<CalibrationBin>();
        for (var bin = 0; bin < bins; bin++)
        {
            var from = (int)((long)bin * order.Length / bins);
            var to = (int)((long)(bin + 1) * order.Length / bins);
            var members = order[from..to];
            if (members.Length > 0)
            {
                curve.Add(new CalibrationBin(
                    members.Length,
                    members.Average(i => probabilities[i]),
                    Proportion.Wilson(members.Count(i => ill[i]), members.Length)));
            }
        }

        return curve;
    }
}
