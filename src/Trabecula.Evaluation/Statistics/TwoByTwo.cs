namespace Trabecula.Evaluation;

/// <summary>A test against the truth at one threshold.</summary>
/// <param name="TruePositives">Ill, and the test says so.</param>
/// <param name="FalsePositives">Not ill, and the test says ill.</param>
/// <param name="FalseNegatives">Ill, and the test says not.</param>
/// <param name="TrueNegatives">Not ill, and the test says so.</param>
public sealed record TwoByTwo(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>Share of the ill whom the test finds; Wilson's interval.</summary>
    public Measure Sensitivity => Proportion.Wilson(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Share of the others whom the test leaves in peace; Wilson's interval.</summary>
    public Measure Specificity => Proportion.Wilson(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Positive predictive value: share of the ill among the positive; Wilson's interval.</summary>
    public Measure PositivePredictiveValue => Proportion.Wilson(TruePositives, TruePositives + FalsePositives);

    /// <summary>Negative predictive value: share of the others among the negative; Wilson's interval.</summary>
    public Measure NegativePredictiveValue => Proportion.Wilson(TrueNegatives, TrueNegatives + FalseNegatives);

    /// <summary>Share of right answers; Wilson's interval.</summary>
    public Measure Accuracy => Proportion.Wilson(TruePositives + TrueNegatives, Count);

    /// <summary>Share of the ill; Wilson's interval.</summary>
    public Measure Prevalence => Proportion.Wilson(TruePositives + FalseNegatives, Count);

    /// <summary>Cases.</summary>
    public int Count => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Positive likelihood ratio, sensitivity / (1 − specificity), with the log interval.</summary>
    /// <remarks>Simel, Samsa and Matchar 1991 (J Clin Epidemiol 44:763). NaN ends where a cell that it needs is 0.</remarks>
    public Measure PositiveLikelihoodRatio =>
        Ratio(TruePositives, TruePositives + FalseNegatives, FalsePositives, FalsePositives + TrueNegatives);

    /// <summary>Negative likelihood ratio, (1 − sensitivity) / specificity, with the log interval.</summary>
    public Measure NegativeLikelihoodRatio =>
        Ratio(FalseNegatives, TruePositives + FalseNegatives, TrueNegatives, FalsePositives + TrueNegatives);

    /// <summary>Counts a test against the truth.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="positive">What the test says, in the same order.</param>
    public static TwoByTwo Of(IReadOnlyList<bool> ill, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(ill);
        ArgumentNullException.ThrowIfNull(positive);
        if (ill.Count != positive.Count)
            throw new ArgumentException("There must be one answer for each case.", nameof(positive));
        var cells = new int[4];
        for (var i = 0; i < ill.Count; i++)
            cells[(ill[i] ? 0 : 1) + (positive[i] ? 0 : 2)]++;
        return new TwoByTwo(cells[0], cells[1], cells[2], cells[3]);
    }

    private static Measure Ratio(int a, int ofA, int b, int ofB)
    {
        var value = (double)a / ofA / ((double)b / ofB);
        if (a == 0 || b == 0)
            return new Measure(value, double.NaN, double.NaN);
        var error = Math.Sqrt((1.0 / a) - (1.0 / ofA) + (1.0 / b) - (1.0 / ofB));
        return new Measure(value, value * Math.Exp(-Confidence.Z * error), value * Math.Exp(Confidence.Z * error));
    }
}
