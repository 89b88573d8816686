using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One result as DICOM objects.</summary>
/// <param name="Report">Comprehensive 3D SR after TID 1500; there for a rejected film too, and says why.</param>
/// <param name="Overlay">Secondary Capture of the film with what was found on it, or null where the film could not be read.</param>
/// <param name="Document">Encapsulated PDF of the printed report, or null where none was given.</param>
public sealed record DicomResultSet(DicomFile Report, DicomFile? Overlay, DicomFile? Document);

/// <summary>Makes DICOM objects of a result: same patient and study as the film, a new series each, referring back to it.</summary>
/// <remarks>
/// UIDs follow from the film's SOP Instance UID, program, model, person, gates, criteria and reference: the same film judged alike twice gives
/// the same UIDs, judged otherwise gives others. Codes are listed in docs/reference/dicom-results.md.
/// </remarks>
public static class DicomResults
{
    /// <summary>Makes the objects.</summary>
    /// <param name="result">The result.</param>
    /// <param name="film">The film as DICOM.</param>
    /// <param name="picture">The film as a picture, or null where it could not be read: then there is no overlay, and there are no regions.</param>
    /// <param name="printed">The printed report, or null for none.</param>
    /// <param name="created">When the result was made, in local time.</param>
    /// <param name="uidRoot">The root of new UIDs: <see cref="DicomUid.UuidRoot"/>, or one that was assigned to the hospital.</param>
    /// <returns>The objects.</returns>
    /// <exception cref="TrabeculaException"><c>film_without_identity</c> where the film names no valid study, series, class or instance;
    /// <c>invalid_value</c> where <paramref name="uidRoot"/> is no root; <c>report_not_drawn</c> where the overlay could not be drawn.</exception>
    public static DicomResultSet Create(
        FilmResult result,
        DicomDataset film,
        FilmPicture? picture,
        PrintedReport? printed,
        DateTimeOffset created,
        string uidRoot = DicomUid.UuidRoot)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(film);
        var reference = FilmReference.Of(film);
        var identity = new ResultIdentity(uidRoot, reference, result, $"{printed?.Language}|{printed?.Paper}");
        var common = new ResultObject(film, reference, identity, created);
        return new DicomResultSet(
            StructuredReport.Make(common, result, picture),
            picture is null ? null : SecondaryCapture.Make(common, result, picture),
            printed is null ? null : EncapsulatedReport.Make(common, printed.Pdf));
    }
}
