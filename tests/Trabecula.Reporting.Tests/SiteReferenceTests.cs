using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public sealed class SiteReferenceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-reference-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<ReportLanguage, ReportPaper, DiagnosticCriteria> Pages
    {
        get
        {
            var pages = new TheoryData<ReportLanguage, ReportPaper, DiagnosticCriteria>();
            foreach (var language in Enum.GetValues<ReportLanguage>())
            {
                foreach (var paper in Enum.GetValues<ReportPaper>())
                {
                    foreach (var criteria in Enum.GetValues<DiagnosticCriteria>())
                        pages.Add(language, paper, criteria);
                }
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_names_the_reference_of_every_site_and_still_the_film(ReportLanguage language, ReportPaper paper, DiagnosticCriteria criteria)
    {
        var result = Result(criteria);
        var film = Examination.Of(ExampleFilms.Ordinary());
        var scale = new ReferenceScale(ReferencePopulation.For(criteria), DxaManufacturer.Hologic);
        var path = Path.Combine(_folder, "page.pdf");
        File.WriteAllBytes(path, ReportPrinter.Print(result, ExampleResults.BlackFilm, film, scale, Noon, language, paper).Pdf);
        var text = WithoutBlanks(OtherTool.Run("pdftotext", "poppler-utils", "-raw", path, "-"));
        Assert.Equal(4, result.Sites.Count);
        Assert.All(result.Sites, site => Assert.Contains(WithoutBlanks(site.Reference!), text));
        Assert.Contains(ExampleFilms.Instance, text);
    }

    [Fact]
    public void Text_structured_report_and_bundle_name_the_same_reference_at_the_same_site()
    {
        var result = Result(DiagnosticCriteria.Who);
        Assert.Equal(4, result.Sites.Select(site => site.Reference).Distinct().Count());
        var text = WithoutBlanks(ResultText.Write(result));
        Assert.All(result.Sites, site => Assert.Contains(WithoutBlanks($"{site.Estimate.Site.DisplayName()} – {site.Reference}"), text));

        var bundle = new FhirJsonDeserializer().Deserialize<Bundle>(Encoding.UTF8.GetString(FhirBundle.Write(result, Examination.Of(ExampleFilms.Ordinary()), null, Noon)));
        var observations = bundle.Entry.Select(entry => entry.Resource).OfType<Observation>().Where(one => one.ReferenceRange.Count > 0);
        Assert.Equal(
            result.Sites.Select(site => (site.Estimate.Site.DisplayName(), site.Reference)),
            observations.Select(one => (one.BodySite!.Text!, one.ReferenceRange[0].Text)));

        // Of every T-score and Z-score in the report, by the order of the sites.
        var report = DicomResults.Create(result, ExampleFilms.Ordinary(), ExampleResults.BlackFilm, null, Noon).Report.Dataset;
        var told = All(report).Where(item => item.GetItems(DicomTags.ConceptNameCodeSequence) is [var name] && name.GetString(DicomTags.CodeValue) == "121406")
            .Select(item => item.GetString(DicomTags.TextValue)!);
        Assert.Equal(result.Sites.SelectMany(site => new[] { site.Reference, site.Reference }), told);
    }

    private static FilmResult Result(DiagnosticCriteria criteria)
    {
        var estimates = Enum.GetValues<SkeletalSite>().Where(site => site.IsRegional()).Select(site => new DensityEstimate(site, 0.74, 0.05)).ToArray();
        var outcome = DiagnosisRules.Evaluate(
            estimates, ExampleResults.Estimated.Subject, null, ReferencePopulation.For(criteria), criteria, DxaManufacturer.Hologic);
        return ExampleResults.Estimated with { Sites = outcome.Sites, Diagnosis = outcome.Diagnosis };
    }

    private static IEnumerable<DicomDataset> All(DicomDataset dataset) =>
        dataset.GetItems(DicomTags.ContentSequence).SelectMany(item => new[] { item }.Concat(All(item)));

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
