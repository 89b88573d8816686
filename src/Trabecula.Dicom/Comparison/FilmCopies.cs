namespace Trabecula.Dicom;

/// <summary>Tells whether two files are copies of one film: senders rewrite a file's header, and archives store it in another transfer syntax.</summary>
public static class FilmCopies
{
    // What tells of the place where a copy lies, or of how its bytes are laid out, and not of the film.
    private static readonly HashSet<DicomTag> OfTheCopy =
    [
        new(0x0008, 0x0005), // Specific Character Set: texts are compared as they are read
        new(0x0008, 0x0054), // Retrieve AE Title
        new(0x0008, 0x0056), // Instance Availability
        new(0x0008, 0x2111), // Derivation Description, and its code: DCMTK writes there by what it compressed without loss
        new(0x0008, 0x9215),
        DicomTags.PlanarConfiguration, // without meaning in a grey image
        DicomTags.PixelData,
        new(0x7FE0, 0x0001), // Extended Offset Table, and its lengths
        new(0x7FE0, 0x0002),
        new(0xFFFC, 0xFFFC), // Data Set Trailing Padding
    ];

    /// <summary>Compares two objects.</summary>
    /// <param name="one">A film.</param>
    /// <param name="other">Another one.</param>
    /// <returns>
    /// True where every attribute of the standard has the same value and every pixel too. File meta information, preamble, transfer syntax, character set, private
    /// attributes and empty ones may differ. Pixels that cannot be decoded are the same only where their bytes are.
    /// </returns>
    public static bool AreOne(DicomFile one, DicomFile other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return AreAlike(one.Dataset, other.Dataset) && HaveSamePixels(one, other);
    }

    private static bool AreAlike(DicomDataset one, DicomDataset other)
    {
        using var mine = Told(one).GetEnumerator();
        using var theirs = Told(other).GetEnumerator();
        while (true)
        {
            var (isMore, isMoreThere) = (mine.MoveNext(), theirs.MoveNext());
            if (isMore != isMoreThere)
            {
                return false;
            }

            if (!isMore)
            {
                return true;
            }

            if (mine.Current.Tag != theirs.Current.Tag || !AreAlike(one, mine.Current, other, theirs.Current))
            {
                return false;
            }
        }
    }

    private static IEnumerable<DicomElement> Told(DicomDataset dataset) => dataset.Elements.Where(element =>
        !element.Tag.IsPrivate && element.Tag.Element != 0 && !OfTheCopy.Contains(element.Tag) && !IsEmpty(element));

    private static bool IsEmpty(DicomElement element) =>
        element.Value.Span.Trim(" \0"u8).IsEmpty && element.Items is not { Count: > 0 } && element.Fragments is not { Count: > 0 };

    private static bool AreAlike(DicomDataset one, DicomElement mine, DicomDataset other, DicomElement theirs)
    {
        if (mine.Items is { } items)
        {
            return theirs.Items is { } itemsThere && items.Count == itemsThere.Count && items.Zip(itemsThere).All(pair => AreAlike(pair.First, pair.Second));
        }

        if (theirs.Items is not null || mine.Fragments is not null || theirs.Fragments is not null)
        {
            return false;
        }

        // A text may be padded otherwise, and be written in another character set.
        return VrFacts.IsText(mine.Vr) && VrFacts.IsText(theirs.Vr)
            ? one.GetStrings(mine.Tag).SequenceEqual(other.GetStrings(theirs.Tag), StringComparer.Ordinal)
            : mine.Value.Span.SequenceEqual(theirs.Value.Span);
    }

    private static bool HaveSamePixels(DicomFile one, DicomFile other)
    {
        var (mine, theirs) = (one.Dataset.Find(DicomTags.PixelData), other.Dataset.Find(DicomTags.PixelData));
        if (mine is null || theirs is null)
        {
            return mine is null && theirs is null;
        }

        if (HaveSameBytes(mine, theirs))
        {
            return one.TransferSyntax == other.TransferSyntax || (!one.TransferSyntax.IsEncapsulated && !other.TransferSyntax.IsEncapsulated);
        }

        try
        {
            var (frame, frameThere) = (FrameDecoder.Decode(one), FrameDecoder.Decode(other));
            return (frame.Rows, frame.Columns, frame.BitsStored, frame.IsSigned) == (frameThere.Rows, frameThere.Columns, frameThere.BitsStored, frameThere.IsSigned)
                && frame.Samples.AsSpan().SequenceEqual(frameThere.Samples);
        }
        catch (DicomException)
        {
            // What cannot be compared is not said to be the same: the second one is kept and told as a contradiction.
            return false;
        }
    }

    private static bool HaveSameBytes(DicomElement mine, DicomElement theirs) =>
        mine.Fragments is { } fragments && theirs.Fragments is { } fragmentsThere
            ? fragments.Count == fragmentsThere.Count && fragments.Skip(1).Zip(fragmentsThere.Skip(1)).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span))
            : mine.Fragments is null && theirs.Fragments is null && mine.Value.Span.SequenceEqual(theirs.Value.Span);
}
