using Trabecula.Domain;

namespace Trabecula.Dicom;

/// <summary>Tells by an object's attributes whether it may be an AP film of the lumbar spine, and whose it is.</summary>
/// <remarks>What an attribute does not tell, or tells in unknown words, does not exclude a film: its picture is judged later.</remarks>
public static class LumbarCandidate
{
    private static readonly HashSet<string> FilmModalities = ["CR", "DX", "RG"];

    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7"; // and, with a dot and a number, its multi-frame forms

    // Modalities that say little: digitised films and captures go under them.
    private static readonly HashSet<string> VagueModalities = ["", "OT", "SC", "HC"];

    // Defined terms of Body Part Examined (PS3.16, annex L) that are no lumbar spine.
    private static readonly HashSet<string> OtherParts =
    [
        "ABDOMEN", "ANKLE", "ARM", "BREAST", "CALCANEUS", "CHEST", "CLAVICLE", "COCCYX", "CSPINE", "CTSPINE", "ELBOW", "EXTREMITY", "FEMUR", "FINGER",
        "FOOT", "FOREARM", "HAND", "HEAD", "HEART", "HIP", "HUMERUS", "JAW", "KNEE", "LEG", "NECK", "PATELLA", "PELVIS", "RADIUS", "RIB", "SCAPULA",
        "SHOULDER", "SIJOINT", "SKULL", "SSPINE", "STERNUM", "THIGH", "THUMB", "TIBIA", "TOE", "TSPINE", "ULNA", "WRIST", "ZYGOMA",
    ];

    // View Position (PS3.3, C.8.7.1.1.1 and C.8.11.5) and what rooms write there.
    private static readonly HashSet<string> OtherViews =
        ["LL", "RL", "LLD", "RLD", "LLO", "RLO", "LAO", "RAO", "LPO", "RPO", "LAT", "LATERAL", "L LAT", "R LAT", "OBL", "OBLIQUE"];

    // CID 4010: lateral, left and right lateral, oblique.
    private static readonly HashSet<string> OtherViewCodes = ["399067008", "399173006", "399198007", "399182000"];

    /// <summary>Judges an object.</summary>
    /// <param name="dataset">The object; its header is enough.</param>
    /// <param name="path">Its file.</param>
    /// <returns>The film, or the code and the sentence why it is none.</returns>
    public static (ArchiveFilm? Film, string Reason, string Detail) Judge(DicomDataset dataset, string path)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var modality = Upper(dataset, DicomTags.Modality);
        if (!FilmModalities.Contains(modality) && !VagueModalities.Contains(modality))
        {
            return (null, "other_modality", "The modality is none of radiographs.");
        }

        if (IsDrawing(dataset))
        {
            return (null, "derived_picture", "It is a picture that was made of another image, as an overlay with results is.");
        }

        var part = Upper(dataset, DicomTags.BodyPartExamined).Replace(" ", "", StringComparison.Ordinal);
        if (OtherParts.Contains(part))
        {
            return (null, "other_body_part", $"The body part is {part}.");
        }

        var view = Upper(dataset, DicomTags.ViewPosition);
        var code = dataset.GetItems(DicomTags.ViewCodeSequence).FirstOrDefault()?.GetString(DicomTags.CodeValue) ?? "";
        if (OtherViews.Contains(view) || OtherViewCodes.Contains(code))
        {
            return (null, "other_view", "The view is lateral or oblique.");
        }

        if (!PatientNumber.TryRead(dataset, out var patientId))
        {
            return (null, DicomErrors.SeveralPatientIds, PatientNumber.Several);
        }

        if (patientId is null)
        {
            return (null, "no_patient_id", "");
        }

        if (DicomDates.Examination(dataset) is not { } date)
        {
            return (null, "no_date", "");
        }

        return dataset.GetString(DicomTags.SOPInstanceUID) is { } instance
            ? (Film(dataset, path, patientId, date, instance), "", "")
            : (null, DicomErrors.Malformed, "The object has no SOP Instance UID.");
    }

    // A capture that names the image it was made of: Trabecula's own overlays, and what others draw on. A digitised film names none; a film for presentation that was
    // made of one for processing names it too, and is no capture.
    private static bool IsDrawing(DicomDataset dataset) =>
        dataset.GetString(DicomTags.SOPClassUID) is { } kind && (kind == SecondaryCapture || kind.StartsWith(SecondaryCapture + ".", StringComparison.Ordinal))
        && dataset.GetItems(DicomTags.SourceImageSequence).Count > 0;

    private static ArchiveFilm Film(DicomDataset dataset, string path, string patientId, DateOnly date, string instance) => new()
    {
        Path = path,
        PatientId = patientId,
        Issuer = dataset.GetString(DicomTags.IssuerOfPatientID),
        Instance = instance,
        Date = date,
        Sex = Upper(dataset, DicomTags.PatientSex) switch { "F" => Sex.Female, "M" => Sex.Male, _ => null },
        BirthDate = DicomDates.Date(dataset.GetString(DicomTags.PatientBirthDate)),
        AgeYears = Age(dataset.GetString(DicomTags.PatientAge)),
        HeightCm = Within(dataset.GetDouble(DicomTags.PatientSize) * 100, 50, 250),
        WeightKg = Within(dataset.GetDouble(DicomTags.PatientWeight), 10, 400),
        IsForPresentation = Upper(dataset, DicomTags.PresentationIntentType) != "FOR PROCESSING",
    };

    // Whole years; 000Y stands where nobody filled in anything, and whoever counts in months is no subject of this.
    private static double? Age(string? text) =>
        text is [_, _, _, 'Y'] && int.TryParse(text.AsSpan(0, 3), out var years) && years is > 0 and < 130 ? years : null;

    private static double? Within(double? value, double least, double most) =>
        value is { } number && number >= least && number <= most ? Math.Round(number, 3) : null;

    private static string Upper(DicomDataset dataset, DicomTag tag) => dataset.GetString(tag)?.ToUpperInvariant() ?? "";
}
