using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>RLE Lossless (PS3.5, annex G): a segment for each byte of a word, the high byte first, packed by runs.</summary>
internal static class RleCodec
{
    private const int HeaderBytes = 64;

    /// <summary>The words of the frame.</summary>
    /// <exception cref="DicomException">The segments do not hold exactly the frame.</exception>
    public static int[] Decode(ReadOnlySpan<byte> codestream, PixelLayout layout)
    {
        var planes = layout.BitsAllocated / 8;
        if (codestream.Length < HeaderBytes)
        {
            throw new DicomException(DicomErrors.Truncated, "The RLE header is cut off.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(codestream) != planes)
        {
            throw new DicomException(DicomErrors.CodecFailed, $"The RLE codestream does not hold {planes} segments.");
        }

        // A packed byte pair makes at most 128 bytes (G.3.1): fewer bytes cannot hold the frame.
        if (layout.Bytes > 64L * codestream.Length)
        {
            throw new DicomException(DicomErrors.BadDimensions, $"{codestream.Length} bytes of RLE cannot hold {layout.Rows} rows of {layout.Columns} pixels.");
        }

        var words = new int[layout.Pixels];
        for (var plane = 0; plane < planes; plane++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(codestream[(4 + (4 * plane))..]);
            var end = plane + 1 < planes
                ? BinaryPrimitives.ReadUInt32LittleEndian(codestream[(8 + (4 * plane))..])
                : (uint)codestream.Length;
            if (start < HeaderBytes || start > end || end > codestream.Length)
            {
                throw new DicomException(DicomErrors.CodecFailed, "The RLE segments lie outside the codestream.");
            }

            Unpack(codestream[(int)start..(int)end], words, 8 * (planes - 1 - plane));
        }

        return words;
    }

    // PackBits (G.3.2). What follows the last byte of the frame is padding.
    private static void Unpack(ReadOnlySpan<byte> packed, Span<int> words, int shift)
    {
        var (at, pixel) = (0, 0);
        while (pixel < words.Length)
        {
            if (at + 1 >= packed.Length)
            {
                throw new DicomException(DicomErrors.Truncated, "An RLE segment ends before the frame does.");
            }

            var control = (sbyte)packed[at++];
            if (control == -128)
            {
                continue;
            }

            var count = Math.Abs((int)control) + 1;
            if (count > words.Length - pixel)
            {
                throw new DicomException(DicomErrors.CodecFailed, "An RLE segment holds more than the frame.");
            }

            if (control < 0)
            {
                var value = packed[at++] << shift;
                foreach (ref var word in words.Slice(pixel, count))
                {
                    word |= value;
                }
            }
            else
            {
                if (count > packed.Length - at)
                {
                    throw new DicomException(DicomErrors.Truncated, "An RLE segment ends before the frame does.");
                }

                for (var i = 0; i < count; i++)
                {
                    words[pixel + i] |= packed[at + i] << shift;
                }

                at += count;
            }

            pixel += count;
        }
    }
}
