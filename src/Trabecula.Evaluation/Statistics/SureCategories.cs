using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>What becomes of the categories when they are given only where they are probable enough.</summary>
/// <param name="LeastCertain">Probability asked for, 0 to 1, as <c>estimate --only-when-sure</c> does.</param>
/// <param name="Answered">Share of people who are answered, with Wilson's interval.</param>
/// <param name="Count">Their number.</param>
/// <param name="Wrong">Share of them whose measured category is another one, with Wilson's interval.</param>
public sealed record SureCategories(double LeastCertain, Measure Answered, int Count, Measure Wrong)
{
    private static readonly double[] Asked = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    /// <summary>A probability that is written with a few digits counts as what it says.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Looks at several probabilities, from 0, where everybody is answered, to 0.99.</summary>
    /// <param name="rows">Rows of one site and model; those without both categories and both probabilities are passed over.</param>
    /// <returns>One for each probability, or none where no row has all it needs.</returns>
    public static IReadOnlyList<SureCategories> Of(IEnumerable<PredictionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (double Certainty, bool IsWrong)[] people = [.. rows.Where(row => row.MeasuredCategory is not null && Certainty(row) is not null)
            .Select(row => (Certainty(row)!.Value, row.MeasuredCategory != row.EstimatedCategory))];
        if (people.Length == 0)
            return [];
        return [.. Asked.Select(asked =>
        {
            var answered = people.Where(person => person.Certainty >= asked - Tolerance).ToArray();
            return new SureCategories(
                asked,
                Proportion.Wilson(answered.Length, people.Length),
                answered.Length,
                Proportion.Wilson(answered.Count(person => person.IsWrong), answered.Length));
        })];
    }

    /// <summary>Probability of the category that is given; null where something is missing.</summary>
    private static double? Certainty(PredictionRow row) => row.EstimatedCategory switch
    {
        DiagnosticCategory.Normal => 1 - row.ProbabilityOsteopeniaOrWorse,
        DiagnosticCategory.Osteopenia => row.ProbabilityOsteopeniaOrWorse - row.ProbabilityOsteoporosis,
        DiagnosticCategory.Osteoporosis => row.ProbabilityOsteoporosis,
        _ => null,
    };
}
