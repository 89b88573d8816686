using System.Globalization;

namespace Trabecula.Benchmarks;

/// <summary>One line of the table: a published figure, what is wanted of a cohort, and what it has.</summary>
internal sealed record CohortFigure(string Name, string Published, string Wanted, string Simulated, string Verdict)
{
    /// <summary>A share of people, with its standard error.</summary>
    public static CohortFigure Share(
        string name, string published, double low, double high, IReadOnlyList<CohortPerson> people, Func<CohortPerson, bool> holds)
    {
        double share = people.Count(holds) / (double)people.Count;

        // Agresti and Coull 1998: two more of either kind, so that none among few is not taken for certain.
        double likely = (people.Count(holds) + 2) / (people.Count + 4.0), error = Math.Sqrt(likely * (1 - likely) / (people.Count + 4));
        return new CohortFigure(
            name, published, Text($"{low:0%} to {high:0%}"), Text($"{share:0.0%} ± {error:0.0%} of {people.Count}"), Judge(share, low, high, error));
    }

    /// <summary>A number that is to lie between two others.</summary>
    public static CohortFigure Between(string name, string published, double low, double high, double value, string format) =>
        new(name, published, Number(low, format) + " to " + Number(high, format), Number(value, format), Judge(value, low, high, 0));

    /// <summary>A slope with its standard error.</summary>
    public static CohortFigure Slope(string name, string published, double low, double high, double value, double error) =>
        new(name, published, Text($"{low:0.0000} to {high:0.0000}"), Text($"{value:+0.0000;-0.0000} ± {error:0.0000}"), Judge(value, low, high, error));

    // Two standard errors away a cohort of this size cannot tell.
    private static string Judge(double value, double low, double high, double error) =>
        value >= low && value <= high ? "within" : value >= low - (2 * error) && value <= high + (2 * error) ? "too few to tell" : "outside";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
