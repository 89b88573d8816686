using System.Globalization;
using System.Text;

namespace Trabecula.EndToEnd.Tests;

/// <summary><c>study</c> on tables that it cannot use, and on a cohort as small as it may be.</summary>
public sealed class StudyVerbTests : IDisposable
{
    private const string Header = "subject_id,image,sex,age_years,lumbar_bmd,femoral_neck_bmd\n";
    private static readonly byte[] Film = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "[no_usable_films]")]
    [InlineData("S1,none.dcm,F,70,0.9,0.7\n", "no_such_file")]
    [InlineData("S1,a.dcm,F,70,12,0.7\n", "Line 2: lumbar_bmd is 12")]
    [InlineData("S1,a.dcm,F,400,0.9,0.7\n", "Line 2: age_years is 400")]
    [InlineData("S1,a.dcm,X,70,0.9,0.7\n", "Line 2: sex is \"X\"")]
    [InlineData("S1,a.dcm,F,70,912,0.7\n", "looks like mg/cm²")]
    [InlineData("S1,a.dcm,F,70,0.9,0.7\n", "[too_few_subjects]")]
    [InlineData("S1,a.dcm,F,70,0.9,0.7\nS1,b.dcm,M,70,0.9,0.7\n", "Line 3: The sex is not that of line 2")]
    [InlineData("S1,a.dcm,F,70,0.9,0.7\nS1,b.dcm,F,70,0.5,0.7\n", "Line 3: The density is not that of line 2")]
    [InlineData("S1,a.dcm,F,70,0.9,0.7\nS2,c.dcm,F,70,0.9,0.7\n", "Line 3: The film's file is the same as that of line 2")]
    [InlineData("S1,a.dcm,F,70,0.9,0.7\nS2,d.dcm,F,70,0.9,0.7\n", "Line 3: unsupported_format")]
    [InlineData("S1,a.dcm,F,12,0.9,0.7\n", "Line 2: child")]
    public async Task What_cannot_be_studied_is_named(string rows, string reason)
    {
        WriteFilm("a.dcm", 0);
        WriteFilm("b.dcm", 1);
        WriteFilm("c.dcm", 0);
        _folder.Write("d.dcm", "no film"u8);
        var run = await Study(rows);
        Assert.Equal(1, run.Code);
        Assert.Contains(reason, run.Error);
        Assert.Empty(run.Out);
        Assert.False(File.Exists(_folder["study/study.json"]));
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var manifest = _folder.Write("manifest.csv", "subject_id,lumbar_bmd\nS1,0.9\n"u8);
        var run = await CommandLineRun.Of("study", manifest, "--out", _folder["study"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("no column image", run.Error);
    }

    [Fact]
    public async Task The_smallest_cohort_is_studied_in_parts_and_whole_with_the_same_numbers()
    {
        var rows = new StringBuilder();
        for (var i = 0; i < 50; i++)
        {
            WriteFilm($"{i}.dcm", i);
            rows.Append(CultureInfo.InvariantCulture, $"S{i},{i}.dcm,{(i % 3 == 0 ? "M" : "F")},{55 + (i % 25)},{0.7 + (i * 0.01):0.00},{0.5 + (i * 0.008):0.000}\n");
        }

        var whole = await Study(rows.ToString());
        Assert.True(whole.Code == 0, whole.Error);
        foreach (var name in (string[])["folds.csv", "predictions.csv", "metrics.json", "report.html", "report.pdf", "study.json"])
            Assert.True(File.Exists(_folder[$"study/{name}"]), name);
        // All films show one person here, and the study says so.
        Assert.Contains("check failed: Identical pictures", whole.Error);

        var part = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["part"], "--epochs", "1", "--no-controls", "--fold", "4");
        Assert.True(part.Code == 0, part.Error);
        Assert.Contains("fold-0-network-0", part.Error);
        var early = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["merged"], "--epochs", "1", "--no-controls", "--merge", _folder["part"]);
        Assert.Contains("[fold_missing]", early.Error);
        var merged = await CommandLineRun.Of(
            "study", _folder["manifest.csv"], "--out", _folder["merged"], "--epochs", "1", "--no-controls", "--merge", _folder["part"], _folder["study"]);
        Assert.True(merged.Code == 0, merged.Error);
        Assert.Equal(File.ReadAllText(_folder["study/predictions.csv"]), File.ReadAllText(_folder["merged/predictions.csv"]));

        var other = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["study"], "--epochs", "2", "--no-controls");
        Assert.Equal(1, other.Code);
        Assert.Contains("[other_study]", other.Error);
    }

    private void WriteFilm(string name, int number)
    {
        var film = (byte[])Film.Clone();
        // The last pixel, in a corner of the film.
        film[^2] = (byte)number;
        _folder.Write(name, film);
    }

    private async Task<CommandLineRun> Study(string rows) => await CommandLineRun.Of(
        "study", _folder.Write("manifest.csv", Encoding.UTF8.GetBytes(Header + rows)), "--out", _folder["study"], "--epochs", "1", "--no-controls");
}
