using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>Whose film it is and when it was taken, as a page or a record names it; every member may be null.</summary>
/// <param name="Name">The patient's name in its groups.</param>
/// <param name="PatientId">Patient ID; where it has several values, all of them, for the first one alone may be somebody else's.</param>
/// <param name="IdIssuer">Issuer of Patient ID.</param>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="StudyDate">Date of the study.</param>
/// <param name="AccessionNumber">Accession number.</param>
/// <param name="StudyUid">Study Instance UID, valid.</param>
/// <param name="SopInstanceUid">SOP Instance UID of the film, valid.</param>
public sealed record Examination(
    DicomPersonName? Name,
    string? PatientId,
    string? IdIssuer,
    DateOnly? BirthDate,
    DateOnly? StudyDate,
    string? AccessionNumber,
    string? StudyUid,
    string? SopInstanceUid)
{
    /// <summary>Nothing is known, as of a plain picture.</summary>
    public static Examination Unknown { get; } = new(null, null, null, null, null, null, null, null);

    /// <summary>Reads what a film tells; never fails.</summary>
    /// <param name="film">The film as DICOM.</param>
    /// <returns>What is there and makes sense; control characters are left out.</returns>
    public static Examination Of(DicomDataset film)
    {
        ArgumentNullException.ThrowIfNull(film);
        return new Examination(
            Text(film, DicomTags.PatientName) is { } name ? DicomPersonName.Parse(name) : null,
            Plain(string.Join('\\', film.GetStrings(DicomTags.PatientID))),
            Text(film, DicomTags.IssuerOfPatientID),
            Date(film, DicomTags.PatientBirthDate),
            Date(film, DicomTags.StudyDate),
            Text(film, DicomTags.AccessionNumber),
            Uid(film, DicomTags.StudyInstanceUID),
            Uid(film, DicomTags.SOPInstanceUID));
    }

    private static string? Text(DicomDataset film, DicomTag tag) => Plain(film.GetString(tag) ?? string.Empty);

    private static string? Plain(string text)
    {
        var plain = string.Concat(text.Where(letter => !char.IsControl(letter))).Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static DateOnly? Date(DicomDataset film, DicomTag tag) =>
        DateOnly.TryParseExact(film.GetString(tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string? Uid(DicomDataset film, DicomTag tag) => film.GetString(tag) is { } uid && DicomUid.IsValid(uid) ? uid : null;
}
