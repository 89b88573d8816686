using System.Diagnostics;

namespace Trabecula.Dicom.Tests;

/// <summary>Malformed files of others: each is read and decoded, or refused by a named reason; nothing else escapes.</summary>
public sealed class MalformedFileTests(ITestOutputHelper output)
{
    [Fact]
    public void Each_malformed_file_is_decoded_or_refused_by_name()
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var slowest = (Name: "", Milliseconds: 0.0);
        var files = Directory.GetFiles(SharedData.Folder("dicom-malformed"), "*.dcm", SearchOption.AllDirectories);
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var watch = Stopwatch.StartNew();
            var outcome = Outcome(path);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            slowest = watch.Elapsed.TotalMilliseconds > slowest.Milliseconds ? (Path.GetFileName(path), watch.Elapsed.TotalMilliseconds) : slowest;
        }

        output.WriteLine($"{files.Length} files: {string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}");
        output.WriteLine($"Slowest: {slowest.Name}, {slowest.Milliseconds:F0} ms. Peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB for the whole run.");
        Assert.Equal(files.Length, outcomes.Values.Sum());
    }

    private static string Outcome(string path)
    {
        try
        {
            var file = DicomFile.Open(path);
            _ = file.Dataset.Elements.Sum(element => file.Dataset.GetStrings(element.Tag).Count);
            _ = TestFrames.Decode(file);
            return "decoded";
        }
        catch (DicomException exception)
        {
            return exception.Code;
        }
    }
}
