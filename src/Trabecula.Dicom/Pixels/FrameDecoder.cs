using System.Diagnostics.CodeAnalysis;

namespace Trabecula.Dicom;

/// <summary>Decodes the pixels of an object with a single grey frame.</summary>
public static class FrameDecoder
{
    /// <summary>Decodes the frame.</summary>
    /// <param name="file">The object, in any syntax of <see cref="DicomTransferSyntax.All"/>.</param>
    /// <param name="limits">The largest image, or null for <see cref="DicomLimits.Default"/>.</param>
    /// <param name="spare">
    /// An array that nobody needs any more, or null. Where it has as many elements as the frame has pixels, an uncompressed
    /// frame is put into it: fresh memory costs as much as the decoding.
    /// </param>
    /// <param name="cancellationToken">Asked between the stages; a codec at work is not interrupted.</param>
    /// <returns>The stored values.</returns>
    /// <exception cref="DicomException">
    /// <see cref="DicomErrors.NoPixelData"/>, <see cref="DicomErrors.MultiFrame"/>, <see cref="DicomErrors.Colour"/>,
    /// <see cref="DicomErrors.BadDimensions"/>, <see cref="DicomErrors.TooManyPixels"/>, <see cref="DicomErrors.Truncated"/>,
    /// <see cref="DicomErrors.UnsupportedPixels"/>, <see cref="DicomErrors.UnsupportedTransferSyntax"/>,
    /// <see cref="DicomErrors.CodecFailed"/> or <see cref="DicomErrors.NativeLibraryMissing"/>.
    /// </exception>
    public static DecodedFrame Decode(
        DicomFile file, DicomLimits? limits = null, int[]? spare = null, CancellationToken cancellationToken = default)
    {
        var bounds = limits ?? DicomLimits.Default;
        var pixels = file.Dataset.Find(DicomTags.PixelData);
        if (pixels is null || (pixels.Fragments is null && pixels.Value.IsEmpty))
        {
            throw new DicomException(DicomErrors.NoPixelData, "The object holds no pixel data.");
        }

        var layout = PixelLayout.Of(file.Dataset);
        cancellationToken.ThrowIfCancellationRequested();
        var words = pixels.Fragments is { } fragments
            ? DecodeCodestream(file.TransferSyntax, Joined(fragments), layout, bounds)
            : UncompressedPixels.Decode(pixels.Value.Span, layout, bounds, spare);
        cancellationToken.ThrowIfCancellationRequested();
        layout.Extract(words);
        return new DecodedFrame(layout.Rows, layout.Columns, 1, layout.BitsStored, layout.IsSigned, words);
    }

    // A single frame may lie in several fragments; the first item is the Basic Offset Table (PS3.5, A.4).
    private static ReadOnlyMemory<byte> Joined(IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        if (fragments.Count == 2)
        {
            return fragments[1];
        }

        var joined = new byte[fragments.Skip(1).Sum(fragment => (long)fragment.Length)];
        var at = 0;
        foreach (var fragment in fragments.Skip(1))
        {
            fragment.Span.CopyTo(joined.AsSpan(at));
            at += fragment.Length;
        }

        return joined;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Codecs of others throw what they like at hostile bytes; this is the one place where that is caught.")]
    private static int[] DecodeCodestream(DicomTransferSyntax syntax, ReadOnlyMemory<byte> codestream, PixelLayout layout, DicomLimits limits)
    {
        if (layout.Pixels > limits.MaxPixels)
        {
            throw new DicomException(DicomErrors.TooManyPixels, $"The image has {layout.Pixels} pixels; {limits.MaxPixels} are allowed.");
        }

        if (codestream.IsEmpty)
        {
            throw new DicomException(DicomErrors.Truncated, "The pixel data hold no codestream.");
        }

        if (syntax.IsEncapsulated && syntax != DicomTransferSyntax.RleLossless)
        {
            Codestream.MustEnd(codestream.Span);
        }

        try
        {
            var words = CodecOf(syntax)(codestream, layout);
            if (IsLossy(syntax))
            {
                layout.ClampLossy(words);
            }

            return words;
        }
        catch (Exception exception) when (exception is not (DicomException or OutOfMemoryException))
        {
            throw new DicomException(DicomErrors.CodecFailed, $"The {syntax.Name} codestream cannot be decoded.", exception);
        }
    }

    private static bool IsLossy(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JpegBaseline || syntax == DicomTransferSyntax.JpegExtended
        || syntax == DicomTransferSyntax.JpegLsNearLossless || syntax == DicomTransferSyntax.Jpeg2000;

    private static Func<ReadOnlyMemory<byte>, PixelLayout, int[]> CodecOf(DicomTransferSyntax syntax)
    {
        if (syntax == DicomTransferSyntax.RleLossless)
        {
            return (codestream, layout) => RleCodec.Decode(codestream.Span, layout);
        }

        if (syntax == DicomTransferSyntax.JpegLsLossless || syntax == DicomTransferSyntax.JpegLsNearLossless)
        {
            return JpegLsCodec.Decode;
        }

        if (syntax == DicomTransferSyntax.Jpeg2000Lossless || syntax == DicomTransferSyntax.Jpeg2000)
        {
            return Jpeg2000Codec.Decode;
        }

        return syntax.IsEncapsulated
            ? JpegCodec.Decode
            : throw new DicomException(DicomErrors.Malformed, $"The pixel data are compressed, which {syntax.Name} forbids.");
    }
}
