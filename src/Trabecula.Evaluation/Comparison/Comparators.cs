using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>A simple rival on the same people.</summary>
/// <param name="Name">What it knows: the mean alone, or age, sex and BMI.</param>
/// <param name="IsHeldOut">Whether each fold was predicted from the other folds; otherwise the rival was fitted on the very rows on which
/// it is judged, which flatters it.</param>
/// <param name="Count">People with all that the rival needs.</param>
/// <param name="MeanAbsoluteError">Its mean absolute error, g/cm².</param>
/// <param name="Determination">Its R².</param>
/// <param name="Gain">By how much the model's mean absolute error is smaller on the same people; bootstrap interval by subject.</param>
public sealed record ComparatorResult(
    string Name, bool IsHeldOut, int Count, double MeanAbsoluteError, double Determination, Measure Gain);

/// <summary>The rivals that every model has to beat: a constant, and a regression on what is known without a film.</summary>
public static class Comparators
{
    private static readonly (string Name, Func<PredictionRow, double[]?> Variables)[] Rivals =
    [
        ("mean", _ => []),
        ("age + sex + BMI", Covariates),
    ];

    /// <summary>Fits the rivals, within the training folds where the rows name their folds, and judges them.</summary>
    /// <param name="rows">The first film of each person at one site.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>The rivals that could be fitted on <see cref="EvaluationOptions.MinimumPeople"/> people or more.</returns>
    public static IReadOnlyList<ComparatorResult> Of(
        IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        return [.. Rivals.Select(rival => Judge(rival.Name, rival.Variables, rows, options, ct)).OfType<ComparatorResult>()];
    }

    private static ComparatorResult? Judge(
        string name, Func<PredictionRow, double[]?> variablesOf, IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct)
    {
        var cases = rows.Select(row => (Row: row, Variables: variablesOf(row))).Where(one => one.Variables is not null).ToArray();
        var folds = cases.Select(one => one.Row.Fold).Distinct().ToArray();
        var heldOut = folds.Length > 1 && folds.All(fold => fold is not null);
        var judged = new List<(PredictionRow Row, double Estimate)>();
        foreach (var fold in heldOut ? folds : [null])
        {
            var training = heldOut ? cases.Where(one => one.Row.Fold != fold).ToArray() : cases;
            // A variable without spread in the training folds leaves the regression undetermined.
            if (training.Length == 0
                || LeastSquares.Fit([.. training.Select(one => one.Variables!)], [.. training.Select(one => one.Row.MeasuredBmd)]) is not { } fit)
            {
                return null;
            }

            judged.AddRange(cases.Where(one => !heldOut || one.Row.Fold == fold).Select(one => (one.Row, fit.Predict(one.Variables!))));
        }

        if (judged.Count < EvaluationOptions.MinimumPeople)
            return null;
        double[] measured = [.. judged.Select(one => one.Row.MeasuredBmd)];
        double[] estimated = [.. judged.Select(one => one.Estimate)];
        double[] gains = [.. judged.Select(one =>
            Math.Abs(one.Estimate - one.Row.MeasuredBmd) - Math.Abs(one.Row.EstimatedBmd - one.Row.MeasuredBmd))];
        var gain = new Bootstrap([.. judged.Select(one => one.Row.SubjectId)], options.BootstrapDraws, options.Seed)
            .Intervals(chosen => [chosen.Average(i => gains[i])], ct)[0];
        return new ComparatorResult(
            name, heldOut, judged.Count, ErrorSize.MeanAbsolute(measured, estimated), ErrorSize.Determination(measured, estimated), gain);
    }

    private static double[]? Covariates(PredictionRow row) =>
        row is { AgeYears: { } age, Sex: { } sex, BodyMassIndex: { } bmi } ? [age, sex == Sex.Male ? 1 : 0, bmi] : null;
}
