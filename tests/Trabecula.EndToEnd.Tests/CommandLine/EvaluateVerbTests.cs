using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trabecula.EndToEnd.Tests;

public class EvaluateVerbTests
{
    [Fact]
    public async Task A_table_is_evaluated_and_reported()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, 30);
        var report = Path.Combine(folder.Path, "report");
        var run = await CommandLineRun.Of("evaluate", table, "--out", report);
        Assert.Equal(0, run.Code);
        Assert.Contains("MAE, g/cm²", run.Out);
        Assert.Contains("SIMULATED", run.Out);
        Assert.Contains("no measured_category", run.Error);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "metrics.json")));
        Assert.True(metrics.RootElement.GetProperty("simulated").GetBoolean());
        Assert.Contains("SIMULATED", File.ReadAllText(Path.Combine(report, "report.html")));
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(report, "report.pdf"))));
        Assert.Equal(3, Directory.GetFiles(report).Length);
    }

    [Fact]
    public async Task The_report_holds_a_command_that_a_shell_runs_again()
    {
        using var folder = new TemporaryFolder();
        var report = Directory.CreateDirectory(folder["Dr. O'Hara (new)"]).FullName;
        await CommandLineRun.Of("evaluate", Table(folder, 30), "--out", report);
        Assert.Contains("(new)&#39;", File.ReadAllText(Path.Combine(report, "report.html")));
        Assert.Contains(@"Dr. O&#39;\&#39;&#39;Hara", File.ReadAllText(Path.Combine(report, "report.html")));
    }

    [Fact]
    public async Task With_json_each_site_is_one_line()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRun.Of("evaluate", Table(folder, 30), "--json");
        using var line = JsonDocument.Parse(Assert.Single(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("femoral_neck", line.RootElement.GetProperty("site").GetString());
        Assert.Equal(30, line.RootElement.GetProperty("people").GetInt32());
    }

    [Fact]
    public async Task A_bad_row_is_named_by_line_and_the_rest_is_evaluated()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, 30);
        File.AppendAllText(table, "P99,femoral_neck,12,0.7,in-silico\n");
        var run = await CommandLineRun.Of("evaluate", table);
        Assert.Equal(1, run.Code);
        Assert.Contains("line 32: measured_bmd is 12", run.Error);
        Assert.Contains("MAE", run.Out);
    }

    [Fact]
    public async Task Too_few_people_are_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var report = Path.Combine(folder.Path, "report");
        var run = await CommandLineRun.Of("evaluate", Table(folder, 9), "--out", report);
        Assert.Equal(1, run.Code);
        Assert.Contains("[too_few_predictions]", run.Error);
        Assert.False(Directory.Exists(report));
    }

    [Fact]
    public async Task A_table_that_is_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRun.Of("evaluate", Path.Combine(folder.Path, "nothing.csv"));
        Assert.Equal(1, run.Code);
        Assert.Contains("[invalid_predictions]", run.Error);
    }

    [Fact]
    public async Task Without_a_table_the_usage_is_wrong() => Assert.Equal(2, (await CommandLineRun.Of("evaluate")).Code);

    private static string Table(TemporaryFolder folder, int people)
    {
        var path = Path.Combine(folder.Path, "predictions.csv");
        var rows = Enumerable.Range(0, people).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"P{i},femoral_neck,{0.5 + (0.01 * i)},{0.52 + (0.01 * i) + (0.02 * Math.Sin(i)):F3},in-silico\n"));
        File.WriteAllText(path, "subject_id,site,measured_bmd,estimated_bmd,population\n" + string.Concat(rows));
        return path;
    }
}
