using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>Our projector of voxel grids and <c>plastimatch drr</c> on the same volume, detector and number of threads, in turns.</summary>
internal static class ProjectionPeer
{
    private const float SourceMm = 900, BehindMm = 100;

    // Plastimatch adds up values times cm.
    private const float Gain = 0.1f;

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">Rounds; medians count.</param>
    public static void Run(int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("trabecula-projection").FullName;
        try
        {
            VoxelGrid grid = SoftTrunk.Make();
            string volume = Path.Combine(folder, "trunk.mha");
            SoftTrunk.Write(grid, volume);
            Console.WriteLine("| detector | threads | plastimatch exact, s | uniform, s | Trabecula, s | times faster than exact / uniform | difference from exact: mean of film / 99th percentile of rays |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach ((int columns, int rows, float pixelMm) in ((int, int, float)[])[(1024, 1024, 0.4f), (1750, 2150, 0.2f)])
            {
                foreach (int threads in (int[])[1, 2])
                {
                    Compare(grid, volume, Front(columns, rows, pixelMm), threads, rounds);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(VoxelGrid grid, string volume, ProjectionGeometry detector, int threads, int rounds)
    {
        float[] ours = [], theirs = [];
        List<double> own = [], exact = [], uniform = [];
        Project(grid, detector, threads);
        for (int round = 0; round < rounds; round++)
        {
            own.Add(Measured.Seconds(() => ours = Project(grid, detector, threads)));
            (double seconds, theirs) = Plastimatch(volume, detector, threads, "exact");
            exact.Add(seconds);
            uniform.Add(Plastimatch(volume, detector, threads, "uniform").Seconds);
        }

        // Rays of at least a tenth of the longest one's integral.
        float appreciable = theirs.Max() / 10;
        double[] relative = [.. theirs.Zip(ours).Where(p => p.First > appreciable).Select(p => Math.Abs((p.Second / (double)p.First) - 1)).Order()];
        double mean = (ours.Sum(v => (double)v) / theirs.Sum(v => (double)v)) - 1;
        double a = Measured.Median(exact), b = Measured.Median(uniform), c = Measured.Median(own);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {detector.Width} × {detector.Height} | {threads} | {a:0.00} | {b:0.00} | {c:0.000} | {a / c:0} / {b / c:0} | {100 * mean:0.000} % / {relative[relative.Length * 99 / 100]:0.00 %} |"));
    }

    private static float[] Project(VoxelGrid grid, ProjectionGeometry detector, int threads)
    {
        float[] integrals = new float[detector.Width * detector.Height], lengths = new float[integrals.Length];
        GridProjector.Add(grid, detector, Gain, 0, integrals, lengths, threads);
        return integrals;
    }

    private static ProjectionGeometry Front(int columns, int rows, float pixelMm)
    {
        Vector3 right = -Vector3.UnitX, down = -Vector3.UnitZ;
        Vector3 first = new Vector3(0, -BehindMm, 0) - (0.5f * pixelMm * (((columns - 1) * right) + ((rows - 1) * down)));
        return new ProjectionGeometry(new Vector3(0, SourceMm, 0), first, right, down, pixelMm, columns, rows);
    }

    /// <summary>Runs plastimatch; its own reading and writing of files does not count.</summary>
    private static (double Seconds, float[] Integrals) Plastimatch(string volume, ProjectionGeometry detector, int threads, string algorithm)
    {
        string output = volume + "-out";
        string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("plastimatch") { RedirectStandardOutput = true };
        foreach (string word in (string[])
            [
                "drr", "-i", algorithm, "-P", "none", "-t", "pfm", "--sad", Number($"{SourceMm}"), "--sid", Number($"{SourceMm + BehindMm}"),
                "-r", Number($"{detector.Width} {detector.Height}"),
                "-z", Number($"{detector.Width * detector.PixelMm} {detector.Height * detector.PixelMm}"),
                "-n", "0 1 0", "--vup", "0 0 1", "-o", "0 0 0", "-O", output, volume,
            ])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Told(text, "Total time:") - Told(text, "I/O time:");
        byte[] bytes = File.ReadAllBytes(output + "0000.pfm");
        return (seconds, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - (4 * detector.Width * detector.Height))).ToArray());
    }

    private static double Told(string text, string label)
    {
        string line = text.Split('\n').First(l => l.Contains(label, StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf(label, StringComparison.Ordinal) + label.Length)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
