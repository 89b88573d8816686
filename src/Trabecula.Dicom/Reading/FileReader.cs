namespace Trabecula.Dicom;

/// <summary>Reads Part 10 files, and datasets that stand alone.</summary>
internal static class FileReader
{
    private const int PreambleBytes = 128;
    private static ReadOnlySpan<byte> Magic => "DICM"u8;

    /// <summary>Whether the first bytes look like an object that <see cref="Read"/> takes.</summary>
    public static bool LooksLikeDicom(ReadOnlySpan<byte> start) =>
        HasMagic(start) || StartsWithMeta(start) || SyntaxGuess.OfBareDataset(start) is not null;

    /// <summary>Reads an object, or all of it that stands before the pixels.</summary>
    public static DicomFile Read(ReadOnlyMemory<byte> bytes, DicomLimits limits, bool doesStopAtPixels = false)
    {
        if (bytes.Length > limits.MaxFileBytes)
        {
            throw new DicomException(DicomErrors.TooLarge, $"The file is larger than {limits.MaxFileBytes} bytes.");
        }

        if (HasMagic(bytes.Span))
        {
            return ReadWithMeta(bytes, PreambleBytes + Magic.Length, limits, doesStopAtPixels);
        }

        if (StartsWithMeta(bytes.Span))
        {
            return ReadWithMeta(bytes, 0, limits, doesStopAtPixels);
        }

        var syntax = SyntaxGuess.OfBareDataset(bytes.Span)
            ?? throw new DicomException(DicomErrors.NotDicom, "The file is no DICOM object: it has neither the DICM mark nor a dataset at its start.");
        var dataset = DatasetReader.Read(bytes, 0, new ElementSyntax(syntax.IsExplicitVr, syntax.IsBigEndian), limits, doesStopAtPixels);
        if (dataset.Find(DicomTags.PixelData)?.Fragments is not null)
        {
            throw new DicomException(DicomErrors.UnsupportedTransferSyntax, "The pixel data are compressed, and the file does not say how.");
        }

        return new DicomFile(new DicomDataset(), dataset, syntax);
    }

    private static bool HasMagic(ReadOnlySpan<byte> start) =>
        start.Length >= PreambleBytes + Magic.Length && start.Slice(PreambleBytes, Magic.Length).SequenceEqual(Magic);

    // The meta information without its preamble: (0002,0000) UL or (0002,0001) OB in explicit little endian.
    private static bool StartsWithMeta(ReadOnlySpan<byte> start) =>
        start.Length >= 8 && start is [2, 0, 0, 0, (byte)'U', (byte)'L', ..] or [2, 0, 1, 0, (byte)'O', (byte)'B', ..];

    private static DicomFile ReadWithMeta(ReadOnlyMemory<byte> bytes, int metaStart, DicomLimits limits, bool doesStopAtPixels)
    {
        var meta = DatasetReader.ReadMeta(bytes, metaStart, limits, out var start);
        var body = bytes[start..];
        var uid = meta.GetString(DicomTags.TransferSyntaxUID);
        if (uid is null)
        {
            // The meta information is there but does not tell; the first element may.
            var guessed = SyntaxGuess.OfBareDataset(body.Span)
                ?? throw new DicomException(DicomErrors.UnsupportedTransferSyntax, "The file does not name its transfer syntax.");
            return new DicomFile(meta, ReadBody(body, guessed, limits, doesStopAtPixels), guessed);
        }

        var syntax = DicomTransferSyntax.Find(uid) ?? throw new DicomException(
            DicomErrors.UnsupportedTransferSyntax, $"The transfer syntax {Printable(uid)} is not supported.");
        return new DicomFile(meta, ReadBody(body, syntax, limits, doesStopAtPixels), syntax);
    }

    private static DicomDataset ReadBody(
        ReadOnlyMemory<byte> body, DicomTransferSyntax syntax, DicomLimits limits, bool doesStopAtPixels)
    {
        var plain = syntax.IsDeflated ? Inflater.Inflate(body, limits) : body;
        var claimed = new ElementSyntax(syntax.IsExplicitVr, syntax.IsBigEndian);
        return DatasetReader.Read(plain, 0, SyntaxGuess.OfClaimed(plain.Span, claimed), limits, doesStopAtPixels);
    }

    // What a hostile file names as its syntax goes into a message: nothing but the letters of a UID.
    private static string Printable(string uid) => string.Concat(uid.Where(letter => char.IsAsciiDigit(letter) || letter == '.').Take(64));
}
