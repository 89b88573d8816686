using System.Text.Json;
using System.Xml.Linq;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public class ExclusionTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly FilmResult WithoutL2 = ExampleResults.Estimated with
    {
        Gates = new GateIdentity("ours", new string('a', 64)),
        Findings = [new QualityFinding("unlike_neighbours", QualityAction.ExcludeVertebra, "L2 differs.", []) { Level = VertebralLevel.L2 }],
    };

    [Fact]
    public void A_vertebra_that_is_left_out_is_told_in_JSON_with_what_the_region_is_made_of()
    {
        var text = ResultJson.Write(WithoutL2);
        var result = JsonDocument.Parse(text).RootElement;
        Assert.Empty(ResultSchema.Published().Complaints(result));
        Assert.True(result.GetProperty("vertebrae")[1].GetProperty("excluded").GetBoolean());
        Assert.False(result.GetProperty("vertebrae")[0].GetProperty("excluded").GetBoolean());
        Assert.Equal(["L1", "L3", "L4"], result.GetProperty("sites")[0].GetProperty("vertebrae").EnumerateArray().Select(level => level.GetString()!));
        Assert.Equal("ours", result.GetProperty("quality").GetProperty("gates").GetProperty("name").GetString());
        Assert.Equal("L2", result.GetProperty("quality").GetProperty("findings")[0].GetProperty("level").GetString());
    }

    [Fact]
    public void The_text_names_what_remains_and_the_gates()
    {
        var text = ResultText.Write(WithoutL2);
        Assert.Contains("lumbar spine L1–L4 (of L1, L3, L4)", text);
        Assert.Contains("98 %, left out", text);
        Assert.Contains("Gates    ours (aaaaaaaaaaaa)", text);
    }

    [Fact]
    public void A_vertebra_that_is_left_out_is_crossed_in_its_own_colour()
    {
        using var picture = SKBitmap.Decode(OverlayPicture.Png(WithoutL2, ExampleResults.BlackFilm));
        // L2 lies 120 below L1: from (300, 320) to (425, 420); its diagonals meet at its middle.
        Assert.Equal(new SKColor(230, 159, 0), picture.GetPixel(360, 368));
        Assert.NotEqual(new SKColor(230, 159, 0), picture.GetPixel(360, 248));
    }

    [Fact]
    public void An_attribution_map_is_a_translucent_layer_where_its_cells_lie()
    {
        using var picture = SKBitmap.Decode(AttributionPicture.Png(ExampleResults.Estimated, ExampleResults.BlackFilm, [Cell(50, 0.02), Cell(150, -0.01), Cell(700, 0)]));
        Assert.True(picture.GetPixel(75, 525) is { Red: > 100, Blue: < 10 });
        Assert.True(picture.GetPixel(175, 525) is { Red: < 60, Blue: > 50 });
        Assert.Equal(SKColors.Black, picture.GetPixel(725, 525));
    }

    [Fact]
    public void An_attribution_map_as_a_drawing_holds_the_film_the_layer_and_the_legend()
    {
        AttributionCell broken = new([new ImagePoint(double.NaN, 1), new ImagePoint(9, 1), new ImagePoint(9, 9)], 0.01);
        var result = ExampleResults.Estimated with { File = "<a&b>.dcm" };
        var svg = XDocument.Parse(AttributionPicture.Svg(result, ExampleResults.BlackFilm, [Cell(50, 0.02), Cell(150, -0.01), broken]));
        var layer = svg.Descendants(Svg + "polygon").Where(polygon => polygon.Attribute("fill-opacity") is not null).ToArray();
        Assert.Equal(["#e69f00", "#56b4e9"], layer.Select(patch => patch.Attribute("fill")!.Value));
        Assert.Equal(["0.667", "0.333"], layer.Select(patch => patch.Attribute("fill-opacity")!.Value));
        Assert.StartsWith("data:image/png;base64,", svg.Descendants(Svg + "image").Single().Attribute("href")!.Value, StringComparison.Ordinal);
        Assert.Equal("<a&b>.dcm", svg.Descendants(Svg + "title").Single().Value);
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value.Contains("0.020 g/cm²", StringComparison.Ordinal));
    }

    [Fact]
    public void An_attribution_of_an_earlier_run_does_not_stay_beside_a_report_without_one()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            AttributionCell[] cells = [new([new ImagePoint(1, 1), new ImagePoint(9, 1), new ImagePoint(9, 9)], 0.1)];
            new ReportDirectory(folder).Write(ExampleResults.Estimated, ExampleResults.BlackFilm, cells);
            Assert.Equal([".png", ".svg"], Directory.GetFiles(folder, "*.attribution.*").Select(file => Path.GetExtension(file)).Order());
            new ReportDirectory(folder).Write(ExampleResults.Estimated, ExampleResults.BlackFilm);
            Assert.Empty(Directory.GetFiles(folder, "*.attribution.*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static AttributionCell Cell(double left, double change) => new(
        [new ImagePoint(left, 500), new ImagePoint(left + 50, 500), new ImagePoint(left + 50, 550), new ImagePoint(left, 550)], change);
}
