using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference.Tests.Quality;

public sealed class LocationRulesTests
{
    private static readonly Raster Film = new(1000, 700, [.. Enumerable.Range(0, 700_000).Select(i => (float)(i % 997))]);

    [Theory]
    [InlineData(0.7, "levels_uncounted", QualityAction.Reject)]
    [InlineData(0.95, "possible_transitional_anatomy", QualityAction.Warn)]
    public void Levels_that_fit_one_higher_as_well_are_not_guessed(double certainty, string code, QualityAction action)
    {
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), certainty, 0.99, false), Film, 1, GateTable.Default);
        Assert.Contains(verdict.Findings, finding => finding.Code == code && finding.Action == action);
        Assert.DoesNotContain(
            LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), 0.999, 0.99, false), Film, 1, GateTable.Default).Findings,
            finding => finding.Code is "levels_uncounted" or "possible_transitional_anatomy");
    }

    [Fact]
    public void A_film_that_is_no_lumbar_film_is_rejected_as_such()
    {
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), 1, 0.1, false), Film, 1, GateTable.Default);
        Assert.Equal("not_lumbar_ap", Assert.Single(verdict.Findings).Code);
        Assert.Empty(verdict.Lumbar);
    }

    [Fact]
    public void A_missing_vertebra_is_named()
    {
        VertebraOutline[] spine = SpineShapeTests.Spine(48, 28, 9, 0);
        spine[3] = spine[3] with { Confidence = 0.01 };
        QualityFinding finding = Assert.Single(LocationRules.Judge(new SpineLocation(spine, 1, 0.99, false), Film, 1, GateTable.Default).Findings);
        Assert.Equal("vertebrae_missing", finding.Code);
        Assert.StartsWith("L4 could not be found", finding.Message);
        Assert.Equal(4, finding.Where.Count);
    }

    [Fact]
    public void A_good_film_has_no_finding()
    {
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), 1, 0.99, false), Film, 1, GateTable.Default);
        Assert.Empty(verdict.Findings);
        Assert.Equal(4, verdict.Lumbar.Count);
    }

    [Fact]
    public void Unknown_spacing_and_turned_polarity_are_said()
    {
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), 1, 0.99, true), Film, null, GateTable.Default);
        Assert.Equal(["spacing_unknown", "inverted"], verdict.Findings.Select(f => f.Code));
        Assert.All(verdict.Findings, f => Assert.Equal(QualityAction.Warn, f.Action));
    }

    [Fact]
    public void Vertebrae_of_a_few_rows_are_too_small()
    {
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(12, 8, 3, 0), 1, 0.99, false), Film, null, GateTable.Default);
        Assert.Equal("too_small", Assert.Single(verdict.Findings).Code);
        Assert.Empty(verdict.Lumbar);
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(-24, 1)]
    [InlineData(24, 1)]
    public void A_spine_that_leans_by_more_than_twenty_degrees_is_said(double degrees, int findings)
    {
        VertebraOutline[] spine = SpineShapeTests.Spine(48, 28, 9, degrees);
        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(spine, 1, 0.99, false), Film, 1, GateTable.Default);
        QualityFinding[] tilted = [.. verdict.Findings.Where(finding => finding.Code == "tilted")];
        Assert.Equal(findings, tilted.Length);
        Assert.All(tilted, finding => Assert.Contains(degrees > 0 ? "24° to the right" : "24° to the left", finding.Message));
    }

    [Fact]
    public void A_burnt_out_vertebra_is_said()
    {
        float[] pixels = (float[])Film.Pixels.Clone();
        for (int y = 290; y < 320; y++)
        {
            Array.Fill(pixels, 5000f, (y * Film.Width) + 450, 100);
        }

        LocationVerdict verdict = LocationRules.Judge(new SpineLocation(SpineShapeTests.Spine(48, 28, 9, 0), 1, 0.99, false), Film with { Pixels = pixels }, 1, GateTable.Default);
        Assert.Equal("clipped", Assert.Single(verdict.Findings).Code);
    }
}
