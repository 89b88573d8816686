using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>Which findings films get, and for simulated people with known fractures and hardware how many of them are found.</summary>
internal static class QualityFindings
{
    private static readonly VertebralLevel[] Lumbar = [VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4];

    public static void Run(ModelBundle bundle, string folder)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        Dictionary<string, Truth> truth = ReadTruth(Path.Combine(folder, "truth.csv"));
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int films = 0, refused = 0;
        var fracture = new Rate();
        var metal = new Rate();
        foreach (ManifestRow row in ManifestReader.Read(Path.Combine(folder, "manifest.csv")).Rows)
        {
            FilmAnalysis analysis = estimator.Analyse(RadiographReader.Read(Path.Combine(folder, row.Image)));
            films++;
            refused += analysis.Findings.Any(f => f.Action == QualityAction.Reject) ? 1 : 0;
            foreach (string code in analysis.Findings.Select(f => f.Code).Distinct())
            {
                counts[code] = counts.GetValueOrDefault(code) + 1;
            }

            // Vertebrae are only judged where they were found.
            if (!truth.TryGetValue(row.SubjectId, out Truth? known) || Lumbar.Any(level => analysis.Vertebrae.All(v => v.Level != level)))
            {
                continue;
            }

            foreach (VertebralLevel level in Lumbar)
            {
                bool Found(string code) => analysis.Findings.Any(f => f.Code == code && f.Level == level);
                fracture.Add(known.Fractures.Contains(level.ToString(), StringComparison.Ordinal), Found("possible_compression_fracture"));
                metal.Add(known.Hardware.Contains(level.ToString(), StringComparison.Ordinal), Found("metal_over_vertebra") || Found("contrast_over_vertebra"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"films: {films}, refused: {refused / (double)Math.Max(1, films):0.0%}"));
        foreach ((string code, int count) in counts)
        {
            Console.WriteLine($"| {code} | {count} |");
        }

        Console.WriteLine($"fractures, by vertebra: {fracture}");
        Console.WriteLine($"hardware, by vertebra: {metal}");
    }

    private static Dictionary<string, Truth> ReadTruth(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] header = lines[0].Split(',');
        int fractures = Array.IndexOf(header, "fractures"), hardware = Array.IndexOf(header, "hardware");
        return lines.Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[0]).ToDictionary(
            group => group.Key,
            group => new Truth(fractures < 0 ? "" : group.First()[fractures], hardware < 0 ? "" : group.First()[hardware]));
    }

    private sealed record Truth(string Fractures, string Hardware);

    private sealed class Rate
    {
        private int _hits, _present, _false, _absent;

        public void Add(bool isThere, bool isFound)
        {
            (_present, _hits) = isThere ? (_present + 1, _hits + (isFound ? 1 : 0)) : (_present, _hits);
            (_absent, _false) = isThere ? (_absent, _false) : (_absent + 1, _false + (isFound ? 1 : 0));
        }

        public override string ToString() => $"found {_hits} of {_present}, wrongly {_false} of {_absent}";
    }
}
