using System.Text;
using System.Text.RegularExpressions;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public sealed partial class ReportPrinterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReferenceScale Who = new(ReferencePopulation.Who, DxaManufacturer.Hologic);

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-print-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, ReportLanguage, ReportPaper> Pages
    {
        get
        {
            var pages = new TheoryData<string, ReportLanguage, ReportPaper>();
            foreach (var which in new[] { "estimated", "rejected", "unreadable" })
            {
                foreach (var language in Enum.GetValues<ReportLanguage>())
                {
                    foreach (var paper in Enum.GetValues<ReportPaper>())
                        pages.Add(which, language, paper);
                }
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_report_is_one_page_of_the_paper_that_was_chosen(string which, ReportLanguage language, ReportPaper paper)
    {
        var result = which switch { "estimated" => ExampleResults.Estimated, "rejected" => ExampleResults.Rejected, _ => ExampleResults.Unreadable("x.dcm") };
        var picture = which == "unreadable" ? null : ExampleResults.BlackFilm;
        var pdf = Encoding.Latin1.GetString(ReportPrinter.Print(result, picture, Example(), Who, Noon, language, paper).Pdf);
        Assert.StartsWith("%PDF-", pdf);
        Assert.Contains("/Count 1", pdf);
        Assert.Contains(paper == ReportPaper.Letter ? "/MediaBox [0 0 612 792]" : "/MediaBox [0 0 595.2", pdf);
    }

    [Fact]
    public void The_page_says_who_how_much_and_what_it_is_not()
    {
        var text = TextOf(ReportPrinter.Print(ExampleResults.Estimated, ExampleResults.BlackFilm, Example("Doe^Jane"), Who, Noon));
        foreach (var expected in new[]
        {
            "Doe, Jane", "12345", "1958-02-14", "female, 67 years", "0.742", "0.659", "0.824", "−2.8", "71", "In the range of osteoporosis", "no diagnosis",
            "DXA of the", "Research use only", "simulated films only", "There is metal beside L3.",
        })
        {
            Assert.Contains(WithoutBlanks(expected), text);
        }
    }

    [Fact]
    public void The_Japanese_page_is_Japanese_throughout()
    {
        var result = ExampleResults.Estimated with
        {
            Diagnosis = ExampleResults.Estimated.Diagnosis! with { Note = "The menopause is not stated; a woman from 50 years is taken as postmenopausal." },
        };
        var text = TextOf(ReportPrinter.Print(
            result, ExampleResults.BlackFilm, Example("Yamada^Tarou=山田^太郎"), Who, Noon, ReportLanguage.Japanese));
        foreach (var expected in new[] { "山田 太郎", "骨粗鬆症の範囲", "大腿骨頸部", "研究用です", "シミュレーション画像のみ", "閉経後とみなしました" })
            Assert.Contains(WithoutBlanks(expected), text);
        Assert.DoesNotContain("postmenopausal", text);
    }

    [Fact]
    public void A_refused_film_gets_a_page_that_says_why_and_no_density()
    {
        var text = TextOf(ReportPrinter.Print(ExampleResults.Rejected, ExampleResults.BlackFilm, Example(), Who, Noon));
        Assert.Contains("Notanalysable", text);
        Assert.Contains(WithoutBlanks("This is no AP film of the lumbar spine."), text);
        Assert.DoesNotContain("g/cm²", text);
    }

    [Fact]
    public void The_same_result_gives_the_same_bytes() => Assert.Equal(
        ReportPrinter.Print(ExampleResults.Estimated, ExampleResults.BlackFilm, Example(), Who, Noon).Pdf,
        ReportPrinter.Print(ExampleResults.Estimated, ExampleResults.BlackFilm, Example(), Who, Noon).Pdf);

    [Fact]
    public void A_name_with_markup_and_control_characters_is_printed_as_text()
    {
        var film = ExampleFilms.WithBytes("ISO_IR 192", "<b>O'Hara</b>\u0007\n & Söhne^Zoë"u8.ToArray());
        Assert.Contains("<b>O'Hara</b>&Söhne,Zoë", TextOf(ReportPrinter.Print(ExampleResults.Estimated, null, Examination.Of(film), Who, Noon)));
    }

    [Theory]
    [InlineData("محمد^علي")]
    [InlineData("नमस्ते")]
    [InlineData("e\u0301^x")]
    public void A_name_that_cannot_be_printed_right_is_refused_by_name(string name)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => ReportPrinter.Print(ExampleResults.Estimated, null, Example(name), Who, Noon));
        Assert.Equal("font_missing", refusal.Code);
        Assert.DoesNotContain(name, refusal.Message);
    }

    [Fact]
    public void A_name_whose_ideographs_have_no_font_is_printed_in_letters() =>
        Assert.Contains("Ali,Mohamed", TextOf(ReportPrinter.Print(ExampleResults.Estimated, null, Example("Ali^Mohamed=علي^محمد"), Who, Noon)));

    [Fact]
    public void Forty_findings_and_names_without_end_stay_on_the_page()
    {
        var result = ExampleResults.Estimated with
        {
            File = new string('x', 5000),
            Findings = [.. Enumerable.Range(0, 40).Select(number => new QualityFinding(
                "blurred", QualityAction.Warn, $"{number} " + new string('W', 300), [new ImagePoint(double.NaN, 0), new ImagePoint(1, 1), new ImagePoint(2, 2)]))],
        };
        var printed = ReportPrinter.Print(result, ExampleResults.BlackFilm, Example(new string('M', 500), new string('9', 500)), Who, Noon);
        Assert.Contains("/Count 1", Encoding.Latin1.GetString(printed.Pdf));
        Assert.Contains("more,inthestructuredreport", TextOf(printed));
    }

    [Fact]
    public void Without_sex_age_or_reference_there_is_a_page_still()
    {
        foreach (var subject in new[] { Subject.Unknown, new Subject(Sex.Male, null, null, null, "dicom"), new Subject(null, 4, null, null, "dicom") })
        {
            foreach (var reference in new[] { null, Who })
                Assert.NotEmpty(ReportPrinter.Print(ExampleResults.Estimated with { Subject = subject }, null, Examination.Unknown, reference, Noon).Pdf);
        }
    }

    [Fact]
    public void Every_finding_about_a_film_has_a_Japanese_sentence()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "reasons.md"));
        var about = page[page.IndexOf("## About a film", StringComparison.Ordinal)..page.IndexOf("## About a file", StringComparison.Ordinal)];
        var codes = CodeOfRow().Matches(about).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.DoesNotContain(
            "English", JapaneseWords.All.Finding(new QualityFinding(code, QualityAction.Warn, "English", []))));
    }

    [Fact]
    public void Every_note_of_the_rules_has_a_Japanese_sentence()
    {
        var estimates = Enum.GetValues<SkeletalSite>().Select(site => new DensityEstimate(site, 0.7, 0.05)).ToArray();
        foreach (var criteria in Enum.GetValues<DiagnosticCriteria>())
        {
            foreach (var sex in new Sex?[] { null, Sex.Female, Sex.Male })
            {
                foreach (var age in new double?[] { null, 8, 35, 67, 99, 200 })
                {
                    foreach (var isPostmenopausal in new bool?[] { null, true, false })
                    {
                        var outcome = DiagnosisRules.Evaluate(
                            estimates, new Subject(sex, age, null, null, "dicom"), isPostmenopausal, ReferencePopulation.For(criteria), criteria, DxaManufacturer.Hologic);
                        Assert.DoesNotMatch("[a-z]{4}", JapaneseNotes.Of(outcome.Diagnosis.Note ?? string.Empty));
                    }
                }
            }
        }
    }

    [Fact]
    public void Our_own_words_are_in_the_built_in_fonts()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var japanese = Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var folder = Path.Combine(RepositoryRoot.Path, "src", "Trabecula.Reporting", "Print");
        foreach (var file in new[] { "EnglishWords.cs", "JapaneseWords.cs", "JapaneseNotes.cs" })
        {
            // The fonts hold Latin-1, a few signs and code page 932 (Fonts/make_fonts.py).
            var letters = File.ReadAllText(Path.Combine(folder, file)).Where(letter => letter > 0xFF && !"–—−‘’“”…•→≤≥\uFEFF".Contains(letter)).Distinct();
            Assert.All(letters, letter => japanese.GetBytes(letter.ToString()));
        }
    }

    private static Examination Example(string name = "Doe^Jane", string id = "12345") => Examination.Of(
        ExampleFilms.Ordinary(id: id).SetBytes(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192"u8.ToArray())
            .SetBytes(DicomTags.PatientName, DicomVr.PN, Encoding.UTF8.GetBytes(name)));

    private string TextOf(PrintedReport printed)
    {
        var path = Path.Combine(_folder, "page.pdf");
        File.WriteAllBytes(path, printed.Pdf);
        // Where words end is the reader's guess; the letters and their order are ours.
        return WithoutBlanks(OtherTool.Run("pdftotext", "poppler-utils", "-raw", path, "-"));
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("^\\| `([a-z_]+)`", RegexOptions.Multiline)]
    private static partial Regex CodeOfRow();
}
