using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>The osteoporosis self-assessment tool (OST, OSTA in Asia), which needs age and weight alone, against the model.</summary>
/// <param name="Count">People with age, weight and a measured category.</param>
/// <param name="Ill">Those of them with osteoporosis.</param>
/// <param name="Area">AUROC of the index for osteoporosis, DeLong's interval.</param>
/// <param name="ModelArea">AUROC of the model on the same people.</param>
/// <param name="Difference">Model minus index, by DeLong.</param>
/// <param name="Probability">Two-sided probability of such a difference by chance.</param>
/// <param name="AtCutOff">The index at its published cut-off, <see cref="CutOff"/> or below.</param>
public sealed record OstComparison(
    int Count, int Ill, Measure Area, Measure ModelArea, Measure Difference, double Probability, TwoByTwo AtCutOff)
{
    /// <summary>Koh et al. 2001: an index of −1 or below tells a raised risk in Asian women.</summary>
    public const int CutOff = -1;

    /// <summary>The index: 0.2 · (weight in kg − age in years), decimals cut off.</summary>
    /// <remarks>Koh et al. 2001 (Osteoporos Int 12:699).</remarks>
    /// <param name="weightKg">Weight, kg.</param>
    /// <param name="ageYears">Age, years.</param>
    public static double Index(double weightKg, double ageYears) => Math.Truncate(0.2 * (weightKg - ageYears));

    /// <summary>Compares index and model.</summary>
    /// <param name="rows">The first film of each person at one site.</param>
    /// <returns>The comparison; null where fewer than <see cref="EvaluationOptions.MinimumPeople"/> have what it needs, or where all or
    /// none of them have osteoporosis.</returns>
    public static OstComparison? Of(IReadOnlyList<PredictionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var known = rows.Where(row => row is { AgeYears: not null, WeightKg: not null, MeasuredCategory: not null }).ToArray();
        bool[] ill = [.. known.Select(row => Endpoint.Osteoporosis.Holds(row.MeasuredCategory!.Value))];
        var illCount = ill.Count(isIll => isIll);
        if (known.Length < EvaluationOptions.MinimumPeople || illCount == 0 || illCount == known.Length)
            return null;
        double[] index = [.. known.Select(row => Index(row.WeightKg!.Value, row.AgeYears!.Value))];
        double[] risk = [.. index.Select(value => -value)];
        var model = EndpointAccuracy.Scores(Endpoint.Osteoporosis, known);
        var (difference, probability) = Auroc.Compare(ill, model, risk);
        return new OstComparison(
            known.Length,
            illCount,
            Auroc.Of(ill, risk),
            Auroc.Of(ill, model),
            difference,
            probability,
            TwoByTwo.Of(ill, [.. index.Select(value => value <= CutOff)]));
    }
}
