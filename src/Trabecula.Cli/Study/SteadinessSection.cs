using Trabecula.Evaluation;

namespace Trabecula.Cli.Study;

/// <summary>The report's section on real films that were changed.</summary>
internal static class SteadinessSection
{
    /// <summary>A density that a changed film moves farther than this is not steady, per cent.</summary>
    private const double Steady = 5;

    /// <summary>Films beside each other in a table; more do not fit on a sheet.</summary>
    private const int FilmsInTable = 6;

    /// <summary>The section.</summary>
    public static ReportSection Of(IReadOnlyList<SteadyFilm> films)
    {
        var answered = films.Where(film => film.Variants[0].Bmd is not null).ToArray();
        var changed = answered.SelectMany(film => film.Variants.Skip(1)).ToArray();
        var estimated = changed.Select(variant => variant.ChangePercent).OfType<double>().ToArray();
        return new ReportSection(
            "Steadiness on real films",
            [
                new ReportParagraph(
                    "Real films of people who are not in the cohort, without DXA: nothing can be said of how right the estimates are, but a film that is "
                    + "changed without a change in the patient must give the same density. By the mean of all folds' models, film alone; films are numbered "
                    + "by the names of their files, and none was trained on."),
                new ReportTable(
                    "Films",
                    ["film", "SHA-256 begins", "answer", "lumbar BMD, g/cm²"],
                    [.. films.Select(film => new[]
                    {
                        NumberText.Of(film.Number),
                        film.Sha256[..12],
                        Code(film.Variants[0]) ?? "estimated",
                        NumberText.Of(film.Variants[0].Bmd ?? double.NaN),
                    })]),
                .. answered.Chunk(FilmsInTable).Select(Changes),
                new ReportParagraph(
                    $"{changed.Length} changed films of {answered.Length}: {changed.Count(variant => variant.Refusal is not null)} refused, "
                    + $"{estimated.Count(change => Math.Abs(change) > Steady)} with a density that moved by more than {NumberText.Of(Steady, 0)} %; largest move "
                    + $"{NumberText.Of(estimated.Select(Math.Abs).DefaultIfEmpty(double.NaN).Max(), 1)} %."),
            ]);
    }

    private static ReportTable Changes(SteadyFilm[] films) => new(
        "Change of the lumbar density, %",
        ["change", .. films.Select(film => $"film {film.Number}")],
        [.. Enumerable.Range(1, films[0].Variants.Count - 1).Select(i => films.Select(film => Cell(film.Variants[i])).Prepend(films[0].Variants[i].Change).ToArray())]);

    private static string Cell(SteadyVariant variant) =>
        Code(variant) ?? Signed(NumberText.Of(variant.ChangePercent ?? double.NaN, 1));

    private static string Signed(string number) => number[0] is >= '0' and <= '9' && number != "0.0" ? $"+{number}" : number;

    private static string? Code(SteadyVariant variant) => variant.Refusal?.Split(':')[0];
}
