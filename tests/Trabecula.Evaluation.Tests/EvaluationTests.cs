using System.Text.Json;
using System.Xml.Linq;
using Trabecula.Domain;

namespace Trabecula.Evaluation.Tests;

public class EvaluationTests
{
    private static readonly EvaluationOptions Quick = new(BootstrapDraws: 100);

    [Fact]
    public void Given_nine_people_When_evaluated_Then_it_is_refused_and_says_why()
    {
        var failure = Assert.Throws<TrabeculaException>(() => PredictionEvaluation.Run(People(9), Quick, TestContext.Current.CancellationToken));
        Assert.Equal("too_few_predictions", failure.Code);
        Assert.Contains("9 people", failure.Message);
    }

    [Fact]
    public void Given_nobody_When_evaluated_Then_it_is_refused() =>
        Assert.Throws<TrabeculaException>(() => PredictionEvaluation.Run([], Quick, TestContext.Current.CancellationToken));

    [Fact]
    public void Given_one_site_with_too_few_When_evaluated_Then_the_other_is_and_it_is_named()
    {
        var rows = People(20).Concat(People(5).Select(row => row with { Site = SkeletalSite.TotalHip })).ToArray();
        var result = PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken);
        Assert.Equal(SkeletalSite.FemoralNeck, Assert.Single(result.Sites).Site);
        Assert.Contains("total hip", Assert.Single(result.LeftOutSites));
    }

    [Fact]
    public void Given_one_class_When_evaluated_Then_areas_are_missing_and_said_to_be()
    {
        var result = PredictionEvaluation.Run(
            [.. People(20).Select(row => row with { MeasuredCategory = DiagnosticCategory.Normal, EstimatedCategory = DiagnosticCategory.Normal })],
            Quick,
            TestContext.Current.CancellationToken);
        Assert.Contains(result.Remarks, remark => remark.Contains("Nobody has osteoporosis", StringComparison.Ordinal));
        Assert.All(result.Sites[0].Endpoints, endpoint => Assert.True(double.IsNaN(endpoint.Area.Value)));
        AssertWritable(result);
    }

    [Fact]
    public void Given_a_person_in_two_folds_When_evaluated_Then_it_is_said()
    {
        var rows = People(20).Select((row, i) => row with { Fold = i % 5 }).ToList();
        rows.Add(rows[0] with { Repeat = 2, Fold = 3 });
        var result = PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken);
        Assert.Contains(result.Remarks, remark => remark.Contains("more than one fold", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_estimates_that_are_all_alike_When_evaluated_Then_everything_can_still_be_written()
    {
        var result = PredictionEvaluation.Run(
            [.. People(20).Select(row => row with { EstimatedBmd = 0.8, MeasuredBmd = 0.8 })], Quick, TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Sites[0].Density.MeanAbsoluteError.Value);
        AssertWritable(result);
    }

    [Fact]
    public void Given_any_simulated_row_When_reported_Then_the_banner_says_so()
    {
        var rows = People(20).Select((row, i) => i == 3 ? row with { Population = "In-Silico road" } : row).ToArray();
        var result = PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken);
        Assert.True(result.IsSimulated);
        Assert.StartsWith("SIMULATED", EvaluationReport.Compose(result, new ReportContext("t", "c")).Banner);
        Assert.Contains(EvaluationText.Lines(result), line => line.StartsWith("SIMULATED", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_runs_and_loads_nothing_whatever_words_a_table_holds()
    {
        const string hostile = "</title><script>alert(1)</script>\u202E<img src=x onerror=alert(1)>\u0007";
        var rows = People(40).Select(row => row with { Vendor = hostile, Centre = hostile, Population = hostile, Model = hostile }).ToArray();
        var page = HtmlReport.Write(EvaluationReport.Compose(
            PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken), new ReportContext(hostile, hostile)));
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u0007', page);
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        Assert.DoesNotContain("https://", page);
    }

    [Fact]
    public void Every_figure_is_well_formed_and_has_no_undefined_coordinate()
    {
        var report = EvaluationReport.Compose(GoldenTable.Result, new ReportContext("t", "c"));
        var figures = report.Sections.SelectMany(section => section.Blocks).OfType<ReportFigures>().SelectMany(block => block.Figures).ToArray();
        Assert.True(figures.Length >= 8);
        Assert.All(figures, figure =>
        {
            var svg = SvgFigure.Write(figure);
            Assert.Equal("svg", XElement.Parse(svg).Name.LocalName);
            Assert.DoesNotContain("NaN", svg);
            Assert.DoesNotContain("Infinity", svg);
            Assert.DoesNotContain("∞", svg);
        });
    }

    [Fact]
    public void Every_table_of_a_report_has_as_many_cells_as_columns() => Assert.All(
        EvaluationReport.Compose(GoldenTable.Result, new ReportContext("t", "c")).Sections.SelectMany(section => section.Blocks).OfType<ReportTable>(),
        table => Assert.All(table.Rows, row => Assert.Equal(table.Header.Count, row.Count)));

    [Fact]
    public void Without_folds_a_rival_is_said_to_be_fitted_on_the_same_people()
    {
        var result = PredictionEvaluation.Run(People(30), Quick, TestContext.Current.CancellationToken);
        Assert.All(result.Sites[0].Comparators, rival => Assert.False(rival.IsHeldOut));
    }

    [Fact]
    public void Single_vertebrae_are_pooled_by_person()
    {
        var rows = People(20).SelectMany(row => new[] { row with { Site = SkeletalSite.L1 }, row with { Site = SkeletalSite.L2 } }).ToArray();
        var levels = Assert.Single(PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken).Levels);
        Assert.Equal((40, 20), (levels.VertebraCount, levels.SubjectCount));
    }

    [Fact]
    public void Tube_voltage_makes_subgroups_of_ten_kilovolts_in_their_order()
    {
        var rows = People(60).Select((row, i) => row with { Extra = new Dictionary<string, string> { ["kvp"] = (i % 4) switch { 0 => "105", 1 => "81.5", 2 => "89", _ => "eighty" } } }).ToArray();
        var groups = PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken).Sites[0].Subgroups.Where(group => group.Axis == "kVp");
        Assert.Equal([("80–89", 30), ("100–109", 15), ("not stated", 15)], groups.Select(group => (group.Name, group.Count)));
    }

    [Fact]
    public void Every_way_to_divide_people_makes_its_subgroups()
    {
        var rows = People(40).Select((row, i) => row with
        {
            Centre = i % 2 == 0 ? "north" : "south",
            Manufacturer = i % 2 == 0 ? DxaManufacturer.Hologic : DxaManufacturer.Lunar,
            Vendor = i % 2 == 0 ? "A" : "B",
            Degeneration = i % 2 == 0 ? "none" : "severe",
        }).ToArray();
        var result = PredictionEvaluation.Run(rows, Quick, TestContext.Current.CancellationToken);
        var groups = result.Sites[0].Subgroups;
        Assert.Equal(["sex", "age", "BMI", "centre", "DXA maker", "vendor", "degeneration"], groups.Select(group => group.Axis).Distinct());
        Assert.All(groups.GroupBy(group => group.Axis), axis => Assert.Equal(40, axis.Sum(group => group.Count)));
        Assert.Equal([("none", 20), ("severe", 20)], groups.Where(group => group.Axis == "degeneration").Select(group => (group.Name, group.Count)));
        Assert.Contains(result.Remarks, remark => remark.Contains("scales of Hologic and Lunar", StringComparison.Ordinal));
    }

    [Fact]
    public void The_checklists_name_every_item_of_the_guidelines_once()
    {
        var tables = ReportingChecklists.Section().Blocks.OfType<ReportTable>().ToArray();
        Assert.Equal(Enumerable.Range(1, 27), tables[0].Rows.Select(row => int.Parse(row[0].TrimEnd('a', 'b', 'c', 'd', 'e', 'f', 'g'))).Distinct());
        Assert.Equal(Enumerable.Range(1, 44).Select(item => $"{item}"), tables[1].Rows.Select(row => row[0]));
        Assert.All(tables.SelectMany(table => table.Rows), row => Assert.All(row, cell => Assert.NotEmpty(cell)));
        Assert.Equal(tables[0].Rows.Count, tables[0].Rows.Select(row => row[0]).Distinct().Count());
    }

    private static void AssertWritable(EvaluationResult result)
    {
        using var json = JsonDocument.Parse(EvaluationJson.Write(result));
        Assert.Equal(1, json.RootElement.GetProperty("sites").GetArrayLength());
        Assert.NotEmpty(EvaluationText.Lines(result));
        Assert.DoesNotContain("NaN", HtmlReport.Write(EvaluationReport.Compose(result, new ReportContext("t", "c"))));
    }

    private static PredictionRow[] People(int count) => [.. Enumerable.Range(0, count).Select(i => new PredictionRow
    {
        SubjectId = $"P{i}",
        Site = SkeletalSite.FemoralNeck,
        MeasuredBmd = 0.6 + (0.01 * i),
        EstimatedBmd = 0.62 + (0.009 * i) + (0.02 * Math.Sin(i)),
        MeasuredCategory = i < 3 ? DiagnosticCategory.Osteoporosis : i < 12 ? DiagnosticCategory.Osteopenia : DiagnosticCategory.Normal,
        EstimatedCategory = i < 2 ? DiagnosticCategory.Osteoporosis : i < 14 ? DiagnosticCategory.Osteopenia : DiagnosticCategory.Normal,
        Sex = i % 3 == 0 ? Sex.Male : Sex.Female,
        AgeYears = 50 + (i * 7 % 30),
        HeightCm = 155 + (i % 7),
        WeightKg = 50 + (i * 5 % 17),
    })];
}
