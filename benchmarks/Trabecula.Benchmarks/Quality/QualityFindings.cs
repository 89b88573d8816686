using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>Which findings films get; of fractures and hardware that are known, how many are found; of other views and of films upside down, how many are accepted.</summary>
internal static class QualityFindings
{
    private static readonly VertebralLevel[] Lumbar = [VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4];

    /// <summary>Prints the tables.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="folder">A cohort's folder.</param>
    /// <param name="most">Films at most; of more, those of people with hardware come first, then those with fractures.</param>
    public static void Run(ModelBundle bundle, string folder, int most)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        Dictionary<string, PersonTruth> truth = PersonTruth.Read(Path.Combine(folder, "truth.csv"));
        ManifestRow[] rows = [.. ManifestReader.Read(Path.Combine(folder, "manifest.csv")).Rows
            .OrderByDescending(row => truth.GetValueOrDefault(row.SubjectId)?.Hardware.Count > 0)
            .ThenByDescending(row => truth.GetValueOrDefault(row.SubjectId)?.Fractures.Count > 0)
            .Take(most)];
        var findings = new Tally();
        var fractures = new Tally();
        var hardware = new Tally();
        var wrongViews = new Tally();
        var mirrored = new MirrorImages();
        foreach (ManifestRow row in rows)
        {
            Radiograph film = RadiographReader.Read(Path.Combine(folder, row.Image));
            FilmAnalysis analysis = estimator.Analyse(film);
            foreach (string code in analysis.Findings.Select(f => f.Code).Distinct().Append("refused").Where(code => code != "refused" || IsRefused(analysis)))
            {
                findings.Add(code, true);
            }

            Count(truth.GetValueOrDefault(row.SubjectId), analysis, fractures, hardware);
            wrongViews.Add("lumbar film upside down", !IsRefused(estimator.Analyse(TurnedFilm.UpsideDown(film))));
            mirrored.Add(analysis, estimator.Analyse(TurnedFilm.Mirrored(film)));
        }

        foreach (string[] wrong in File.ReadLines(Path.Combine(folder, "wrong-views.csv")).Skip(1).Select(line => line.Split(',')))
        {
            wrongViews.Add(wrong[1], !IsRefused(estimator.Analyse(RadiographReader.Read(Path.Combine(folder, wrong[0])))));
        }

        findings.Print($"finding (of {rows.Length} films)", "films", withTotals: false);
        fractures.Print("vertebra, by Genant's grade, where L1 to L4 were found", "called a possible fracture");
        hardware.Print("hardware", "metal or contrast medium said");
        wrongViews.Print("what is no AP lumbar film", "accepted");
        mirrored.Print();
    }

    private static void Count(PersonTruth? known, FilmAnalysis analysis, Tally fractures, Tally hardware)
    {
        // Vertebrae are only judged where they were found.
        if (known is null || Lumbar.Any(level => analysis.Vertebrae.All(v => v.Level != level)))
        {
            return;
        }

        bool Is(VertebralLevel level, string code) => analysis.Findings.Any(f => f.Code == code && f.Level == level);
        bool IsDense(VertebralLevel level) => Is(level, "metal_over_vertebra") || Is(level, "contrast_over_vertebra");
        foreach (VertebralLevel level in Lumbar)
        {
            int grade = known.Fractures.GetValueOrDefault(level);
            fractures.Add(grade == 0 ? "intact" : $"grade {grade}", Is(level, "possible_compression_fracture"));
            hardware.Add(known.MetalLevels.Contains(level) ? "by vertebra: metal in it (screws, cement)" : "by vertebra: none in it", IsDense(level));
        }

        foreach (string kind in known.Hardware.DefaultIfEmpty("none"))
        {
            hardware.Add("by person: " + kind, Lumbar.Any(IsDense));
        }
    }

    private static bool IsRefused(FilmAnalysis analysis) => analysis.Findings.Any(f => f.Action == QualityAction.Reject);

    /// <summary>Counts by name: how many there are, and of how many something is true.</summary>
    private sealed class Tally
    {
        private readonly SortedDictionary<string, (int Hits, int All)> _counts = new(StringComparer.Ordinal);

        public void Add(string name, bool isHit)
        {
            (int hits, int all) = _counts.GetValueOrDefault(name);
            _counts[name] = (hits + (isHit ? 1 : 0), all + 1);
        }

        public void Print(string names, string hits, bool withTotals = true)
        {
            Console.WriteLine($"| {names} | {hits} |\n|---|---|");
            foreach ((string name, (int hit, int all)) in _counts)
            {
                Console.WriteLine(withTotals ? string.Create(CultureInfo.InvariantCulture, $"| {name} | {hit} of {all} ({hit / (double)all:0.0%}) |") : $"| {name} | {hit} |");
            }

            Console.WriteLine();
        }
    }

    /// <summary>What becomes of a film whose left and right are exchanged.</summary>
    private sealed class MirrorImages
    {
        private readonly List<double> _changes = [];
        private int _flipped, _all;

        public void Add(FilmAnalysis film, FilmAnalysis mirrored)
        {
            _all++;
            _flipped += IsRefused(film) == IsRefused(mirrored) ? 0 : 1;
            if (Density(film) is double before && Density(mirrored) is double after)
            {
                _changes.Add(Math.Abs(after - before));
            }
        }

        public void Print()
        {
            _changes.Sort();
            string median = _changes.Count == 0 ? "-" : _changes[_changes.Count / 2].ToString("0.000", CultureInfo.InvariantCulture);
            Console.WriteLine($"mirrored films: another verdict for {_flipped} of {_all}; L1–L4 BMD changes by {median} g/cm² (median of the absolute change)");
        }

        private static double? Density(FilmAnalysis analysis) => analysis.Estimates.FirstOrDefault(e => e.Site == SkeletalSite.LumbarL1L4)?.Bmd;
    }
}
