using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Trabecula.Dicom;

/// <summary>Words of native pixel data (PS3.5, 8.1.1), little endian.</summary>
internal static class UncompressedPixels
{
    /// <summary>The words of the frame, in the low bits of each number. More bytes than the frame needs are ignored.</summary>
    public static int[] Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, DicomLimits limits, int[]? spare)
    {
        var isTooLarge = layout.Pixels > limits.MaxPixels;
        if (bytes.Length < layout.Bytes)
        {
            throw isTooLarge
                ? new DicomException(DicomErrors.BadDimensions, $"{bytes.Length} bytes cannot hold {layout.Rows} rows of {layout.Columns} pixels.")
                : new DicomException(DicomErrors.Truncated, $"The pixel data should be {layout.Bytes} bytes long; {bytes.Length} are there.");
        }

        if (isTooLarge)
        {
            throw new DicomException(DicomErrors.TooManyPixels, $"The image has {layout.Pixels} pixels; {limits.MaxPixels} are allowed.");
        }

        var words = spare?.Length == layout.Pixels ? spare : GC.AllocateUninitializedArray<int>(checked((int)layout.Pixels));
        switch (layout.BitsAllocated)
        {
            case 8:
                for (var i = 0; i < words.Length; i++)
                {
                    words[i] = bytes[i];
                }

                break;
            case 16:
                Widen(bytes[..(2 * words.Length)], words);
                break;
            default:
                for (var i = 0; i < words.Length; i++)
                {
                    words[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
                }

                break;
        }

        return words;
    }

    /// <summary>Words of 16 bits, those of nearly every film, eight at a time.</summary>
    private static void Widen(ReadOnlySpan<byte> bytes, Span<int> words)
    {
        var done = 0;
        if (BitConverter.IsLittleEndian)
        {
            for (; done <= words.Length - Vector128<ushort>.Count; done += Vector128<ushort>.Count)
            {
                var (lower, upper) = Vector128.Widen(Vector128.Create(bytes[(2 * done)..]).AsUInt16());
                lower.AsInt32().CopyTo(words[done..]);
                upper.AsInt32().CopyTo(words[(done + Vector128<int>.Count)..]);
            }
        }

        for (; done < words.Length; done++)
        {
            words[done] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * done)..]);
        }
    }
}
