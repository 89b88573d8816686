using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>Takes away what lies beside the picture in Pixel Data: bytes behind the last pixel, comments in compressed streams.</summary>
/// <remarks>
/// Comments and application segments are overwritten with zeros where they stand, so that lengths, offsets and every pixel stay.
/// </remarks>
internal static class PixelRemains
{
    // ITU-T T.81, table B.1, and T.87.
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte JpegComment = 0xFE;
    private const byte FirstApplication = 0xE0;
    private const byte LastApplication = 0xEF;

    // ITU-T T.800, table A.2.
    private const byte StartOfCodestream = 0x4F;
    private const byte StartOfTilePart = 0x90;
    private const byte StartOfData = 0x93;
    private const byte Jpeg2000Comment = 0x64;

    /// <summary>The same pixels without anything beside them.</summary>
    /// <param name="dataset">The dataset in which they stand.</param>
    /// <param name="pixels">Its Pixel Data.</param>
    public static DicomElement Without(DicomDataset dataset, DicomElement pixels)
    {
        if (pixels.Fragments is { } fragments)
        {
            return new DicomElement(pixels.Tag, pixels.Vr, [.. fragments.Select(Blanked)]);
        }

        var bits = Number(dataset, DicomTags.Rows) * Number(dataset, DicomTags.Columns) * Number(dataset, DicomTags.BitsAllocated)
            * (dataset.GetInt(DicomTags.SamplesPerPixel) ?? 1) * Math.Max(1, dataset.GetInt(DicomTags.NumberOfFrames) ?? 1);
        var bytes = Math.Ceiling(bits / 8);
        return bits > 0 && bytes < pixels.Value.Length ? new DicomElement(pixels.Tag, pixels.Vr, pixels.Value[..(int)bytes]) : pixels;
    }

    private static double Number(DicomDataset dataset, DicomTag tag) => dataset.GetInt(tag) ?? 0;

    private static ReadOnlyMemory<byte> Blanked(ReadOnlyMemory<byte> fragment)
    {
        var start = fragment.Span;
        if (start.Length < 4 || start[0] != 0xFF || start[1] is not (StartOfImage or StartOfCodestream))
        {
            return fragment;
        }

        var stream = fragment.ToArray();
        var end = stream[1] == StartOfImage ? BlankJpeg(stream) : BlankJpeg2000(stream);
        stream.AsSpan(end).Clear();
        return stream;
    }

    // Returns where the stream ends; what stands behind is none of the picture. JPEG-LS has the same markers.
    private static int BlankJpeg(Span<byte> stream)
    {
        var at = 2;
        while (NextMarker(stream, at) is { } marker)
        {
            var kind = stream[marker + 1];
            if (kind == EndOfImage)
            {
                return marker + 2;
            }

            if (SegmentEnd(stream, marker) is not { } end)
            {
                break;
            }

            if (kind == JpegComment || (kind is >= FirstApplication and <= LastApplication && !IsNeeded(kind, stream[(marker + 4)..end])))
            {
                stream[(marker + 4)..end].Clear();
            }

            at = end;
        }

        return stream.Length;
    }

    // Within a scan FF stands before 00 to 7F (stuffing) or before a restart; anything else is a marker.
    private static int? NextMarker(ReadOnlySpan<byte> stream, int at)
    {
        for (; at + 1 < stream.Length; at++)
        {
            if (stream[at] == 0xFF && stream[at + 1] is >= 0x80 and not 0xFF and not (>= 0xD0 and <= 0xD7))
            {
                return at;
            }
        }

        return null;
    }

    // Decoders take the colours from Adobe's and JFIF's segments, and HP's JPEG-LS from mrfx.
    private static bool IsNeeded(byte kind, ReadOnlySpan<byte> content) => kind switch
    {
        0xE0 => content.StartsWith("JFIF\0"u8) && content.Length == 14,
        0xE8 => content.StartsWith("mrfx"u8) && content.Length <= 6,
        0xEE => content.StartsWith("Adobe"u8) && content.Length == 12,
        _ => false,
    };

    private static int BlankJpeg2000(Span<byte> stream)
    {
        int at = 2, nextTilePart = 0;
        while (at + 2 <= stream.Length && stream[at] == 0xFF)
        {
            var kind = stream[at + 1];
            if (kind == EndOfImage)
            {
                return at + 2;
            }

            if (kind == StartOfData)
            {
                // A tile-part without a length goes up to the end; one that would end before its data is none.
                if (nextTilePart <= at)
                {
                    var last = stream.LastIndexOf([(byte)0xFF, EndOfImage]);
                    return last < 0 ? stream.Length : last + 2;
                }

                at = nextTilePart;
                continue;
            }

            if (SegmentEnd(stream, at) is not { } end)
            {
                break;
            }

            if (kind == StartOfTilePart && end - at >= 12)
            {
                nextTilePart = (int)Math.Min(at + BinaryPrimitives.ReadUInt32BigEndian(stream[(at + 6)..]), stream.Length);
            }
            else if (kind == Jpeg2000Comment && end - at > 6)
            {
                stream[(at + 6)..end].Clear();
            }

            at = end;
        }

        return stream.Length;
    }

    private static int? SegmentEnd(ReadOnlySpan<byte> stream, int marker)
    {
        if (marker + 4 > stream.Length)
        {
            return null;
        }

        var end = marker + 2 + BinaryPrimitives.ReadUInt16BigEndian(stream[(marker + 2)..]);
        return end >= marker + 4 && end <= stream.Length ? end : null;
    }
}
