using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>What a result must know of its film to belong to the same study and to refer back to it.</summary>
/// <param name="StudyUid">Study Instance UID.</param>
/// <param name="SeriesUid">Series Instance UID of the film.</param>
/// <param name="SopClassUid">SOP Class UID of the film.</param>
/// <param name="SopInstanceUid">SOP Instance UID of the film.</param>
/// <param name="Modality">Modality of the film, or null.</param>
/// <param name="Columns">Columns of the stored image, 0 where the file does not tell.</param>
/// <param name="Rows">Rows of the stored image, 0 where the file does not tell.</param>
internal sealed record FilmReference(
    string StudyUid, string SeriesUid, string SopClassUid, string SopInstanceUid, string? Modality, int Columns, int Rows)
{
    /// <summary>Reads a film's identifiers.</summary>
    /// <param name="film">The film as DICOM.</param>
    /// <exception cref="TrabeculaException"><c>film_without_identity</c> where one of the four UIDs is missing or none.</exception>
    public static FilmReference Of(DicomDataset film) => new(
        Uid(film, DicomTags.StudyInstanceUID, "Study Instance UID"),
        Uid(film, DicomTags.SeriesInstanceUID, "Series Instance UID"),
        Uid(film, DicomTags.SOPClassUID, "SOP Class UID"),
        Uid(film, DicomTags.SOPInstanceUID, "SOP Instance UID"),
        film.GetString(DicomTags.Modality),
        Math.Max(0, film.GetInt(DicomTags.Columns) ?? 0),
        Math.Max(0, film.GetInt(DicomTags.Rows) ?? 0));

    private static string Uid(DicomDataset film, DicomTag tag, string name) => film.GetString(tag) is { } uid && DicomUid.IsValid(uid)
        ? uid
        : throw new TrabeculaException(
            "film_without_identity", $"The film has no valid {name}, so that no DICOM result can be filed with it.");
}
