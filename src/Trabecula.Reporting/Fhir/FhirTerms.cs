using Hl7.Fhir.Model;
using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>Codes and identifiers as FHIR writes them; the codes are those of the DICOM report.</summary>
internal static class FhirTerms
{
    private const string Dcm = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Snomed = "http://snomed.info/sct";
    private const string Ucum = "http://unitsofmeasure.org";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    /// <summary>The code system of what has no code elsewhere, scheme 99TRABECULA in DICOM.</summary>
    public static string Own { get; } = $"urn:oid:{DicomUid.Derive(DicomUid.UuidRoot, "trabecula/coding scheme")}";

    /// <summary>Made by an algorithm (HL7 AI Transparency on FHIR).</summary>
    public static Meta MadeByAlgorithm() => new()
    {
        Security = [new Coding(Terminology + "v3-ObservationValue", "AIAST", "Artificial Intelligence asserted")],
    };

    public static CodeableConcept Radiology { get; } = new(Terminology + "v2-0074", "RAD", "Radiology", null);

    public static CodeableConcept Imaging { get; } = new(Terminology + "observation-category", "imaging", "Imaging", null);

    public static CodeableConcept NotPerformed { get; } = new(Terminology + "data-absent-reason", "not-performed", "Not Performed", null);

    public static CodeableConcept Concept(DicomCode code, string? text = null) => new(
        code.Scheme switch { "DCM" => Dcm, "SCT" => Snomed, _ => Own }, code.Value, code.Meaning, text);

    public static Quantity Quantity(double value, int digits, DicomCode unit) => new()
    {
        // A decimal, so that the digits that are written are those that are meant.
        Value = Math.Round((decimal)value, digits, MidpointRounding.AwayFromZero),
        Unit = unit.Value,
        System = Ucum,
        Code = unit.Value,
    };

    public static Identifier Uri(string uri) => new("urn:ietf:rfc:3986", uri);

    public static Identifier Accession(string number) => new()
    {
        Type = new CodeableConcept(Terminology + "v2-0203", "ACSN", "Accession ID", null),
        Value = number,
    };

    public static Identifier Dicom(string uid) => new("urn:dicom:uid", $"urn:oid:{uid}");

    /// <summary>A UUID of version 8 (RFC 9562) that follows from a name.</summary>
    public static string Uuid(string name)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash, bigEndian: true):D}";
    }
}
