namespace Trabecula.Dicom;

/// <summary>Reads a finished file again and searches it for what identified the person.</summary>
/// <remarks>It shares no code with the rewriting but the list of words, so that a slip there is found here.</remarks>
internal static class IdentityCheck
{
    // What compressed streams hold before their pixels: JPEG's comments and application segments lie there.
    private const int StreamHeaderBytes = 64 << 10;

    // What the de-identifier itself writes.
    private static readonly HashSet<DicomTag> Own =
        [DicomTags.PatientName, DicomTags.PatientID, DicomTags.DeidentificationMethod, DicomTags.DeidentificationMethodCodeSequence];

    /// <summary>Searches a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="values">The words.</param>
    /// <param name="pseudonym">What the person is called in it.</param>
    /// <exception cref="DicomException"><see cref="DicomErrors.IdentityLeft"/>, with the tag.</exception>
    public static void Search(ReadOnlyMemory<byte> content, IdentifyingValues values, string pseudonym)
    {
        var file = DicomFile.Read(content);
        var pending = new Stack<DicomDataset>([file.Dataset, file.Meta]);
        while (pending.TryPop(out var dataset))
        {
            foreach (var element in dataset.Elements)
            {
                foreach (var item in Own.Contains(element.Tag) ? [] : element.Items ?? [])
                {
                    pending.Push(item);
                }

                var isOwn = Own.Contains(element.Tag) && (element.Items is not null || element.Tag == DicomTags.DeidentificationMethod || dataset.GetString(element.Tag) == pseudonym);
                if (element.Tag.IsPrivate || (!isOwn && IsIn(dataset, element, values)))
                {
                    throw new DicomException(DicomErrors.IdentityLeft, $"Something that identifies the person was found in {element.Tag}; the object is not written.");
                }
            }
        }
    }

    private static bool IsIn(DicomDataset dataset, DicomElement element, IdentifyingValues values)
    {
        if (element.Fragments is { } fragments)
        {
            return fragments.Any(fragment => values.AreIn(fragment.Span[..Math.Min(fragment.Length, StreamHeaderBytes)]));
        }

        // Pixels as they lie there are no text.
        return element.Tag != DicomTags.PixelData
            && (VrFacts.IsText(element.Vr)
                ? dataset.GetStrings(element.Tag).Any(text => values.AreIn(text, element.Vr))
                : values.AreIn(element.Value.Span));
    }
}
