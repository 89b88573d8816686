using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public class FhirBundleTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_bundle_passes_the_librarys_checks_and_holds_what_a_record_needs()
    {
        var bundle = Written(ExampleResults.Estimated, Examination.Of(ExampleFilms.Ordinary()));
        Assert.Equal(Bundle.BundleType.Transaction, bundle.Type);
        Assert.Single(bundle.Entry.Select(entry => entry.Resource).OfType<Device>());
        var report = bundle.Entry.Select(entry => entry.Resource).OfType<DiagnosticReport>().Single();
        var observations = bundle.Entry.Select(entry => entry.Resource).OfType<Observation>().ToArray();
        Assert.Equal(observations.Length, report.Result.Count);
        Assert.All(report.Result, reference => Assert.Contains(bundle.Entry, entry => entry.FullUrl == reference.Reference));
        Assert.Equal($"urn:oid:{ExampleFilms.Study}", report.ImagingStudy[0].Identifier!.Value);
        Assert.Equal("12345", report.Subject!.Identifier!.Value);
        Assert.Equal(("ACSN", "A-77"), (report.BasedOn[0].Identifier!.Type!.Coding[0].Code, report.BasedOn[0].Identifier!.Value));
        Assert.Equal("application/pdf", report.PresentedForm[0].ContentType);
        var spine = observations.Single(one => one.BodySite?.Text == "lumbar spine L1–L4");
        Assert.Equal(0.742m, ((Quantity)spine.Value!).Value);
        Assert.Equal("g/cm2", ((Quantity)spine.Value!).Code);
        Assert.Contains(spine.Component, component => component.Code!.Coding[0].Code == "T_SCORE_EST" && ((Quantity)component.Value!).Value == -2.78m);
        Assert.Equal("121427", spine.Method!.Coding[0].Code);
        Assert.All(observations, one => Assert.Equal(ObservationStatus.Preliminary, one.Status));
    }

    [Fact]
    public void A_refused_film_has_a_density_without_a_value_and_says_why()
    {
        var bundle = Written(ExampleResults.Rejected, Examination.Of(ExampleFilms.Ordinary()));
        var absent = bundle.Entry.Select(entry => entry.Resource).OfType<Observation>().Single(one => one.DataAbsentReason is not null);
        Assert.Null(absent.Value);
        Assert.Contains("not_lumbar_ap", absent.Note[0].Text);
        Assert.Contains("Not analysable", bundle.Entry.Select(entry => entry.Resource).OfType<DiagnosticReport>().Single().Conclusion);
    }

    [Fact]
    public void Posting_twice_changes_nothing_and_another_model_makes_another_result()
    {
        var film = Examination.Of(ExampleFilms.Ordinary());
        var first = Written(ExampleResults.Estimated, film).Entry.Select(entry => entry.FullUrl).ToArray();
        Assert.Equal(first, Written(ExampleResults.Estimated, film).Entry.Select(entry => entry.FullUrl));
        Assert.Equal(first.Length, first.Distinct().Count());
        var other = ExampleResults.Estimated with { Model = ExampleResults.Model with { Version = "2" } };
        Assert.Empty(first.Intersect(Written(other, film).Entry.Select(entry => entry.FullUrl)));
        Assert.All(
            Written(ExampleResults.Estimated, film).Entry,
            entry => Assert.Equal($"identifier=urn:ietf:rfc:3986|{entry.FullUrl}", entry.Request!.IfNoneExist));
    }

    [Fact]
    public void No_code_claims_a_DXA_scan()
    {
        var json = Encoding.UTF8.GetString(FhirBundle.Write(ExampleResults.Estimated, Examination.Unknown, null, Noon));
        Assert.DoesNotContain("loinc", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("241686001", json);
    }

    [Fact]
    public void A_plain_picture_names_no_patient_and_no_study()
    {
        var report = Written(ExampleResults.Estimated, Examination.Unknown).Entry.Select(entry => entry.Resource).OfType<DiagnosticReport>().Single();
        Assert.Null(report.Subject);
        Assert.Empty(report.ImagingStudy);
        Assert.Empty(report.BasedOn);
    }

    [Fact]
    public void A_patient_id_of_several_values_is_not_said_to_be_the_first_ones()
    {
        var film = ExampleFilms.Ordinary().SetBytes(DicomTags.PatientID, DicomVr.LO, "12345\\67890"u8.ToArray());
        var report = Written(ExampleResults.Estimated, Examination.Of(film)).Entry.Select(entry => entry.Resource).OfType<DiagnosticReport>().Single();
        Assert.Equal("12345\\67890", report.Subject!.Identifier!.Value);
    }

    [Fact]
    public void Names_and_sentences_of_any_letters_are_carried_over()
    {
        var film = ExampleFilms.WithBytes("ISO_IR 192", Encoding.UTF8.GetBytes("</script>\"'&\u0001^山田 😀"));
        var result = ExampleResults.Rejected with { Findings = [new QualityFinding("not_lumbar_ap", QualityAction.Reject, "a\u0000b\u202Ec", [])] };
        var report = Written(result, Examination.Of(film)).Entry.Select(entry => entry.Resource).OfType<DiagnosticReport>().Single();
        Assert.Equal("</script>\"'&^山田 😀", report.Subject!.Display);
    }

    private static Bundle Written(FilmResult result, Examination examination) => (Bundle)new FhirJsonDeserializer().DeserializeResource(
        Encoding.UTF8.GetString(FhirBundle.Write(result, examination, DicomResultsTests.Printed, Noon)));
}
