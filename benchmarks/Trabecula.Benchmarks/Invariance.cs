using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>What becomes of a result when the film is inverted, recompressed, rescaled, turned, cropped and regraded.</summary>
internal static class Invariance
{
    // 4 % of a vertebra's width, the bound of a corner's move where the pixel spacing is unknown; 2 mm where it is known.
    private const double Share = 0.04, Millimetres = 2;

    /// <summary>Prints a row for each film and variant.</summary>
    public static void Run(FilmEstimator estimator, IReadOnlyList<string> files)
    {
        Console.WriteLine("| film | change | verdict | corners' move, % of a width: median | largest | within | L1–L4 BMD |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        int variants = 0, flipped = 0, moved = 0, unsteady = 0;
        foreach (string file in files)
        {
            Radiograph film = RadiographReader.Read(file);
            FilmAnalysis before = estimator.Analyse(film);
            string name = Path.GetFileNameWithoutExtension(file);
            if (before.Estimates.Count == 0)
            {
                Console.WriteLine($"| {name} | as it is | {Verdict(before)} | | | | |");
                continue;
            }

            Console.WriteLine($"| {name} | as it is | {Verdict(before)} | | | | {Lumbar(before).ToString("0.000", CultureInfo.InvariantCulture)} |");
            foreach (FilmVariant variant in FilmVariants.Of(film, before.Vertebrae))
            {
                FilmAnalysis after = estimator.Analyse(variant.Film);
                variants++;
                if (after.Estimates.Count == 0)
                {
                    flipped++;
                    Console.WriteLine($"| {name} | {variant.Name} | {Verdict(after)} | | | | |");
                    continue;
                }

                double width = before.Vertebrae.Average(v => v.TopRight.X - v.TopLeft.X);
                double[] moves = [.. Moves(before, after, variant).Select(move => move / width).Order()];
                double bound = film.MmPerPixel is double mm ? Math.Max(Share, Millimetres / mm / width) : Share;

                // Rounded as shown, so that no minus stands before a zero.
                double change = Math.Round((Lumbar(after) / Lumbar(before)) - 1, 3) + 0.0;
                bool within = moves[^1] <= bound;
                moved += within ? 0 : 1;
                unsteady += Math.Abs(change) <= 0.05 ? 0 : 1;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {variant.Name} | {Verdict(after)} | {moves[moves.Length / 2]:0.0%} | {moves[^1]:0.0%} | {(within ? "yes" : "no")} | {change:+0.0%;-0.0%} |"));
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{variants} changed films: {flipped} with another verdict, {moved} with a corner out of bounds, {unsteady} with an L1–L4 BMD changed by more than 5 %.");
    }

    private static string Verdict(FilmAnalysis analysis) =>
        analysis.Findings.FirstOrDefault(finding => finding.Action == QualityAction.Reject)?.Code ?? "estimated";

    private static double Lumbar(FilmAnalysis analysis) => analysis.Estimates.First(estimate => estimate.Site == SkeletalSite.LumbarL1L4).Bmd;

    private static IEnumerable<double> Moves(FilmAnalysis before, FilmAnalysis after, FilmVariant variant) =>
        from was in before.Vertebrae
        where was.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4
        from now in after.Vertebrae
        where now.Level == was.Level
        from pair in was.Corners.Zip(now.Corners.Select(variant.ToFilm))
        select Math.Sqrt(Math.Pow(pair.First.X - pair.Second.X, 2) + Math.Pow(pair.First.Y - pair.Second.Y, 2));
}
