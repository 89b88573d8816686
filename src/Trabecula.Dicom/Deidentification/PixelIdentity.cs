namespace Trabecula.Dicom;

/// <summary>Whether a name may stand in the picture itself, where no attribute tells it.</summary>
public static class PixelIdentity
{
    // Made by equipment whose pictures hold no text: letters on a radiograph are lead. Digitised films, screen shots and other captures
    // often carry the label of the film or of the screen.
    private static readonly HashSet<string> WithoutText = ["CR", "DX", "CT", "MR", "PT", "NM", "MG", "IO", "PX", "XA", "RF"];

    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
    private const ushort OverlayBitPosition = 0x0102;
    private const ushort OverlayData = 0x3000;

    /// <summary>Why a picture is not taken.</summary>
    /// <param name="dataset">The object.</param>
    /// <param name="options">Whether a person has looked at the pictures.</param>
    /// <returns>A refusal to be thrown or told, or null where the picture may be taken.</returns>
    public static DicomException? Refusal(DicomDataset dataset, DeidentificationOptions options)
    {
        if (!dataset.Contains(DicomTags.PixelData))
        {
            return new DicomException(DicomErrors.NotAPicture, "The object is no picture; reports, documents and markings are not de-identified.");
        }

        var told = dataset.GetStrings(DicomTags.BurnedInAnnotation);
        if (told.Contains("YES", StringComparer.OrdinalIgnoreCase))
        {
            return new DicomException(DicomErrors.BurnedInAnnotation, "The object says that text is burned into its picture.");
        }

        if (!told.Contains("NO", StringComparer.OrdinalIgnoreCase) && !options.ArePixelsChecked && MayHoldText(dataset))
        {
            return new DicomException(
                DicomErrors.BurnedInAnnotation,
                "The picture was digitised or captured, and does not say whether text is burned into it; look at such pictures, then say that you did.");
        }

        return dataset.Elements.Any(element => IsInPixels(dataset, element))
            ? new DicomException(DicomErrors.OverlayInPixels, "An overlay lies in unused bits of the pixels, where it may hold text.")
            : null;
    }

    private static bool MayHoldText(DicomDataset dataset) =>
        !WithoutText.Contains(dataset.GetString(DicomTags.Modality)?.ToUpperInvariant() ?? "")
        || dataset.GetString(DicomTags.ConversionType) is not null
        || dataset.GetString(DicomTags.SOPClassUID)?.StartsWith(SecondaryCapture, StringComparison.Ordinal) == true;

    // PS3.3, C.9.2 of 2004: an overlay without data of its own lies at a bit position above 0 of the pixels.
    private static bool IsInPixels(DicomDataset dataset, DicomElement element) =>
        (element.Tag.Group & 0xFF00) == 0x6000 && element.Tag.Element == OverlayBitPosition
        && (dataset.GetInt(element.Tag) != 0 || !dataset.Contains(new DicomTag(element.Tag.Group, OverlayData)));
}
