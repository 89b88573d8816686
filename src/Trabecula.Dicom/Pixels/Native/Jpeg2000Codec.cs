using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>JPEG 2000 codestreams, lossless and lossy (ISO/IEC 15444-1), by OpenJPEG 2.</summary>
internal static unsafe class Jpeg2000Codec
{
    // ISO/IEC 15444-1, A.5.1: SOC, SIZ, then Lsiz and Rsiz, then eight numbers of 32 bits, Csiz, and Ssiz of the first component.
    private const uint SocAndSiz = 0xFF4FFF51;
    private const int SizBytes = 43;

    // OpenJPEG allocates several kilobytes for each tile that the header claims. 4096 tiles of 256² hold 16000² pixels.
    private const long MaxTiles = 4096;

    /// <summary>The words of the frame.</summary>
    /// <exception cref="DicomException">The codestream is not the frame, or OpenJPEG refuses it.</exception>
    public static int[] Decode(ReadOnlyMemory<byte> codestream, PixelLayout layout)
    {
        CheckHeader(codestream.Span, layout);
        using var pinned = codestream.Pin();
        var source = new OpenJpegSource { Bytes = (byte*)pinned.Pointer, Length = codestream.Length };
        nint stream = 0, codec = 0;
        OpenJpegImage* image = null;
        try
        {
            stream = OpenJpegSource.Open(&source);
            codec = OpenJpeg.CreateDecompress(OpenJpeg.CodecJ2k);
            if (stream == 0 || codec == 0)
            {
                throw new InsufficientMemoryException("OpenJPEG gave no decoder.");
            }

            var parameters = stackalloc byte[OpenJpeg.ParametersBytes];
            OpenJpeg.SetDefaultDecoderParameters(parameters);
            Check(OpenJpeg.SetupDecoder(codec, parameters));
            Check(OpenJpeg.SetStrictMode(codec, 1));
            Check(OpenJpeg.ReadHeader(stream, codec, &image));
            Check(OpenJpeg.Decode(codec, stream, image));
            Check(OpenJpeg.EndDecompress(codec, stream));
            return WordsOf(image, layout);
        }
        finally
        {
            OpenJpeg.Destroy(image, codec, stream);
        }
    }

    private static void CheckHeader(ReadOnlySpan<byte> bytes, PixelLayout layout)
    {
        if (bytes.Length < SizBytes || BinaryPrimitives.ReadUInt32BigEndian(bytes) != SocAndSiz)
        {
            throw new DicomException(DicomErrors.CodecFailed, "The pixel data do not start with the header of a JPEG 2000 codestream.");
        }

        long right = Number(bytes, 8), bottom = Number(bytes, 12), left = Number(bytes, 16), top = Number(bytes, 20);
        long tileWidth = Number(bytes, 24), tileHeight = Number(bytes, 28), tileLeft = Number(bytes, 32), tileTop = Number(bytes, 36);
        var components = BinaryPrimitives.ReadUInt16BigEndian(bytes[40..]);
        new Codestream(bottom - top, right - left, components, (bytes[42] & 0x7F) + 1).MustMatch(layout);
        if (tileWidth == 0 || tileHeight == 0 || tileLeft > left || tileTop > top)
        {
            throw new DicomException(DicomErrors.CodecFailed, "The JPEG 2000 codestream has tiles that do not cover its image.");
        }

        var tiles = Tiles(right - tileLeft, tileWidth) * Tiles(bottom - tileTop, tileHeight);
        if (tiles > MaxTiles)
        {
            throw new DicomException(DicomErrors.CodecFailed, $"The JPEG 2000 codestream has {tiles} tiles; {MaxTiles} are allowed.");
        }
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static long Tiles(long extent, long tile) => (extent + tile - 1) / tile;

    private static int[] WordsOf(OpenJpegImage* image, PixelLayout layout)
    {
        var component = image->Components;
        if (image->ComponentCount != 1 || component->Data == null || component->Width != layout.Columns || component->Height != layout.Rows)
        {
            throw new DicomException(DicomErrors.BadDimensions, "The JPEG 2000 codestream does not decode to the frame.");
        }

        return new ReadOnlySpan<int>(component->Data, (int)layout.Pixels).ToArray();
    }

    private static void Check(int isOk)
    {
        if (isOk == 0)
        {
            throw new InvalidDataException("OpenJPEG refused the codestream.");
        }
    }
}
