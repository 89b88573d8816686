using System.Globalization;

namespace Trabecula.Simulation;

/// <summary>The numbers of a cohort, which its parts share out: first people, then wrong views, then full spines.</summary>
internal static class CohortNumbering
{
    /// <summary>How many numbers there are.</summary>
    public static int Total(CohortOptions options) => options.Subjects + options.WrongViews + options.FullSpines;

    /// <summary>Names of the films of a number.</summary>
    public static IReadOnlyList<string> Films(CohortOptions options, int number)
    {
        int wrongView = number - options.Subjects, fullSpine = wrongView - options.WrongViews;
        return fullSpine >= 0 ? [FullSpine(fullSpine)]
            : wrongView >= 0 ? [WrongView(wrongView)]
            : [.. Enumerable.Range(1, options.FilmsEach).Select(film => Subject(number, film))];
    }

    /// <summary>Name of a person's film.</summary>
    public static string Subject(int number, int film) =>
        film == 1 ? Invariant($"{number:000000}") : Invariant($"{number:000000}-{film}");

    /// <summary>Name of a film that is no AP lumbar film.</summary>
    public static string WrongView(int number) => Invariant($"wrong-{number:000000}");

    /// <summary>Name of a film of the whole spine.</summary>
    public static string FullSpine(int number) => Invariant($"spine-{number:000000}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
