using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public class ResultTextTests
{
    [Fact]
    public void An_estimated_film_is_written_as_in_the_golden_file() =>
        GoldenFile.AssertSame("estimated.txt", ResultText.Write(ExampleResults.Estimated));

    [Fact]
    public void A_rejected_film_is_written_as_in_the_golden_file() =>
        GoldenFile.AssertSame("rejected.txt", ResultText.Write(ExampleResults.Rejected));

    [Fact]
    public void A_file_that_is_no_film_is_written_as_in_the_golden_file() =>
        GoldenFile.AssertSame("unreadable.txt", ResultText.Write(ExampleResults.Unreadable("films/empty.dcm")));

    [Fact]
    public void Without_a_category_the_text_says_why_and_gives_none()
    {
        var result = ExampleResults.Estimated with { Diagnosis = new Diagnosis("JSBMR2012", null, null, "The sex is unknown.") };
        var text = ResultText.Write(result);
        Assert.Contains("no category by the Japanese 2012 (JSBMR) criteria.", text);
        Assert.Contains("The sex is unknown.", text);
        Assert.Contains("No category is given.", text);
    }

    [Fact]
    public void A_file_name_cannot_steer_the_terminal()
    {
        var text = ResultText.Write(ExampleResults.Unreadable("a\u001b[2Jb\r\u202Egnp.dcm"));
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\u202E', text);
    }

    [Theory]
    [InlineData(DiagnosticCategory.Normal)]
    [InlineData(DiagnosticCategory.Osteopenia)]
    [InlineData(DiagnosticCategory.Osteoporosis)]
    public void Every_category_is_called_an_estimate_and_no_diagnosis(DiagnosticCategory category)
    {
        var result = ExampleResults.Estimated with { Diagnosis = ExampleResults.Estimated.Diagnosis! with { Category = category } };
        var text = ResultText.Write(result);
        Assert.Contains("DXA", text);
        Assert.Contains("no diagnosis", text.Replace("\n           ", " "));
    }
}
