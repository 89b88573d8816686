using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>Whether the attribution map is faithful: what it names first, taken out first, must change the density fastest.</summary>
internal static class DeletionTests
{
    public static void Run(ModelBundle bundle, string folder, int films)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        List<DeletionTest> tests = [];
        foreach (FilmLandmarks row in LandmarkTable.Read(Path.Combine(folder, "landmarks.csv")))
        {
            if (tests.Count == films)
            {
                break;
            }

            FilmAnalysis analysis = estimator.Analyse(RadiographReader.Read(Path.Combine(folder, row.Image)));
            if (analysis.Frame is not null)
            {
                tests.Add(estimator.TestDeletion(analysis, new DeterministicRandom(1, (ulong)tests.Count)));
            }
        }

        if (tests.Count == 0)
        {
            Console.Error.WriteLine("No film was answered.");
            return;
        }

        Console.WriteLine($"| order in which cells are taken out | area under the share of L1–L4 BMD that is left, mean of {tests.Count} films |");
        Console.WriteLine("|---|---|");
        Print("most attributed first", t => t.MostFirst);
        Print("by chance", t => t.AtRandom);
        Print("least attributed first", t => t.LeastFirst);
        Console.WriteLine($"most first below chance in {tests.Count(t => t.MostFirst < t.AtRandom)}, least first above chance in {tests.Count(t => t.LeastFirst > t.AtRandom)} of {tests.Count} films");

        void Print(string name, Func<DeletionTest, double> area) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {tests.Average(area):0.000} |"));
    }
}
