using System.Globalization;
using System.Text.Json;
using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public class ResultJsonTests
{
    [Fact]
    public void An_estimated_film_is_written_as_in_the_golden_file() =>
        GoldenFile.AssertSame("estimated.json", ResultJson.Write(ExampleResults.Estimated) + "\n");

    [Fact]
    public void A_rejected_film_is_written_as_in_the_golden_file() =>
        GoldenFile.AssertSame("rejected.json", ResultJson.Write(ExampleResults.Rejected) + "\n");

    [Fact]
    public void Every_kind_of_result_fits_the_published_schema()
    {
        var schema = ResultSchema.Published();
        foreach (var result in new[] { ExampleResults.Estimated, ExampleResults.Rejected, ExampleResults.Unreadable("x") })
            Assert.Empty(schema.Complaints(JsonDocument.Parse(ResultJson.Write(result)).RootElement));
    }

    [Fact]
    public void The_schema_refuses_what_is_no_result()
    {
        var schema = ResultSchema.Published();
        var json = ResultJson.Write(ExampleResults.Estimated);
        foreach (var wrong in new[]
        {
            json.Replace("\"estimated\"", "\"guessed\""),
            json.Replace("\"bmd\":0.742", "\"bmd\":\"0.742\""),
            json.Replace("\"warnings\"", "\"remarks\""),
            json.Replace("[0.659,0.824]", "[0.659]"),
        })
        {
            Assert.NotEqual(json, wrong);
            Assert.NotEmpty(schema.Complaints(JsonDocument.Parse(wrong).RootElement));
        }
    }

    [Fact]
    public void Any_file_name_comes_back_from_one_line()
    {
        Gen.String.Where(name => !name.Any(char.IsSurrogate)).Sample(name =>
        {
            var json = ResultJson.Write(ExampleResults.Unreadable(name));
            Assert.DoesNotContain('\n', json);
            Assert.Equal(name, JsonDocument.Parse(json).RootElement.GetProperty("file").GetString());
        });
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        var (json, text) = (ResultJson.Write(ExampleResults.Estimated), ResultText.Write(ExampleResults.Estimated));
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(json, ResultJson.Write(ExampleResults.Estimated));
            Assert.Equal(text, ResultText.Write(ExampleResults.Estimated));
            var svg = OverlayPicture.Svg(ExampleResults.Estimated, ExampleResults.BlackFilm);
            Assert.Contains("300.5,200.5", svg);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_not_a_number_becomes_null()
    {
        var result = ExampleResults.Estimated with { Subject = new Subject(Sex.Male, double.NaN, double.PositiveInfinity, 70, "dicom") };
        Assert.Contains("\"age_years\":null,\"height_cm\":null,\"weight_kg\":70", ResultJson.Write(result));
    }
}
