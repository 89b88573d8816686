using System.Text.Json;
using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public sealed class ReportDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_film_gets_three_files_and_nothing_is_left_beside_them()
    {
        new ReportDirectory(Path.Combine(_folder, "new", "reports")).Write(ExampleResults.Estimated, ExampleResults.BlackFilm);
        Assert.Equal(
            ["lumbar-ap.json", "lumbar-ap.overlay.png", "lumbar-ap.overlay.svg"],
            Names(Path.Combine(_folder, "new", "reports")));
    }

    [Fact]
    public void A_file_that_is_no_film_gets_its_json_alone()
    {
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable("x.dcm"), null);
        Assert.Equal(["x.json"], Names(_folder));
    }

    [Fact]
    public void Films_named_alike_do_not_overwrite_one_another()
    {
        var reports = new ReportDirectory(_folder);
        foreach (var file in new[] { "a/film.dcm", "b/film.dcm", "b/film.png", "c/FILM.dcm" })
            reports.Write(ExampleResults.Unreadable(file), null);
        Assert.Equal(["FILM-4.json", "film-2.json", "film-3.json", "film.json"], Names(_folder));
    }

    [Fact]
    public void A_later_run_replaces_its_own_film_and_spares_others()
    {
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable("a/film.dcm"), null);
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable("b/film.dcm"), null);
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable("a/film.dcm"), null);
        Assert.Equal(["film-2.json", "film.json"], Names(_folder));
        Assert.Equal("a/film.dcm", FileOf("film.json"));
        Assert.Equal("b/film.dcm", FileOf("film-2.json"));
    }

    [Fact]
    public void A_json_file_of_somebody_else_is_spared()
    {
        File.WriteAllText(Path.Combine(_folder, "film.json"), "not ours");
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable("film.dcm"), null);
        Assert.Equal("not ours", File.ReadAllText(Path.Combine(_folder, "film.json")));
        Assert.Equal(["film-2.json", "film.json"], Names(_folder));
    }

    [Fact]
    public void An_old_overlay_does_not_outlive_its_film()
    {
        new ReportDirectory(_folder).Write(ExampleResults.Estimated, ExampleResults.BlackFilm);
        new ReportDirectory(_folder).Write(ExampleResults.Unreadable(ExampleResults.Estimated.File), null);
        Assert.Equal(["lumbar-ap.json"], Names(_folder));
    }

    [Fact]
    public void Whatever_a_file_is_called_its_report_stays_inside_the_folder()
    {
        var inner = Path.Combine(_folder, "inner");
        var reports = new ReportDirectory(inner);
        var wicked = Gen.OneOfConst("../", "..\\", "/", "\\", "\0", ":", "~", "$", "|", "\n", ".", "-", "a", "é", "骨", "😀", ".dcm", "NUL");
        wicked.Array[0, 100].Select(string.Concat).Sample(
            name => Assert.Equal(inner, Path.GetDirectoryName(reports.Write(ExampleResults.Unreadable(name), null))),
            iter: 200,
            threads: 1);
        Assert.Equal(["inner"], Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!));
    }

    [Fact]
    public void A_long_name_in_letters_of_three_bytes_is_shortened_until_the_file_system_takes_it()
    {
        var result = ExampleResults.Estimated with { File = new string('骨', 80) + ".dcm" };
        new ReportDirectory(_folder).Write(result, ExampleResults.BlackFilm);
        new ReportDirectory(_folder).Write(result with { File = "other/" + result.File }, ExampleResults.BlackFilm);
        Assert.Equal(6, Names(_folder).Count());
    }

    [Theory]
    [InlineData("1.2.840.113619.2.1", "1.2.840.113619.2.1")]
    [InlineData("x/1.2.3.DCM", "1.2.3")]
    [InlineData("..", "film")]
    [InlineData("", "film")]
    [InlineData("C:\\films\\a b.png", "a_b")]
    [InlineData(".hidden.dcm", "hidden")]
    [InlineData("--json", "json")]
    public void The_name_of_a_report_is_the_films_made_safe(string file, string expected)
    {
        var path = new ReportDirectory(_folder).Write(ExampleResults.Unreadable(file), null);
        Assert.Equal($"{expected}.json", Path.GetFileName(path));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused_by_name()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, string.Empty);
        var refusal = Assert.Throws<TrabeculaException>(() => new ReportDirectory(file));
        Assert.Equal("cannot_write", refusal.Code);
        Assert.Contains(file, refusal.Message);
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private string? FileOf(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, name))).RootElement.GetProperty("file").GetString();
}
