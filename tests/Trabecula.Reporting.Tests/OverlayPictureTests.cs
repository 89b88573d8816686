using System.Xml.Linq;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public class OverlayPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_vertebra_is_outlined_where_it_lies()
    {
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Estimated, ExampleResults.BlackFilm));
        Assert.Equal((1000, 900), (picture.Width, picture.Height));
        // The upper endplate of L1 runs from (300, 200) to (420, 200).
        Assert.Equal(new SKColor(86, 180, 233), picture.GetPixel(360, 200));
        Assert.Equal(SKColors.Black, picture.GetPixel(360, 190));
        Assert.Equal(SKColors.Black, picture.GetPixel(360, 225));
    }

    [Fact]
    public void A_finding_is_outlined_in_its_own_colour()
    {
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Estimated, ExampleResults.BlackFilm));
        // The left edge of the metal at x = 500, somewhere in a dash.
        Assert.Contains(Enumerable.Range(300, 80), y => picture.GetPixel(500, y) == new SKColor(240, 228, 66));
    }

    [Fact]
    public void A_rejected_film_carries_a_banner_and_an_estimated_one_does_not()
    {
        using var rejected = Decode(OverlayPicture.Png(ExampleResults.Rejected, ExampleResults.BlackFilm));
        using var estimated = Decode(OverlayPicture.Png(ExampleResults.Estimated, ExampleResults.BlackFilm));
        Assert.Equal(new SKColor(213, 94, 0), rejected.GetPixel(998, 2));
        Assert.Equal(SKColors.Black, estimated.GetPixel(998, 2));
    }

    [Fact]
    public void The_banner_spells_the_reason_in_dots()
    {
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Rejected, ExampleResults.BlackFilm));
        // "R" begins at (6, 6): its left stroke is white over all seven rows of two pixels, the gap beside its leg is not.
        Assert.All(Enumerable.Range(6, 14), y => Assert.Equal(SKColors.White, picture.GetPixel(6, y)));
        Assert.Equal(new SKColor(213, 94, 0), picture.GetPixel(8, 18));
    }

    [Theory]
    [InlineData(200, 400, 400, 800)]
    [InlineData(2000, 3200, 1000, 1600)]
    [InlineData(1, 1, 800, 800)]
    [InlineData(1, 5000, 1, 1600)]
    public void Small_films_are_enlarged_and_large_ones_reduced(int width, int height, int drawnWidth, int drawnHeight)
    {
        var film = new FilmPicture(new byte[width * height], width, height, width, height);
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Rejected, film));
        Assert.Equal((drawnWidth, drawnHeight), (picture.Width, picture.Height));
    }

    [Fact]
    public void Points_are_in_the_films_pixels_even_where_the_picture_is_smaller()
    {
        // A film of 1000 × 900 whose picture has a quarter of its side.
        var small = new FilmPicture(new byte[250 * 225], 250, 225, 1000, 900);
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Estimated, small));
        Assert.Equal(new SKColor(86, 180, 233), picture.GetPixel(360, 200));
    }

    [Fact]
    public void The_film_itself_is_seen()
    {
        var grey = new byte[1000 * 900];
        Array.Fill(grey, (byte)130);
        using var picture = Decode(OverlayPicture.Png(ExampleResults.Estimated, new FilmPicture(grey, 1000, 900, 1000, 900)));
        Assert.Equal(new SKColor(130, 130, 130), picture.GetPixel(900, 500));
    }

    [Fact]
    public void The_drawing_is_valid_and_holds_every_outline()
    {
        var svg = XDocument.Parse(OverlayPicture.Svg(ExampleResults.Estimated, ExampleResults.BlackFilm));
        Assert.Equal(5, svg.Descendants(Svg + "polygon").Count());
        Assert.Equal("300.5,200.5 420.5,200.5 425.5,300.5 295.5,300.5", svg.Descendants(Svg + "polygon").First().Attribute("points")!.Value);
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "L1 0.71 g/cm² (98 %)");
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup()
    {
        var hostile = ExampleResults.Rejected with
        {
            File = "<script>alert(1)<.script>\u0001\ud800.dcm",
            Findings = [new QualityFinding("x", QualityAction.Reject, "<script>\"&'\uffff", [new ImagePoint(1, 1), new ImagePoint(9, 9)])],
        };
        var svg = XDocument.Parse(OverlayPicture.Svg(hostile, ExampleResults.BlackFilm));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value.Contains("<script>\"&'"));
    }

    [Fact]
    public void A_point_that_is_not_a_number_draws_nothing()
    {
        var result = ExampleResults.Rejected with
        {
            Findings = [new QualityFinding("x", QualityAction.Reject, "x", [new ImagePoint(double.NaN, 1), new ImagePoint(9, 9)])],
        };
        Assert.DoesNotContain("NaN", OverlayPicture.Svg(result, ExampleResults.BlackFilm));
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(10, 10, 99)]
    [InlineData(65536, 65536, 0)]
    [InlineData(-1, -1, 1)]
    public void A_picture_whose_sizes_do_not_fit_is_refused(int width, int height, int bytes)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => new FilmPicture(new byte[bytes], width, height, 10, 10));
        Assert.Equal("invalid_picture", refusal.Code);
    }

    private static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png);
}
