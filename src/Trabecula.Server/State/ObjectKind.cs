namespace Trabecula.Server;

/// <summary>What a finished film's result consists of.</summary>
public enum ObjectKind
{
    /// <summary>The result as JSON, the same bytes as <c>estimate --json</c> writes.</summary>
    Result,

    /// <summary>The film with what was found on it, PNG.</summary>
    Overlay,

    /// <summary>The printed report, PDF.</summary>
    Report,

    /// <summary>DICOM structured report (TID 1500).</summary>
    StructuredReport,

    /// <summary>DICOM Secondary Capture of the overlay.</summary>
    SecondaryCapture,

    /// <summary>DICOM Encapsulated PDF of the printed report.</summary>
    EncapsulatedPdf,

    /// <summary>FHIR R4 transaction Bundle, JSON.</summary>
    Fhir,
}
