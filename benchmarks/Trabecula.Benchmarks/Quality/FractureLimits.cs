using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>From which loss of height on a vertebra is called fractured: what a limit finds by Genant's grade, and what it finds wrongly.</summary>
internal static class FractureLimits
{
    private const double FalseAlarms = 0.02, Step = 0.005, From = 0.02, To = 0.30;
    private static readonly double[] Shown = [0.04, 0.06, 0.08, 0.10, 0.12, 0.15, 0.20, 0.25];

    /// <summary>Prints a table for the true corners, and with a model for those that it finds.</summary>
    /// <param name="folder">A cohort's folder.</param>
    /// <param name="bundle">The model, or null.</param>
    /// <param name="most">Films that it looks at, at most; of more, those of people with fractures come first.</param>
    public static void Run(string folder, ModelBundle? bundle, int most)
    {
        Dictionary<string, PersonTruth> truth = PersonTruth.Read(Path.Combine(folder, "truth.csv"));
        Dictionary<string, string> subjects = ManifestReader.Read(Path.Combine(folder, "manifest.csv")).Rows.ToDictionary(row => row.Image, row => row.SubjectId);
        FilmLandmarks[] films = [.. LandmarkTable.Read(Path.Combine(folder, "landmarks.csv")).Where(film => subjects.ContainsKey(film.Image))];
        PersonTruth Known(FilmLandmarks film) => truth[subjects[film.Image]];
        Print("true corners", [.. films.Select(film => new Case(film.Vertebrae, Known(film).Fractures))]);
        if (bundle is null)
        {
            return;
        }

        using var localisation = new Localisation(bundle);
        Print("corners that the model finds", [.. films
            .OrderBy(film => !Known(film).Fractures.Keys.Any(level => level is >= VertebralLevel.L1 and <= VertebralLevel.L4))
            .Take(most)
            .Select(film => new Case(localisation.Find(RadiographReader.Read(Path.Combine(folder, film.Image))).All, Known(film).Fractures))]);
    }

    private static void Print(string corners, Case[] all)
    {
        Case[] cases = [.. all.Where(one => SkeletalSite.LumbarL1L4.Levels().All(level => one.Vertebrae.Any(v => v.Level == level)))];
        Console.WriteLine($"{corners}, {cases.Length} films with all of L1 to L4");
        Console.WriteLine("| limit | wrongly, of intact ones | grade 1 | grade 2 | grade 3 |\n|---|---|---|---|---|");
        foreach (double limit in Shown)
        {
            Console.WriteLine(Row(limit.ToString("0.00", CultureInfo.InvariantCulture), cases, limit));
        }

        // Chosen on one half and measured on the other, and the other way round.
        for (int half = 0; half < 2; half++)
        {
            Case[] chosenOn = [.. cases.Where((_, i) => i % 2 == half)], measuredOn = [.. cases.Where((_, i) => i % 2 != half)];
            double limit = From;
            while (limit < To && Rate(chosenOn, limit, 0) is var (wrong, intact) && wrong > FalseAlarms * intact)
            {
                limit += Step;
            }

            Console.WriteLine(Row(string.Create(CultureInfo.InvariantCulture, $"{limit:0.000}, chosen on half {half + 1}, the rest:"), measuredOn, limit));
        }

        Console.WriteLine();
    }

    private static string Row(string name, Case[] cases, double limit)
    {
        string[] cells = [.. Enumerable.Range(0, 4).Select(grade => Rate(cases, limit, grade)).Select((rate, grade) => grade == 0
            ? (rate.Found / (double)Math.Max(1, rate.All)).ToString("0.0%", CultureInfo.InvariantCulture)
            : $"{rate.Found} of {rate.All}")];
        return $"| {name} | {string.Join(" | ", cells)} |";
    }

    private static (int Found, int All) Rate(Case[] cases, double limit, int grade)
    {
        (int found, int all) = (0, 0);
        foreach (Case one in cases)
        {
            VertebralLevel[] lower = [.. FractureRule.Find(one.Vertebrae, limit).Select(fracture => fracture.Vertebra.Level)];
            foreach (VertebralLevel level in SkeletalSite.LumbarL1L4.Levels().Where(level => one.Grades.GetValueOrDefault(level) == grade))
            {
                all++;
                found += lower.Contains(level) ? 1 : 0;
            }
        }

        return (found, all);
    }

    private sealed record Case(IReadOnlyList<VertebraOutline> Vertebrae, IReadOnlyDictionary<VertebralLevel, int> Grades);
}
