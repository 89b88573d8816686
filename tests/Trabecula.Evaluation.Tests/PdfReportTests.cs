using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Trabecula.Domain;

namespace Trabecula.Evaluation.Tests;

public partial class PdfReportTests
{
    private static readonly ReportDocument Report =
        EvaluationReport.Compose(GoldenTable.Result, new ReportContext("Evaluation (a \\ b)", "trabecula evaluate p.csv"));

    [Fact]
    public void Every_entry_of_the_cross_reference_points_to_its_object()
    {
        var file = Encoding.Latin1.GetString(PdfReport.Write(Report));
        var start = int.Parse(file[(file.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0], CultureInfo.InvariantCulture);
        var entries = file[start..].Split('\n').Skip(3).TakeWhile(line => line.EndsWith("n ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(entries);
        for (var i = 0; i < entries.Length; i++)
            Assert.StartsWith($"{i + 1} 0 obj", file[int.Parse(entries[i][..10], CultureInfo.InvariantCulture)..]);
    }

    [Fact]
    public void Every_page_says_that_the_people_are_simulated()
    {
        var pages = Pages(PdfReport.Write(Report));
        Assert.True(pages.Count > 3);
        Assert.All(pages, page => Assert.Contains("SIMULATED PEOPLE", page));
    }

    [Fact]
    public void No_coordinate_is_undefined() =>
        Assert.All(Pages(PdfReport.Write(Report)), page => Assert.DoesNotMatch("NaN|Infinity|∞", page));

    [Fact]
    public void The_same_report_gives_the_same_bytes() => Assert.Equal(PdfReport.Write(Report), PdfReport.Write(Report));

    [Fact]
    public void Letters_that_the_fonts_lack_become_question_marks()
    {
        var report = new ReportDocument("病院 é", "banner", [new ReportSection("s", [new ReportParagraph(new string('x', 5000))])]);
        Assert.Contains(Pages(PdfReport.Write(report)), page => page.Contains("(?? \u00e9)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_that_is_no_simple_PNG_is_refused()
    {
        foreach (var bytes in new[] { new byte[3], new byte[100], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[60]] })
        {
            var report = new ReportDocument("t", "b", [new ReportSection("s", [new ReportPicture(bytes, "c")])]);
            Assert.Equal("invalid_picture", Assert.Throws<TrabeculaException>(() => PdfReport.Write(report)).Code);
        }
    }

    [Fact]
    public void A_table_of_any_words_can_be_laid_out()
    {
        string[] row = [new string('W', 400), "a", string.Join(' ', Enumerable.Repeat("word", 300)), new string('M', 200)];
        var table = new ReportTable("c", ["a", "b", "c", "d"], [.. Enumerable.Repeat(row, 12)]);
        Assert.NotEmpty(Pages(PdfReport.Write(new ReportDocument("t", "b", [new ReportSection("s", [table, table with { Rows = [] }])]))));
    }

    private static List<string> Pages(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var pages = new List<string>();
        foreach (Match match in Content().Matches(text))
        {
            var from = match.Index + match.Length;
            using var zlib = new ZLibStream(
                new MemoryStream(pdf, from, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)), CompressionMode.Decompress);
            using var reader = new StreamReader(zlib, Encoding.Latin1);
            pages.Add(reader.ReadToEnd());
        }

        return pages;
    }

    [GeneratedRegex(@"<< /Filter /FlateDecode /Length (\d+) >>\nstream\n")]
    private static partial Regex Content();
}
