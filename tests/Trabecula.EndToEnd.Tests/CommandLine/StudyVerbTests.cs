using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.EndToEnd.Tests;

/// <summary><c>study</c> on tables that it cannot use, and on a cohort as small as it may be.</summary>
public sealed class StudyVerbTests : IDisposable
{
    private const string Header = "subject_id,image,sex,age_years,lumbar_bmd,femoral_neck_bmd\n";
    private static readonly byte[] Film = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "manifest.csv has no rows below its header. [no_usable_films]")]
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

        Directory.CreateDirectory(_folder["real"]);
        _folder.Write("real/film.dcm", Film);
        _folder.Write("real/note.txt", "no film"u8);
        var whole = await Study(rows.ToString(), "--steady", _folder["real"], "--bundle", _folder["bundle"], "--name", "small");
        Assert.True(whole.Code == 0, whole.Error);
        foreach (var name in (string[])["folds.csv", "predictions.csv", "metrics.json", "report.html", "report.pdf", "study.json"])
            Assert.True(File.Exists(_folder[$"study/{name}"]), name);
        Assert.Contains("The films as they are stored; the largest error is on the left.", File.ReadAllText(_folder["study/report.html"]));

        // All films show one person here, and the study says so.
        Assert.Contains("check failed: Identical pictures", whole.Error);

        await TheBundleIsWhole();
        var occupied = await Study(rows.ToString(), "--bundle", _folder["real"]);
        Assert.Contains("[folder_not_empty]", occupied.Error);

        var part = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["part"], "--epochs", "1", "--no-controls", "--fold", "4");
        Assert.True(part.Code == 0, part.Error);
        Assert.Contains("fold-0-network-0", part.Error);
        var early = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["merged"], "--epochs", "1", "--no-controls", "--merge", _folder["part"]);
        Assert.Contains("[fold_missing]", early.Error);
        var merged = await CommandLineRun.Of(
            "study", _folder["manifest.csv"], "--out", _folder["merged"], "--epochs", "1", "--no-controls", "--merge", _folder["part"], _folder["study"]);
        Assert.True(merged.Code == 0, merged.Error);
        Assert.Equal(File.ReadAllText(_folder["study/predictions.csv"]), File.ReadAllText(_folder["merged/predictions.csv"]));

        // Who has no parts to merge repeats the study by the command that the record tells.
        using var record = JsonDocument.Parse(File.ReadAllText(_folder["merged/study.json"]));
        Assert.EndsWith("/merged --epochs 1 --no-controls", record.RootElement.GetProperty("command").GetString());

        var other = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["study"], "--epochs", "2", "--no-controls");
        Assert.Equal(1, other.Code);
        Assert.Contains("[other_study]", other.Error);
        await WhatABundleWasTrainedOnIsNotStudiedWithIt();
    }

    [Fact]
    public async Task A_model_is_recalibrated_on_fifty_people_and_not_on_fewer()
    {
        var rows = new StringBuilder();
        for (var i = 0; i < 50; i++)
        {
            WriteFilm($"{i}.dcm", i);
            rows.Append(CultureInfo.InvariantCulture, $"S{i},{i}.dcm,F,60,{0.7 + (i * 0.01):0.00},{0.5 + (i * 0.008):0.000}\n");
        }

        async Task<CommandLineRun> Recalibrate(string table) => await CommandLineRun.Of(
            "model", "recalibrate", _folder.Write("pairs.csv", Encoding.UTF8.GetBytes(Header + table)), "--out", _folder["ours"], "--model", Path.Combine(RepositoryRoot.Path, "models", "in-silico"));
        var few = await Recalibrate(rows.ToString()[..rows.ToString().LastIndexOf("S49", StringComparison.Ordinal)]);
        Assert.Equal(1, few.Code);
        Assert.Contains("[too_few_pairs]", few.Error);
        Assert.False(Directory.Exists(_folder["ours"]));

        var run = await Recalibrate(rows.ToString());
        Assert.True(run.Code == 0, run.Error);
        var bundle = ModelBundle.Open(_folder["ours"]);
        Assert.Matches(@"\+recalibrated\.n50\.\d{4}-\d\d-\d\d$", bundle.Identity.Version);
        Assert.Contains("Recalibrated on 50 local pairs", File.ReadAllText(_folder["ours/MODEL_CARD.md"]));
        // All films show one person, whose density is then the mean of the densities.
        var estimate = await CommandLineRun.Of("estimate", _folder["0.dcm"], "--json", "--model", _folder["ours"]);
        Assert.Equal(0.945, Bmd(estimate.Out), 0.002);
        Assert.Contains("50 local pairs", (await CommandLineRun.Of("model", "show", _folder["ours"])).Out);
    }

    private async Task WhatABundleWasTrainedOnIsNotStudiedWithIt()
    {
        var known = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["again"], "--epochs", "1", "--pretrained", _folder["bundle"]);
        Assert.Equal(1, known.Code);
        Assert.Contains("Line 2: The network to begin with was trained on this film.", known.Error);
        Assert.Contains("[no_usable_films]", known.Error);

        var trained = await CommandLineRun.Of("train", _folder["manifest.csv"], "--out", _folder["trained"], "--density-epochs", "1");
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Equal(ModelBundle.Open(_folder["bundle"]).TrainedOn(), ModelBundle.Open(_folder["trained"]).TrainedOn());
        Assert.NotEmpty(ModelBundle.Open(_folder["trained"]).DensityWeights());

        // Five films more than the bundle knows are too few for a study, and the fifty are not among them.
        for (var i = 50; i < 55; i++)
        {
            WriteFilm($"{i}.dcm", i);
            File.AppendAllText(_folder["manifest.csv"], string.Create(CultureInfo.InvariantCulture, $"S{i},{i}.dcm,F,60,0.9,0.7\n"));
        }

        // A slip is told in a table before anything is trained.
        File.AppendAllText(_folder["manifest.csv"], "S60,60.dcm,F,60,12,0.7\n");
        var few = await CommandLineRun.Of("study", _folder["manifest.csv"], "--out", _folder["again"], "--epochs", "1", "--pretrained", _folder["trained"]);
        Assert.Contains("[too_few_subjects]", few.Error);
        Assert.Contains("51 rows were left out", few.Error);
        Assert.Contains("5 of 56 rows can be used; left-out.csv names the others", few.Error);
        var leftOut = File.ReadAllLines(_folder["again/left-out.csv"]);
        Assert.Equal("line,reason", leftOut[0]);
        Assert.StartsWith("57,", leftOut[^1]);
        Assert.Contains("lumbar_bmd is 12", leftOut[^1]);
    }

    private async Task TheBundleIsWhole()
    {
        var bundle = ModelBundle.Open(_folder["bundle"]);
        Assert.Equal(new ModelIdentity("small", "1", "unnamed cohort"), bundle.Identity);
        Assert.Equal([SkeletalSite.LumbarL1L4, SkeletalSite.FemoralNeck], bundle.Calibration!.Sites.Select(site => site.Site));
        var card = File.ReadAllText(_folder["bundle/MODEL_CARD.md"]);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder["study/report.html"]))), card);
        Assert.Contains("cross-validation", card);
        var estimate = await CommandLineRun.Of("estimate", _folder["0.dcm"], "--json", "--model", _folder["bundle"]);
        Assert.InRange(Bmd(estimate.Out), 0.3, 1.6);
        using var record = JsonDocument.Parse(File.ReadAllText(_folder["study/study.json"]));
        var steady = record.RootElement.GetProperty("steadiness");
        Assert.Equal([13, 1], steady.EnumerateArray().Select(film => film.GetProperty("variants").GetArrayLength()));
        Assert.StartsWith("unsupported_format", steady[1].GetProperty("variants")[0].GetProperty("refusal").GetString());
        Assert.Contains("Steadiness on real films", File.ReadAllText(_folder["study/report.html"]));
    }

    private static double Bmd(string line)
    {
        using var result = JsonDocument.Parse(line);
        return result.RootElement.GetProperty("sites").EnumerateArray().Single(site => site.GetProperty("site").GetString() == "lumbar_l1_l4").GetProperty("bmd").GetDouble();
    }

    private void WriteFilm(string name, int number)
    {
        var film = (byte[])Film.Clone();
        // The last pixel, in a corner of the film.
        film[^2] = (byte)number;
        _folder.Write(name, film);
    }

    private async Task<CommandLineRun> Study(string rows, params string[] further) => await CommandLineRun.Of(
        ["study", _folder.Write("manifest.csv", Encoding.UTF8.GetBytes(Header + rows)), "--out", _folder["study"], "--epochs", "1", "--no-controls", .. further]);
}
