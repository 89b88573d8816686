using System.Runtime.Intrinsics;

namespace Trabecula.Dicom;

/// <summary>What the Image Pixel module (PS3.3, C.7.6.3) says of a single grey frame, checked.</summary>
/// <param name="Rows">Height, 1 to 65535.</param>
/// <param name="Columns">Width, 1 to 65535.</param>
/// <param name="BitsAllocated">8, 16 or 32.</param>
/// <param name="BitsStored">1 to BitsAllocated.</param>
/// <param name="HighBit">BitsStored − 1 to BitsAllocated − 1.</param>
/// <param name="IsSigned">Pixel Representation.</param>
internal sealed record PixelLayout(int Rows, int Columns, int BitsAllocated, int BitsStored, int HighBit, bool IsSigned)
{
    private static readonly string[] ColourInterpretations = ["RGB", "YBR", "PALETTE", "HSV", "ARGB", "CMYK"];

    /// <summary>Pixels of the frame.</summary>
    public long Pixels => (long)Rows * Columns;

    /// <summary>Bytes of the frame, uncompressed.</summary>
    public long Bytes => Pixels * (BitsAllocated / 8);

    /// <summary>Reads the description.</summary>
    /// <exception cref="DicomException">It is absent, contradicts itself, or is of an image that is not decoded.</exception>
    public static PixelLayout Of(DicomDataset dataset)
    {
        var interpretation = dataset.GetString(DicomTags.PhotometricInterpretation)?.ToUpperInvariant() ?? "";
        var samples = dataset.GetInt(DicomTags.SamplesPerPixel) ?? 1;
        if (samples != 1 || ColourInterpretations.Any(colour => interpretation.StartsWith(colour, StringComparison.Ordinal)))
        {
            throw new DicomException(DicomErrors.Colour, "The image is in colour; a radiograph is grey.");
        }

        // Absent and empty mean one frame; so does 0, which some writers of single frames leave.
        if (dataset.GetStrings(DicomTags.NumberOfFrames).Count > 0 && dataset.GetInt(DicomTags.NumberOfFrames) is not (0 or 1))
        {
            throw new DicomException(DicomErrors.MultiFrame, "The object holds several frames; a radiograph is one.");
        }

        var (rows, columns) = (dataset.GetInt(DicomTags.Rows) ?? 0, dataset.GetInt(DicomTags.Columns) ?? 0);
        if (rows is < 1 or > ushort.MaxValue || columns is < 1 or > ushort.MaxValue)
        {
            throw new DicomException(DicomErrors.BadDimensions, $"The image has {rows} rows and {columns} columns.");
        }

        var allocated = dataset.GetInt(DicomTags.BitsAllocated) ?? 0;
        var stored = dataset.GetInt(DicomTags.BitsStored) ?? allocated;
        var high = dataset.GetInt(DicomTags.HighBit) ?? (stored - 1);
        var representation = dataset.GetInt(DicomTags.PixelRepresentation) ?? 0;
        var isUnsigned32 = stored == 32 && representation == 0; // Beyond what a sample of DecodedFrame holds.
        if (allocated is not (8 or 16 or 32) || stored < 1 || stored > allocated || high < stored - 1 || high >= allocated
            || representation is not (0 or 1) || isUnsigned32)
        {
            throw new DicomException(
                DicomErrors.UnsupportedPixels,
                $"Pixels of {stored} bits in {allocated}, high bit {high}, representation {representation}, are not decoded.");
        }

        return new PixelLayout(rows, columns, allocated, stored, high, representation == 1);
    }

    /// <summary>Holds words of a lossy codestream to the range of stored values.</summary>
    /// <remarks>
    /// A transform overshoots at sharp edges. Where the codestream has more bits than are stored, cutting the upper
    /// ones off would turn the brightest pixels black.
    /// </remarks>
    /// <param name="words">Words as the codec gave them; turned in place.</param>
    public void ClampLossy(Span<int> words)
    {
        if (IsSigned || HighBit != BitsStored - 1)
        {
            return;
        }

        var greatest = (int)((1L << BitsStored) - 1);
        foreach (ref var word in words)
        {
            word = Math.Clamp(word, 0, greatest);
        }
    }

    /// <summary>Makes stored values of the words that hold them: the bits up to High Bit, and their sign.</summary>
    /// <param name="words">Words of BitsAllocated bits in the low bits of each number; turned in place.</param>
    public void Extract(Span<int> words)
    {
        if (BitsStored == 32)
        {
            return;
        }

        // Up against the top of 32 bits, then down again with the sign or with zeros.
        var (up, down) = (31 - HighBit, 32 - BitsStored);
        var done = 0;
        for (; done <= words.Length - Vector128<int>.Count; done += Vector128<int>.Count)
        {
            var high = Vector128.Create<int>(words[done..]) << up;
            (IsSigned ? high >> down : high >>> down).CopyTo(words[done..]);
        }

        for (; done < words.Length; done++)
        {
            var high = words[done] << up;
            words[done] = IsSigned ? high >> down : high >>> down;
        }
    }
}
