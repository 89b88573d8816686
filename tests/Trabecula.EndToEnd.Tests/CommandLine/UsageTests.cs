namespace Trabecula.EndToEnd.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("estimate")]
    [InlineData("estimate", "film.dcm", "--unknown")]
    [InlineData("estimate", "film.dcm", "--sex", "X")]
    [InlineData("estimate", "film.dcm", "--sex")]
    [InlineData("estimate", "film.dcm", "--age", "131")]
    [InlineData("estimate", "film.dcm", "--age", "NaN")]
    [InlineData("estimate", "film.dcm", "--age", "old")]
    [InlineData("estimate", "film.dcm", "--height", "0")]
    [InlineData("estimate", "film.dcm", "--weight", "-1")]
    [InlineData("estimate", "film.dcm", "--criteria", "mine")]
    [InlineData("simulate")]
    [InlineData("simulate", "--out", "x", "--subjects", "0")]
    [InlineData("simulate", "--out", "x", "--subjects", "many")]
    [InlineData("simulate", "--out", "x", "--seed", "-1")]
    [InlineData("simulate", "--out", "x", "--wrong-views", "-1")]
    [InlineData("simulate", "--out", "x", "--shard", "5/4")]
    [InlineData("simulate", "--out", "x", "--shard", "0/3")]
    [InlineData("simulate", "--out", "x", "--shard", "x/y")]
    [InlineData("simulate", "--out", "x", "--shard", "1")]
    [InlineData("simulate", "--out", "x", "--preset", "mars")]
    [InlineData("simulate", "--out", "x", "--pixel", "0.09")]
    [InlineData("simulate", "--out", "x", "--pixel", "1.01")]
    [InlineData("simulate", "--out", "x", "--pixel", "0,2")]
    [InlineData("simulate", "--out", "x", "--pixel", "NaN")]
    [InlineData("study", "manifest.csv")]
    [InlineData("study", "manifest.csv", "--out", "x", "--folds", "1")]
    [InlineData("study", "manifest.csv", "--out", "x", "--fold", "5")]
    [InlineData("study", "manifest.csv", "--out", "x", "--fold", "-1")]
    [InlineData("study", "manifest.csv", "--out", "x", "--fold", "one")]
    [InlineData("study", "manifest.csv", "--out", "x", "--fold", "1", "--merge")]
    [InlineData("study", "manifest.csv", "--out", "x", "--merge", "")]
    [InlineData("study", "manifest.csv", "--out", "x", "--seeds", "6")]
    [InlineData("study", "manifest.csv", "--out", "x", "--fold", "1", "--bundle", "y")]
    [InlineData("model", "recalibrate", "manifest.csv")]
    [InlineData("train", "manifest.csv", "--out", "x", "--density-epochs", "0")]
    [InlineData("train", "--out", "x")]
    [InlineData("train", "manifest.csv")]
    [InlineData("deidentify", "archive", "--out", "x")]
    [InlineData("deidentify", "--out", "x", "--key", "k")]
    [InlineData("deidentify", "archive", "--out", "x", "--key", "")]
    [InlineData("deidentify", "archive", "--out", "x", "--key", "k", "--keep-names")]
    [InlineData("collect", "archive", "--out", "x", "--key", "k", "--report", "r")]
    [InlineData("collect", "archive", "--dxa", "d.csv", "--out", "x", "--key", "k")]
    [InlineData("collect", "archive", "--dxa", "d.csv", "--out", "x", "--key", "k", "--report", "r", "--days", "-1")]
    [InlineData("model", "forget")]
    [InlineData("model", "install")]
    [InlineData("guess")]
    [InlineData("estimate", "film.dcm", "--report", "")]
    [InlineData("estimate", "film.dcm", "--reference", "")]
    [InlineData("estimate", "film.dcm", "--model", " ")]
    [InlineData("simulate", "--out", "")]
    [InlineData("train", "", "--out", "x")]
    [InlineData("train", "manifest.csv", "--out", "")]
    [InlineData("model", "show", "")]
    public async Task Wrong_usage_ends_with_code_2_and_points_to_the_help(params string[] args)
    {
        var run = await CommandLineRun.Of(args);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        Assert.StartsWith("trabecula: ", run.Error);
        Assert.Contains("--help", run.Error);
        Assert.DoesNotContain('\uFFFD', run.Error);
    }

    [Theory]
    [InlineData("estimate", "trabecula estimate film.dcm")]
    [InlineData("simulate", "trabecula simulate --out cohort")]
    [InlineData("train", "trabecula train cohort/manifest.csv")]
    [InlineData("study", "trabecula study cohort/manifest.csv")]
    [InlineData("model", "trabecula model show")]
    [InlineData("deidentify", "trabecula deidentify archive")]
    [InlineData("collect", "trabecula collect archive")]
    public async Task The_help_of_a_verb_has_examples(string verb, string example)
    {
        var run = await CommandLineRun.Of(verb, "--help");
        Assert.Equal(0, run.Code);
        Assert.Contains("Examples:", run.Out);
        Assert.Contains(example, run.Out);
    }

    [Fact]
    public async Task Without_words_the_help_is_shown_and_the_usage_is_wrong()
    {
        var run = await CommandLineRun.Of();
        Assert.Equal(2, run.Code);
        Assert.Contains("estimate", run.Out);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_no_cohorts_and_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("thesis.doc", "years of work"u8);
        var run = await CommandLineRun.Of("simulate", "--out", folder.Path);
        Assert.Equal(1, run.Code);
        Assert.Contains("'thesis.doc'", run.Error);
        Assert.Contains("[other_cohort]", run.Error);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Every_option_is_in_the_reference_page()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "cli.md"));
        foreach (var verb in new[] { "estimate", "simulate", "train", "deidentify", "collect" })
        {
            var help = (await CommandLineRun.Of(verb, "--help")).Out;
            var options = help.Split([' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.StartsWith("--", StringComparison.Ordinal) && word != "--help")
                .Distinct();
            Assert.All(options, option => Assert.Contains($"`{option}", page));
        }
    }
}
