using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Cohort;

public sealed class CohortSimulatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-cohort").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_that_was_stopped_goes_on_and_ends_with_the_same_bytes()
    {
        string whole = Path.Combine(_folder, "whole"), stopped = Path.Combine(_folder, "stopped");
        CohortSimulator.Run(new CohortOptions(whole, 2, 3, 1), null, Token);
        using var cancellation = new CancellationTokenSource();
        var afterOne = new Stopper(cancellation);
        Assert.ThrowsAny<OperationCanceledException>(() => CohortSimulator.Run(new CohortOptions(stopped, 2, 3, 1), afterOne, cancellation.Token));
        Assert.False(File.Exists(Path.Combine(stopped, "manifest.csv")));
        CohortSimulator.Run(new CohortOptions(stopped, 2, 3, 1), null, Token);
        Assert.Equal(Hashes(whole), Hashes(stopped));
        Assert.Equal(2, ManifestReader.Read(Path.Combine(whole, "manifest.csv")).Rows.Count);
        Assert.NotEmpty(LandmarkTable.Read(Path.Combine(whole, "landmarks.csv")));
    }

    [Fact]
    public void A_folder_with_another_cohort_is_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "cohort.json"), "{}");
        var error = Assert.Throws<TrabeculaException>(() => CohortSimulator.Run(new CohortOptions(_folder, 1, 3), null, Token));
        Assert.Equal("other_cohort", error.Code);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    public void Impossible_numbers_are_refused(int subjects, int wrongViews)
    {
        var error = Assert.Throws<TrabeculaException>(() => CohortSimulator.Run(new CohortOptions(_folder, subjects, 3, wrongViews), null, Token));
        Assert.Equal("bad_cohort_options", error.Code);
    }

    private static IEnumerable<string> Hashes(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(folder, path) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private sealed class Stopper(CancellationTokenSource cancellation) : IProgress<CohortProgress>
    {
        public void Report(CohortProgress value) => cancellation.Cancel();
    }
}
