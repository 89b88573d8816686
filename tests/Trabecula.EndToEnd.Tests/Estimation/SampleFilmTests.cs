using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.EndToEnd.Tests;

/// <summary>The shipped model on the shipped film, whose truth is known: row 5 of the cohort named in samples/README.md.</summary>
public class SampleFilmTests
{
    private const double PixelMm = 0.4;

    /// <summary>Upper and lower ends of the bodies' left sides in pixels, from the cohort's landmarks.csv.</summary>
    private static readonly (string Level, double TopLeftX, double TopLeftY, double BottomRightX, double BottomRightY)[] Truth =
    [
        ("L1", 409.8, 260.3, 543.4, 337.0),
        ("L2", 407.0, 347.7, 547.7, 424.7),
        ("L3", 403.4, 445.4, 551.9, 530.1),
        ("L4", 400.7, 551.9, 551.3, 635.9),
    ];

    [Fact]
    public async Task The_sample_is_estimated_where_and_as_dense_as_it_is()
    {
        var run = await CommandLineRun.Of(
            "estimate", Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"), "--json", "--model", ShippedModel);
        Assert.Equal(0, run.Code);
        var result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("estimated", result.GetProperty("status").GetString());
        foreach (var (level, left, top, right, bottom) in Truth)
        {
            var corners = result.GetProperty("vertebrae").EnumerateArray()
                .Single(vertebra => vertebra.GetProperty("level").GetString() == level).GetProperty("corners_px");
            Assert.InRange(DistanceMm(corners[0], left, top), 0, 5);
            Assert.InRange(DistanceMm(corners[2], right, bottom), 0, 5);
        }

        // The simulated scanner measured 0.825 g/cm² at L2–L4.
        var lumbar = result.GetProperty("sites").EnumerateArray().Single(site => site.GetProperty("site").GetString() == SkeletalSite.LumbarL2L4.Code());
        Assert.InRange(0.825, lumbar.GetProperty("interval90")[0].GetDouble(), lumbar.GetProperty("interval90")[1].GetDouble());
    }

    [Fact]
    public async Task A_film_among_others_gives_the_same_bytes_as_alone()
    {
        var film = Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm");
        var alone = await CommandLineRun.Of("estimate", film, "--json", "--model", ShippedModel);
        var among = await CommandLineRun.Of("estimate", film, "missing", film, film, film, "--json", "--model", ShippedModel);
        var lines = among.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines.Where((_, index) => index != 1), line => Assert.Equal(alone.Out.TrimEnd('\n'), line));
    }

    /// <summary>The design bounds the shipped bundle to 25 MB.</summary>
    [Fact]
    public void The_shipped_bundle_is_small() =>
        Assert.InRange(new DirectoryInfo(ShippedModel).EnumerateFiles().Sum(file => file.Length), 1, 25_000_000);

    [Theory]
    [InlineData("dicom/RG3_UNC.dcm")]
    [InlineData("dicom/RG3_J2KR.dcm")]
    [InlineData("dicom/CR-MONO1-10-chest")]
    [InlineData("films/abdomen/100_IM-0002-1001_invert.png")]
    [InlineData("films/abdomen/3_IM-1384-1001.png")]
    public async Task A_leg_and_a_chest_are_no_lumbar_spines(string film)
    {
        var path = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", film);
        if (!File.Exists(path))
            Assert.Skip("The evaluation films are not beside the repository.");
        var run = await CommandLineRun.Of("estimate", path, "--json", "--model", ShippedModel);
        Assert.Equal(1, run.Code);
        var finding = JsonDocument.Parse(run.Out).RootElement.GetProperty("quality").GetProperty("findings")[0];
        Assert.Equal("not_lumbar_ap", finding.GetProperty("code").GetString());
    }

    private static string ShippedModel => Path.Combine(RepositoryRoot.Path, "models", "in-silico");

    private static double DistanceMm(JsonElement corner, double x, double y) =>
        PixelMm * Math.Sqrt(Math.Pow(corner[0].GetDouble() - x, 2) + Math.Pow(corner[1].GetDouble() - y, 2));
}
