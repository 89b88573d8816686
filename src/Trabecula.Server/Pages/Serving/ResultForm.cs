namespace Trabecula.Server;

/// <summary>One of the files that a result consists of, as the page hands it out.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Last part of its address.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="IsShown">Whether a browser shows it rather than keeping it.</param>
internal sealed record ResultForm(ObjectKind Kind, string Name, string ContentType, bool IsShown)
{
    /// <summary>All forms.</summary>
    public static IReadOnlyList<ResultForm> All { get; } =
    [
        new(ObjectKind.Result, "result.json", "application/json; charset=utf-8", false),
        new(ObjectKind.Overlay, "overlay.png", "image/png", true),
        new(ObjectKind.Report, "report.pdf", "application/pdf", false),
        new(ObjectKind.StructuredReport, "sr.dcm", "application/dicom", false),
        new(ObjectKind.SecondaryCapture, "sc.dcm", "application/dicom", false),
        new(ObjectKind.EncapsulatedPdf, "pdf.dcm", "application/dicom", false),
        new(ObjectKind.Fhir, "fhir.json", "application/fhir+json; charset=utf-8", false),
    ];
}
