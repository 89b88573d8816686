using System.Diagnostics;
using System.Globalization;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>How long simulated people take, against pixels and against people, and how much memory.</summary>
internal static class SimulationSpeed
{
    private const int PublishedCohort = 1454, FewPeople = 6;

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">How often each time is taken; the median counts.</param>
    public static void Run(int rounds)
    {
        int processors = Environment.ProcessorCount;
        Cohort(1, FilmSetup.PixelMm);
        Print($"On {processors} processors; medians of {rounds} rounds; people are those of seed 1, whose fields differ.\n");
        Print($"One person alone at 0.2 mm, all processors at work: {Median(1, 0.2, rounds).Seconds:0.00} s.\n");
        Print($"| pitch, {FewPeople} people | pixels a film | s a film |\n|---|---|---|");
        var films = new List<(double X, double Y)>();
        foreach (double pixelMm in (double[])[0.8, 0.4, 0.3, 0.2])
        {
            (double seconds, long pixels) = Median(FewPeople, pixelMm, rounds);
            films.Add((pixels / 1e6 / FewPeople, seconds / FewPeople));
            Print($"| {pixelMm} mm | {films[^1].X:0.00} M | {films[^1].Y:0.00} |");
        }

        (double offset, double slope, double fit) = Measured.Line(films);
        Print($"\nTime is {offset:0.00} s + {slope:0.00} s per million pixels (R² {fit:0.000}).\n");
        foreach (double pixelMm in (double[])[0.4, 0.2])
        {
            Print($"| people, {pixelMm} mm | s | s a person |\n|---|---|---|");
            var people = new List<(double X, double Y)>();
            foreach (int count in (int[])[4, 8, 16])
            {
                (double seconds, _) = Median(count, pixelMm, rounds);
                people.Add((count, seconds));
                Print($"| {count} | {seconds:0.0} | {seconds / count:0.00} |");
            }

            (offset, slope, fit) = Measured.Line(people);
            Print($"\nTime is {offset:0.0} s + {slope:0.00} s a person (R² {fit:0.000}); {PublishedCohort:N0} people: {(offset + (slope * PublishedCohort)) / 60:0} min.\n");
        }

        using Process self = Process.GetCurrentProcess();
        Print($"Peak memory of this process: {self.PeakWorkingSet64 / 1e9:0.00} GB.");
    }

    private static (double Seconds, long Pixels) Median(int subjects, double pixelMm, int rounds)
    {
        (double Seconds, long Pixels)[] all = [.. Enumerable.Range(0, rounds).Select(_ => Cohort(subjects, pixelMm))];
        return (Measured.Median(all.Select(r => r.Seconds)), all[0].Pixels);
    }

    private static (double Seconds, long Pixels) Cohort(int subjects, double pixelMm)
    {
        string folder = Directory.CreateTempSubdirectory("trabecula-speed").FullName;
        try
        {
            double seconds = Measured.Seconds(() => CohortSimulator.Run(new CohortOptions(folder, subjects, 1) { PixelMm = pixelMm }));

            // Films are uncompressed, two bytes a pixel.
            return (seconds, new DirectoryInfo(Path.Combine(folder, "films")).EnumerateFiles().Sum(f => f.Length) / 2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
