using System.Text.Json;
using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

public sealed class DeidentifyVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArchiveOfPeople _archive;

    public DeidentifyVerbTests() => _archive = new ArchiveOfPeople(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_becomes_films_that_name_nobody_and_a_table_that_does()
    {
        _archive.Film("P-100200", "20230105");
        _archive.Film("P-100200", "20230305");
        _archive.Film("=cmd|P-3", "20230305");
        var run = await Deidentify("--retain-dates", "--retain-characteristics", "--linking-table", _folder["people.csv"]);
        Assert.Equal((0, $"{_folder["out"]}: films written: 3, there before: 0, files left out: 0\n"), (run.Code, run.Out));
        Assert.Empty(_archive.FoundIn(_folder["out"]));
        Assert.Equal(2, Directory.EnumerateDirectories(_folder["out"]).Count());
        Assert.True(File.Exists(_folder["out/deidentification.json"]));
        var films = Directory.EnumerateFiles(_folder["out"], "*.dcm", SearchOption.AllDirectories).Select(path => DicomFile.Open(path).Dataset).ToArray();
        Assert.All(films, film => Assert.Equal("070Y", film.GetString(DicomTags.PatientAge)));
        var days = films.GroupBy(film => film.GetString(DicomTags.PatientID)).Single(person => person.Count() == 2)
            .Select(film => DicomDates.Examination(film)!.Value.DayNumber).Order().ToArray();
        Assert.Equal(59, days[1] - days[0]);

        var table = File.ReadAllLines(_folder["people.csv"]);
        Assert.Equal("patient_id,pseudonym,date_shift_days", table[0]);
        Assert.StartsWith("'=cmd|P-3,TB-", table[1]);
        Assert.StartsWith("P-100200,TB-", table[2]);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var secret in new[] { "people.csv", "key" })
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder[secret]));
        }
    }

    [Fact]
    public async Task The_same_command_goes_on_where_it_was_and_another_key_is_kept_out()
    {
        _archive.Film("P-100200", "20230105");
        await Deidentify();
        _archive.Film("P-100201", "20230105");
        var again = await Deidentify();
        Assert.Contains("films written: 1, there before: 1", again.Out);
        var other = await CommandLineRun.Of("deidentify", _archive.Folder, "--out", _folder["out"], "--key", _folder["key2"]);
        Assert.Equal(1, other.Code);
        Assert.Contains("[folder_not_empty]", other.Error);
        Assert.Contains("[folder_not_empty]", (await Deidentify("--retain-dates")).Error);
    }

    [Fact]
    public async Task What_is_no_film_is_named_and_the_rest_is_done()
    {
        _archive.Film("P-100200", "20230105");
        _archive.Film("P-100201", "20230105", film => film.Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "YES"));
        var first = _archive.Film("P-100202", "20230105");
        File.WriteAllText(Path.Combine(_archive.Folder, "notes.txt"), "no film");
        File.WriteAllText(Path.Combine(_archive.Folder, "empty"), "");
        File.WriteAllBytes(Path.Combine(_archive.Folder, "cut.dcm"), File.ReadAllBytes(first)[..4000]);
        if (!OperatingSystem.IsWindows())
        {
            _folder.Write("outside.dcm", File.ReadAllBytes(first));
            File.CreateSymbolicLink(Path.Combine(_archive.Folder, "link.dcm"), _folder["outside.dcm"]);
            Directory.CreateSymbolicLink(Path.Combine(_archive.Folder, "loop"), _folder.Path);
        }

        var run = await Deidentify("--json");
        Assert.Equal(1, run.Code);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(2, lines.Count(line => line.GetProperty("status").GetString() == "deidentified"));
        var codes = lines.Where(line => line.GetProperty("status").GetString() == "left_out").Select(line => line.GetProperty("code").GetString()).ToHashSet();
        string[] expected = OperatingSystem.IsWindows()
            ? ["burned_in_annotation", "not_dicom", "empty_file", "truncated"]
            : ["burned_in_annotation", "not_dicom", "empty_file", "truncated", "symbolic_link"];
        Assert.Equal(expected.Order(), codes.Order());
        Assert.Equal(2, Directory.EnumerateFiles(_folder["out"], "*.dcm", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Two_different_films_with_one_uid_are_not_written_over_each_other()
    {
        _archive.Film("P-100200", "20230105");
        _archive.Film("P-100201", "20230105", film => film.Set(DicomTags.PatientID, DicomVr.LO, "P-100200").Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.826.0.1.42.1")
            .Set(DicomTags.ViewPosition, DicomVr.CS, "PA"));
        var run = await Deidentify();
        Assert.Equal(1, run.Code);
        Assert.Contains("[duplicate_film]", run.Error);
    }

    [Theory]
    [InlineData("archive/out", "key", "unsafe_place")]
    [InlineData("archive", "key", "unsafe_place")]
    [InlineData(".", "key", "unsafe_place")]
    [InlineData("out", "out/key", "unsafe_place")]
    [InlineData("out", "archive/key", "unsafe_place")]
    [InlineData("out", "open-key", "invalid_key")]
    [InlineData("out", "no-key", "invalid_key")]
    public async Task Unsafe_places_are_refused_before_anything_is_written(string output, string key, string code)
    {
        _archive.Film("P-100200", "20230105");
        _folder.Write("no-key", "12345"u8);
        DeidentificationKey.Create(_folder["open-key"]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["no-key"], UnixFileMode.UserRead);
            File.SetUnixFileMode(_folder["open-key"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        var run = await CommandLineRun.Of("deidentify", _archive.Folder, "--out", _folder[output], "--key", _folder[key]);
        Assert.Equal(1, run.Code);
        Assert.Contains($"[{code}]", run.Error);
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*.dcm", SearchOption.AllDirectories));
        Assert.False(File.Exists(_folder["key"]));
    }

    [Fact]
    public async Task An_output_folder_behind_a_link_into_the_archive_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        _archive.Film("P-100200", "20230105");
        Directory.CreateSymbolicLink(_folder["innocent"], _archive.Folder);
        var run = await CommandLineRun.Of("deidentify", _archive.Folder, "--out", _folder["innocent/out"], "--key", _folder["key"]);
        Assert.Contains("[unsafe_place]", run.Error);
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_whole_films_and_the_table()
    {
        _archive.Film("P-100200", "20230105");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = await CommandLineRun.Of(null, stop.Token, "deidentify", _archive.Folder, "--out", _folder["out"], "--key", _folder["key"]);
        Assert.Equal(130, run.Code);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories), path => path.EndsWith(".part", StringComparison.Ordinal));
    }

    private Task<CommandLineRun> Deidentify(params string[] more) =>
        CommandLineRun.Of(["deidentify", _archive.Folder, "--out", _folder["out"], "--key", _folder["key"], .. more]);
}
