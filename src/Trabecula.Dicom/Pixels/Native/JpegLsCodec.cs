using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Trabecula.Dicom;

/// <summary>JPEG-LS, lossless and near-lossless (ISO/IEC 14495-1), by the C interface of CharLS 2.</summary>
internal static unsafe partial class JpegLsCodec
{
    static JpegLsCodec() => NativeLibraries.Install();

    /// <summary>The words of the frame.</summary>
    /// <exception cref="DicomException">The codestream is not the frame, or CharLS refuses it.</exception>
    public static int[] Decode(ReadOnlyMemory<byte> codestream, PixelLayout layout)
    {
        using var pinned = codestream.Pin();
        var decoder = Create();
        if (decoder == 0)
        {
            throw new InsufficientMemoryException("CharLS gave no decoder.");
        }

        try
        {
            Check(SetSource(decoder, pinned.Pointer, (nuint)codestream.Length));
            Check(ReadHeader(decoder));
            Check(GetFrameInfo(decoder, out var frame));
            new Codestream(frame.Height, frame.Width, frame.Components, frame.BitsPerSample).MustMatch(layout);
            return DecodeFrame(decoder, frame.BitsPerSample, layout);
        }
        finally
        {
            Destroy(decoder);
        }
    }

    private static int[] DecodeFrame(nint decoder, int bits, PixelLayout layout)
    {
        Check(GetDestinationSize(decoder, 0, out var size));
        var bytesPerSample = bits > 8 ? 2 : 1;
        if (size != (nuint)(layout.Pixels * bytesPerSample))
        {
            throw new DicomException(DicomErrors.BadDimensions, "The JPEG-LS codestream does not decode to the frame.");
        }

        var bytes = new byte[size];
        fixed (byte* destination = bytes)
        {
            Check(DecodeToBuffer(decoder, destination, size, 0));
        }

        var words = new int[layout.Pixels];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = bytesPerSample == 1 ? bytes[i] : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i));
        }

        return words;
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidDataException(Marshal.PtrToStringUTF8(GetErrorMessage(error)) ?? $"CharLS error {error}.");
        }
    }

    // charls_frame_info of charls/public_types.h.
    private struct FrameInfo
    {
        public uint Width;
        public uint Height;
        public int BitsPerSample;
        public int Components;
    }

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_create")]
    private static partial nint Create();

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_destroy")]
    private static partial void Destroy(nint decoder);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_set_source_buffer")]
    private static partial int SetSource(nint decoder, void* source, nuint bytes);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_read_header")]
    private static partial int ReadHeader(nint decoder);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_get_frame_info")]
    private static partial int GetFrameInfo(nint decoder, out FrameInfo frame);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_get_destination_size")]
    private static partial int GetDestinationSize(nint decoder, uint stride, out nuint bytes);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_jpegls_decoder_decode_to_buffer")]
    private static partial int DecodeToBuffer(nint decoder, byte* destination, nuint bytes, uint stride);

    [LibraryImport(NativeLibraries.CharLs, EntryPoint = "charls_get_error_message")]
    private static partial nint GetErrorMessage(int error);
}
