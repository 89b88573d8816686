using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public sealed class ClinicalFormsTests : IDisposable
{
    private static readonly ClinicalFormOptions Everything = new(Pdf: true, Dicom: true, Fhir: true);

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_form_that_is_asked_for_is_written_beside_the_others()
    {
        var forms = ClinicalForms.Make(ExampleResults.Estimated, ExampleResults.BlackFilm, ExampleFilms.Ordinary(), null, DateTimeOffset.UnixEpoch, Everything);
        Assert.Empty(forms.Refusals);
        new ReportDirectory(_folder).Write(ExampleResults.Estimated, ExampleResults.BlackFilm, forms: forms);
        Assert.Equal(
            [
                "lumbar-ap.fhir.json", "lumbar-ap.json", "lumbar-ap.overlay.png", "lumbar-ap.overlay.svg", "lumbar-ap.report.dcm", "lumbar-ap.report.pdf",
                "lumbar-ap.sc.dcm", "lumbar-ap.sr.dcm",
            ],
            Names());
    }

    [Fact]
    public void Forms_of_an_earlier_run_do_not_outlive_a_result_that_has_none()
    {
        var forms = ClinicalForms.Make(ExampleResults.Estimated, ExampleResults.BlackFilm, ExampleFilms.Ordinary(), null, DateTimeOffset.UnixEpoch, Everything);
        new ReportDirectory(_folder).Write(ExampleResults.Estimated, null, forms: forms);
        new ReportDirectory(_folder).Write(ExampleResults.Estimated, null);
        Assert.Equal(["lumbar-ap.json"], Names());
    }

    [Fact]
    public void A_plain_picture_gets_all_but_DICOM_and_the_reason()
    {
        var forms = ClinicalForms.Make(ExampleResults.Estimated, ExampleResults.BlackFilm, null, null, DateTimeOffset.UnixEpoch, Everything);
        Assert.Equal("film_without_identity", Assert.Single(forms.Refusals).Code);
        Assert.Equal([".fhir.json", ".report.pdf"], forms.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_without_a_font_costs_the_page_alone()
    {
        var film = ExampleFilms.WithBytes("ISO_IR 127", [0xE5, 0xCD, 0xE5, 0xCF]);
        var forms = ClinicalForms.Make(ExampleResults.Estimated, ExampleResults.BlackFilm, film, null, DateTimeOffset.UnixEpoch, Everything);
        Assert.Equal("font_missing", Assert.Single(forms.Refusals).Code);
        Assert.Equal([".fhir.json", ".sc.dcm", ".sr.dcm"], forms.Files.Keys.Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
