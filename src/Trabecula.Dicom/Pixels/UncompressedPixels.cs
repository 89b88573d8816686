using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>Words of native pixel data (PS3.5, 8.1.1), little endian.</summary>
internal static class UncompressedPixels
{
    /// <summary>The words of the frame, in the low bits of each number. More bytes than the frame needs are ignored.</summary>
    public static int[] Decode(ReadOnlySpan<byte> bytes, PixelLayout layout, DicomLimits limits)
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

        var words = new int[layout.Pixels];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = layout.BitsAllocated switch
            {
                8 => bytes[i],
                16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
                _ => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]),
            };
        }

        return words;
    }
}
