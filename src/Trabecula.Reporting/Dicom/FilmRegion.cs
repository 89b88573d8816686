using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Turns points of a result into a region of the stored image.</summary>
internal static class FilmRegion
{
    /// <summary>An outline in the film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="corners">Corners in the pixels of the film as it was judged, (0, 0) the centre of the first pixel.</param>
    /// <param name="picture">Gives the size of the film as it was judged.</param>
    /// <param name="relation">How the region belongs to what it is a region of.</param>
    /// <returns>The region, or null where there is none or the size is unknown.</returns>
    public static DicomDataset? Of(FilmReference film, IReadOnlyList<ImagePoint> corners, FilmPicture? picture, SrRelation relation)
    {
        if (picture is null || film.Columns == 0 || film.Rows == 0 || corners.Count < 3)
            return null;
        if (corners.Any(corner => !double.IsFinite(corner.X) || !double.IsFinite(corner.Y)))
            return null;
        // Pixels that are not square were made square before the film was judged; a region has the stored image's own (PS3.3, C.18.6.1.1).
        var (across, down) = ((double)film.Columns / picture.FilmWidth, (double)film.Rows / picture.FilmHeight);
        var points = corners
            .Select(corner => (Math.Clamp((corner.X + 0.5) * across, 0, film.Columns), Math.Clamp((corner.Y + 0.5) * down, 0, film.Rows)))
            .ToArray();
        return SrContent.Outline(relation, ReportCodes.ImageRegion, points, SrContent.Image(SrRelation.SelectedFrom, null, film.SopClassUid, film.SopInstanceUid));
    }
}
