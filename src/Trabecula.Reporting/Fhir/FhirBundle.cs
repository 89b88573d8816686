using System.Globalization;
using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One result as a transaction Bundle in FHIR R4: DiagnosticReport, Observations, Device; patient and study by their identifiers.</summary>
/// <remarks>
/// Identifiers follow from the film and from what it was judged by, and every entry is created only where there is none of its identifier: the
/// same Bundle posted twice changes nothing. Results are <c>preliminary</c>, for nobody has looked at them.
/// </remarks>
public static class FhirBundle
{
    /// <summary>Writes a Bundle, and has the library check it against R4.</summary>
    /// <param name="result">The result; a rejected one says why there is no density.</param>
    /// <param name="examination">Whose film it is.</param>
    /// <param name="printed">The printed report, carried as presented form, or null.</param>
    /// <param name="created">When the result was made.</param>
    /// <returns>A Bundle in JSON, UTF-8.</returns>
    /// <exception cref="TrabeculaException"><c>fhir_invalid</c> where the Bundle would break R4.</exception>
    public static byte[] Write(FilmResult result, Examination examination, PrintedReport? printed, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(examination);
        var json = new FhirJsonSerializer().SerializeToString(Make(result, examination, printed, created), pretty: true);
        try
        {
            new FhirJsonDeserializer().DeserializeResource(json);
        }
        catch (DeserializationFailedException e)
        {
            throw new TrabeculaException("fhir_invalid", $"The result cannot be written as FHIR R4: {e.Message}", e);
        }

        return Encoding.UTF8.GetBytes(json + "\n");
    }

    /// <summary>Text as FHIR allows it: no control characters.</summary>
    /// <param name="text">Any text.</param>
    internal static string Text(string text) => PlainText.Clean(text);

    private static Bundle Make(FilmResult result, Examination examination, PrintedReport? printed, DateTimeOffset created)
    {
        var key = $"{examination.SopInstanceUid ?? ResultJson.Write(result)}|{ResultIdentity.Judged(result)}";
        var bundle = new Bundle { Type = Bundle.BundleType.Transaction, Timestamp = created };
        var device = FhirTerms.Uuid($"device|{ResultObject.ProgramVersion}|{result.Model}");
        Add(bundle, device, Device(result, device));
        var study = examination.StudyUid is { } uid
            ? new ResourceReference { Type = "ImagingStudy", Identifier = FhirTerms.Dicom(uid), Display = "Study of the radiograph" }
            : null;
        var report = Report(result, examination, printed, created, study);
        var observations = new FhirObservations(result, () => new Observation
        {
            Meta = FhirTerms.MadeByAlgorithm(),
            Status = ObservationStatus.Preliminary,
            Category = [(CodeableConcept)FhirTerms.Imaging.DeepCopy()],
            Subject = Patient(examination),
            Effective = Date(examination),
            Issued = created,
            Device = new ResourceReference(device),
            DerivedFrom = study is null ? [] : [(ResourceReference)study.DeepCopy()],
        });
        foreach (var (name, observation) in observations.All())
        {
            var url = FhirTerms.Uuid($"observation|{name}|{key}");
            observation.Identifier = [FhirTerms.Uri(url)];
            Add(bundle, url, observation);
            report.Result.Add(new ResourceReference(url));
        }

        var reportUrl = FhirTerms.Uuid($"report|{key}");
        report.Identifier = [FhirTerms.Uri(reportUrl)];
        Add(bundle, reportUrl, report);
        return bundle;
    }

    private static DiagnosticReport Report(
        FilmResult result, Examination examination, PrintedReport? printed, DateTimeOffset created, ResourceReference? study)
    {
        var verdict = result switch
        {
            { IsRejected: true } => "Not analysable: "
                + string.Join(" ", result.Findings.Where(finding => finding.Action == QualityAction.Reject).Select(finding => finding.Message)),
            { Diagnosis.Category: { } category } => $"Estimated bone density in the range of {CategoryName.Of(category)} ({result.Diagnosis.Criteria}).",
            _ => "No category is given.",
        };
        var report = new DiagnosticReport
        {
            Meta = FhirTerms.MadeByAlgorithm(),
            Status = DiagnosticReport.DiagnosticReportStatus.Preliminary,
            Category = [(CodeableConcept)FhirTerms.Radiology.DeepCopy()],
            Code = FhirTerms.Concept(ReportCodes.ImagingMeasurementReport, "Bone density estimated from a lumbar radiograph"),
            Subject = Patient(examination),
            Effective = Date(examination),
            Issued = created,
            Conclusion = Text(string.Join(" ", [verdict, NextStep.Of(result), .. result.Warnings])),
        };
        if (study is not null)
            report.ImagingStudy = [study];
        if (examination.AccessionNumber is { } accession)
            report.BasedOn = [new ResourceReference { Type = "ServiceRequest", Identifier = FhirTerms.Accession(Text(accession)) }];
        if (printed is not null)
        {
            report.PresentedForm =
            [
                new Attachment
                {
                    ContentType = "application/pdf",
                    Language = printed.Language == ReportLanguage.Japanese ? "ja" : "en",
                    Data = printed.Pdf,
                    Title = "Bone density estimated from a lumbar radiograph",
                },
            ];
        }

        return report;
    }

    private static Device Device(FilmResult result, string url)
    {
        var device = new Device
        {
            Identifier = [FhirTerms.Uri(url)],
            Manufacturer = ResultObject.Manufacturer,
            DeviceName = [new Device.DeviceNameComponent { Name = ResultObject.Manufacturer, Type = DeviceNameType.UserFriendlyName }],
            Type = new CodeableConcept { Text = "Software that estimates bone density from lumbar radiographs" },
            Version = [Version("program", ResultObject.ProgramVersion)],
            Note = [.. result.Warnings.Select(warning => new Annotation { Text = Text(warning) })],
        };
        if (result.Model is { } model)
        {
            device.Version.Add(Version("model", Text($"{model.Id} {model.Version}")));
            device.Note.Add(new Annotation { Text = Text($"Model trained on: {model.TrainedOn}") });
        }

        return device;
    }

    private static Device.VersionComponent Version(string of, string value) => new() { Type = new CodeableConcept { Text = of }, Value = value };

    /// <summary>The patient by identifier and name; whose record it is, the receiving system knows.</summary>
    private static ResourceReference? Patient(Examination examination)
    {
        var name = Text(examination.Name?.ToString() ?? string.Empty).Trim();
        if (examination.PatientId is null && name.Length == 0)
            return null;
        var patient = new ResourceReference { Type = "Patient", Display = name.Length == 0 ? null : name };
        if (examination.PatientId is { } id)
        {
            patient.Identifier = new Identifier { Value = Text(id) };
            if (examination.IdIssuer is { } issuer)
                patient.Identifier.Assigner = new ResourceReference { Display = Text(issuer) };
        }

        return patient;
    }

    private static FhirDateTime? Date(Examination examination) =>
        examination.StudyDate is { } date ? new FhirDateTime(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    private static void Add(Bundle bundle, string url, Resource resource) => bundle.Entry.Add(new Bundle.EntryComponent
    {
        FullUrl = url,
        Resource = resource,
        Request = new Bundle.RequestComponent
        {
            Method = Bundle.HTTPVerb.POST,
            Url = resource.TypeName,
            IfNoneExist = $"identifier=urn:ietf:rfc:3986|{url}",
        },
    });
}
