using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The film with what was found on it, as Secondary Capture: every viewer shows it.</summary>
internal static class SecondaryCapture
{
    private const string SecondaryCaptureImage = "1.2.840.10008.5.1.4.1.1.7";

    /// <summary>Makes the image.</summary>
    /// <param name="common">What the results of a film share.</param>
    /// <param name="result">The result.</param>
    /// <param name="picture">The film.</param>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static DicomFile Make(ResultObject common, FilmResult result, FilmPicture picture)
    {
        var (pixels, width, height) = OverlayPicture.Rgb(result, picture);
        var film = common.Reference;
        var image = common.Begin(ResultPart.Overlay, SecondaryCaptureImage, "OT", "Bone density estimate, overlay")
            .Set(DicomTags.ConversionType, DicomVr.CS, "WSD")
            .Set(DicomTags.ImageType, DicomVr.CS, "DERIVED", "SECONDARY")
            .Set(DicomTags.PatientOrientation, DicomVr.CS, Sides(common.Film))
            .Set(DicomTags.DerivationDescription, DicomVr.ST, "Vertebrae and estimated densities drawn on the film by Trabecula. Research use only.")
            .SetItems(
                DicomTags.SourceImageSequence,
                SrContent.Reference(film.SopClassUid, film.SopInstanceUid)
                    .SetItems(DicomTags.PurposeOfReferenceCodeSequence, ReportCodes.SourceOfProcessing.ToDataset()))
            .SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 3)
            .Set(DicomTags.PhotometricInterpretation, DicomVr.CS, "RGB")
            .SetInts(DicomTags.PlanarConfiguration, DicomVr.US, 0)
            .SetInts(DicomTags.Rows, DicomVr.US, height)
            .SetInts(DicomTags.Columns, DicomVr.US, width)
            .SetInts(DicomTags.BitsAllocated, DicomVr.US, 8)
            .SetInts(DicomTags.BitsStored, DicomVr.US, 8)
            .SetInts(DicomTags.HighBit, DicomVr.US, 7)
            .SetInts(DicomTags.PixelRepresentation, DicomVr.US, 0)
            .SetBytes(DicomTags.PixelData, DicomVr.OB, pixels);
        // What we draw names nobody; what the room burnt into the film is still there.
        if (common.Film.GetString(DicomTags.BurnedInAnnotation) is "YES" or "NO")
            image.Set(DicomTags.BurnedInAnnotation, DicomVr.CS, common.Film.GetString(DicomTags.BurnedInAnnotation)!);
        return DicomFile.Create(result.Vertebrae.Count > 0
            ? image.Set(DicomTags.BodyPartExamined, DicomVr.CS, "LSPINE")
            : image.Set(DicomTags.Laterality, DicomVr.CS));
    }

    /// <summary>Where the patient's sides are, for viewers to write at the edges: the overlay is never turned, so it is as in the film. Empty where the film does not tell.</summary>
    private static string[] Sides(DicomDataset film)
    {
        var sides = film.GetStrings(DicomTags.PatientOrientation);
        return sides is [{ Length: > 0 and <= 3 }, { Length: > 0 and <= 3 }] && sides.All(side => side.All("ALPRHF".Contains)) ? [.. sides] : [];
    }
}
