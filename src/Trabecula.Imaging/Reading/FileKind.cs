namespace Trabecula.Imaging.Reading;

/// <summary>What a file's first bytes say that it is; a name's extension is never asked.</summary>
internal enum FileFormat
{
    Dicom,
    Png,
    Tiff,
    Jpeg,
    Other,
}

/// <summary>A file's format, and its name in a sentence ("a PDF document").</summary>
internal sealed record FileKind(FileFormat Format, string Name)
{
    /// <summary>Where <c>DICM</c> stands, after the preamble (DICOM PS3.10 section 7.1).</summary>
    private const int DicomMarkOffset = 128;

    /// <summary>How much of a file without a signature is looked at to call it text.</summary>
    private const int TextProbeBytes = 512;

    /// <summary>Signatures by the formats' own specifications, longest first where one begins another.</summary>
    private static readonly (byte[] Start, int Offset, FileKind Kind)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], 0, new(FileFormat.Png, "a PNG picture")),
        ([0xFF, 0xD8, 0xFF], 0, new(FileFormat.Jpeg, "a JPEG picture")),
        ([(byte)'I', (byte)'I', 42, 0], 0, new(FileFormat.Tiff, "a TIFF picture")),
        ([(byte)'M', (byte)'M', 0, 42], 0, new(FileFormat.Tiff, "a TIFF picture")),
        ([(byte)'I', (byte)'I', 43, 0], 0, new(FileFormat.Tiff, "a TIFF picture")),
        ([(byte)'M', (byte)'M', 0, 43], 0, new(FileFormat.Tiff, "a TIFF picture")),
        (Ascii("%PDF-"), 0, Other("a PDF document")),
        (Ascii("PK\u0003\u0004"), 0, Other("a ZIP archive (or an office document)")),
        (Ascii("PK\u0005\u0006"), 0, Other("an empty ZIP archive")),
        ([0x1F, 0x8B], 0, Other("a gzip archive")),
        (Ascii("BZh"), 0, Other("a bzip2 archive")),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], 0, Other("an xz archive")),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], 0, Other("a 7-Zip archive")),
        (Ascii("Rar!"), 0, Other("a RAR archive")),
        (Ascii("ustar"), 257, Other("a tar archive")),
        (Ascii("GIF8"), 0, Other("a GIF picture")),
        (Ascii("WEBP"), 8, Other("a WebP picture")),
        (Ascii("ftypheic"), 4, Other("a HEIC picture")),
        (Ascii("ftypavif"), 4, Other("an AVIF picture")),
        (Ascii("ftyp"), 4, Other("a video")),
        (Ascii("jP  "), 4, Other("a JPEG 2000 picture")),
        ([0xFF, 0x4F, 0xFF, 0x51], 0, Other("a JPEG 2000 picture")),
        (Ascii("BM"), 0, Other("a Windows bitmap")),
        (Ascii("NRRD"), 0, Other("an NRRD volume")),
        (Ascii("n+1\0"), 344, Other("a NIfTI volume")),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], 0, Other("a program")),
        (Ascii("MZ"), 0, Other("a program")),
        ([0xD0, 0xCF, 0x11, 0xE0], 0, Other("an office document")),
        (Ascii("SQLite format 3"), 0, Other("a database")),
    ];

    /// <summary>Recognises a file.</summary>
    /// <param name="bytes">The whole file, or its first kilobytes.</param>
    public static FileKind Of(ReadOnlySpan<byte> bytes)
    {
        // DICOM goes first: its preamble may be a TIFF header, so that one file is both (PS3.10 section 7.1).
        if (StartsAt(bytes, "DICM"u8, DicomMarkOffset))
        {
            return new FileKind(FileFormat.Dicom, "a DICOM file");
        }

        foreach (var (start, offset, kind) in Signatures)
        {
            if (StartsAt(bytes, start, offset))
            {
                return kind;
            }
        }

        if (Dicom.DicomFile.LooksLikeDicom(bytes))
        {
            return new FileKind(FileFormat.Dicom, "a DICOM file without preamble");
        }

        return IsText(bytes) ? Other("text") : Other("of a kind that is not known here");
    }

    private static bool StartsAt(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start, int offset) =>
        bytes.Length >= offset + start.Length && bytes.Slice(offset, start.Length).SequenceEqual(start);

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var probe = bytes[..Math.Min(bytes.Length, TextProbeBytes)];
        return probe.IndexOfAnyInRange((byte)0, (byte)8) < 0 && probe.IndexOfAnyInRange((byte)14, (byte)26) < 0;
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static FileKind Other(string name) => new(FileFormat.Other, name);
}
