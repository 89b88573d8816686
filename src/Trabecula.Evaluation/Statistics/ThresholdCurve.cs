namespace Trabecula.Evaluation;

/// <summary>One threshold of a score: cases at or above it are called ill.</summary>
/// <param name="Threshold">The threshold; +∞ for "nobody is called ill".</param>
/// <param name="TruePositives">Ill cases at or above it.</param>
/// <param name="FalsePositives">Others at or above it.</param>
public readonly record struct ThresholdPoint(double Threshold, int TruePositives, int FalsePositives);

/// <summary>What becomes of a test as its threshold falls: the receiver operating characteristic, precision and recall.</summary>
/// <param name="Ill">Number of ill cases.</param>
/// <param name="Others">Number of other cases.</param>
/// <param name="Points">From "nobody" to "everybody", one point for each different score.</param>
public sealed record ThresholdCurve(int Ill, int Others, IReadOnlyList<ThresholdPoint> Points)
{
    /// <summary>Sorts the cases by score.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="scores">Scores, in the same order; higher means more likely ill.</param>
    public static ThresholdCurve Of(IReadOnlyList<bool> ill, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(ill);
        ArgumentNullException.ThrowIfNull(scores);
        if (ill.Count != scores.Count)
            throw new ArgumentException("There must be one score for each case.", nameof(scores));
        var points = new List<ThresholdPoint> { new(double.PositiveInfinity, 0, 0) };
        foreach (var group in Enumerable.Range(0, ill.Count).GroupBy(i => scores[i]).OrderByDescending(group => group.Key))
        {
            var found = group.Count(i => ill[i]);
            points.Add(new ThresholdPoint(group.Key, points[^1].TruePositives + found, points[^1].FalsePositives + group.Count() - found));
        }

        var positives = ill.Count(isIll => isIll);
        return new ThresholdCurve(positives, ill.Count - positives, points);
    }

    /// <summary>Area under precision over recall as average precision: Σ (Rₖ − Rₖ₋₁) Pₖ over falling thresholds, no interpolation.</summary>
    /// <remarks>
    /// Boyd, Eng and Page 2013 (ECML PKDD, LNCS 8190:451). Equal to scikit-learn's <c>average_precision_score</c>. Chance gives the
    /// prevalence.
    /// </remarks>
    /// <returns>0 to 1; NaN where nobody is ill.</returns>
    public double AveragePrecision()
    {
        if (Ill == 0)
            return double.NaN;
        var sum = 0.0;
        for (var k = 1; k < Points.Count; k++)
        {
            var (before, point) = (Points[k - 1], Points[k]);
            sum += (double)(point.TruePositives - before.TruePositives) / Ill
                * point.TruePositives / (point.TruePositives + point.FalsePositives);
        }

        return sum;
    }
}
