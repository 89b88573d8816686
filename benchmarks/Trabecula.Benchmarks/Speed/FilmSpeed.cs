using System.Diagnostics;
using System.Globalization;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>What one film costs in a running process: reading the file, finding, judging, estimating.</summary>
internal static class FilmSpeed
{
    // The runtime compiles what is called often anew, in the background, during the first films.
    private const int WarmUp = 30;

    /// <summary>Prints a table.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="file">The film.</param>
    /// <param name="films">How often it is read.</param>
    public static void Run(ModelBundle bundle, string file, int films)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        using Process self = Process.GetCurrentProcess();
        for (int i = 0; i < WarmUp; i++)
        {
            estimator.Analyse(RadiographReader.Read(file));
        }

        var wall = new List<double>();
        var user = new List<double>();
        var processor = new List<double>();
        for (int i = 0; i < films; i++)
        {
            self.Refresh();
            (TimeSpan usedBefore, TimeSpan allBefore) = (self.UserProcessorTime, self.TotalProcessorTime);
            wall.Add(1000 * Measured.Seconds(() => estimator.Analyse(RadiographReader.Read(file))));
            self.Refresh();
            user.Add((self.UserProcessorTime - usedBefore).TotalMilliseconds);
            processor.Add((self.TotalProcessorTime - allBefore).TotalMilliseconds);
        }

        self.Refresh();
        Console.WriteLine("| one film in a running process | |\n|---|---|");
        Print($"| user time, mean (the system counts it in steps) | {user.Average():0.0} ms |");
        Print($"| user and system time, mean | {processor.Average():0.0} ms |");
        Print($"| on the clock, median / least of {films} | {Measured.Median(wall):0.0} / {wall.Min():0.0} ms |");
        Print($"| peak resident memory of the process | {self.PeakWorkingSet64 / 1e6:0} MB |");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
