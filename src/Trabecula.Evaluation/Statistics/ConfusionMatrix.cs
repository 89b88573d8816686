using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>How a disagreement of ordered categories counts in weighted kappa.</summary>
public enum KappaWeights
{
    /// <summary>By the number of steps apart.</summary>
    Linear,

    /// <summary>By the square of the number of steps apart.</summary>
    Quadratic,
}

/// <summary>Estimated against measured categories, 3 × 3.</summary>
public sealed class ConfusionMatrix
{
    private const int Size = 3;
    private readonly int[,] _counts = new int[Size, Size];

    /// <summary>Counts pairs of categories.</summary>
    /// <param name="measured">Measured categories.</param>
    /// <param name="estimated">Estimated categories, as many.</param>
    public ConfusionMatrix(IReadOnlyList<DiagnosticCategory> measured, IReadOnlyList<DiagnosticCategory> estimated)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(estimated);
        if (measured.Count != estimated.Count)
            throw new ArgumentException("There must be one estimate for each measured category.", nameof(estimated));
        Count = measured.Count;
        for (var i = 0; i < Count; i++)
            _counts[(int)measured[i], (int)estimated[i]]++;
    }

    /// <summary>Pairs.</summary>
    public int Count { get; }

    /// <summary>How often a measured category was estimated as another.</summary>
    /// <param name="measured">The measured category.</param>
    /// <param name="estimated">The estimated one.</param>
    public int this[DiagnosticCategory measured, DiagnosticCategory estimated] => _counts[(int)measured, (int)estimated];

    /// <summary>Weighted kappa with its large-sample interval.</summary>
    /// <remarks>
    /// Cohen 1968 (Psychol Bull 70:213); variance of Fleiss, Cohen and Everitt 1969 (Psychol Bull 72:323). R: <c>vcd::Kappa</c>.
    /// </remarks>
    /// <param name="weights">How a disagreement counts.</param>
    /// <returns>Kappa, at most 1; NaN where all pairs lie in one category.</returns>
    public Measure Kappa(KappaWeights weights)
    {
        var rows = new double[Size];
        var columns = new double[Size];
        Each((i, j, share) =>
        {
            rows[i] += share;
            columns[j] += share;
        });
        var rowWeights = new double[Size];
        var columnWeights = new double[Size];
        var (observed, expected) = (0.0, 0.0);
        Each((i, j, share) =>
        {
            var weight = Weight(i, j, weights);
            observed += weight * share;
            expected += weight * rows[i] * columns[j];
            rowWeights[i] += weight * columns[j];
            columnWeights[j] += weight * rows[i];
        });
        if (!(expected < 1))
            return Measure.Undefined;
        var kappa = (observed - expected) / (1 - expected);
        var spread = 0.0;
        Each((i, j, share) =>
        {
            var term = Weight(i, j, weights) - ((rowWeights[i] + columnWeights[j]) * (1 - kappa));
            spread += share * term * term;
        });
        var offset = kappa - (expected * (1 - kappa));
        var error = Math.Sqrt(Math.Max(0, spread - (offset * offset)) / Count) / (1 - expected);
        return new Measure(kappa, kappa - (Confidence.Z * error), kappa + (Confidence.Z * error));
    }

    private void Each(Action<int, int, double> visit)
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                visit(i, j, (double)_counts[i, j] / Count);
        }
    }

    private static double Weight(int i, int j, KappaWeights weights)
    {
        var distance = Math.Abs(i - j) / (double)(Size - 1);
        return 1 - (weights == KappaWeights.Linear ? distance : distance * distance);
    }
}
