namespace Trabecula.Dicom;

/// <summary>What a codestream says of itself, held against the object that carries it.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Components">Samples of a pixel.</param>
/// <param name="Bits">Bits of a sample.</param>
internal sealed record Codestream(long Rows, long Columns, int Components, int Bits)
{
    /// <summary>Refuses a codestream that is not the frame that the object describes, before anything is allocated for it.</summary>
    /// <exception cref="DicomException">They differ.</exception>
    public void MustMatch(PixelLayout layout)
    {
        if (Components != 1)
        {
            throw new DicomException(DicomErrors.Colour, $"The codestream has {Components} components; a radiograph has one.");
        }

        if (Rows != layout.Rows || Columns != layout.Columns)
        {
            throw new DicomException(
                DicomErrors.BadDimensions,
                $"The codestream has {Rows} rows of {Columns} pixels, the object says {layout.Rows} of {layout.Columns}.");
        }

        if (Bits < 1 || Bits > layout.BitsAllocated)
        {
            throw new DicomException(DicomErrors.UnsupportedPixels, $"The codestream has {Bits} bits, the object allocates {layout.BitsAllocated}.");
        }
    }

    /// <summary>Refuses JPEG, JPEG-LS and JPEG 2000 codestreams that are cut off: each ends with the marker FFD9.</summary>
    /// <remarks>CharLS 2.4.1 spends ten seconds on a picture of 43 × 37 pixels of which the second half is missing.</remarks>
    /// <exception cref="DicomException">The marker is nowhere.</exception>
    public static void MustEnd(ReadOnlySpan<byte> codestream)
    {
        if (codestream.LastIndexOf([(byte)0xFF, (byte)0xD9]) < 0)
        {
            throw new DicomException(DicomErrors.Truncated, "The codestream lacks its end.");
        }
    }
}
