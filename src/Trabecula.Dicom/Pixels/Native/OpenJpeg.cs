using System.Runtime.InteropServices;

namespace Trabecula.Dicom;

/// <summary>The functions of OpenJPEG 2.5 (openjpeg.h) that decoding takes.</summary>
internal static unsafe partial class OpenJpeg
{
    /// <summary>OPJ_CODEC_J2K, a bare codestream as DICOM holds it.</summary>
    public const int CodecJ2k = 0;

    /// <summary>More than <c>sizeof(opj_dparameters_t)</c>, which holds two paths of 4096 bytes and some forty more.</summary>
    public const int ParametersBytes = 16384;

    static OpenJpeg() => NativeLibraries.Install();

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_create_decompress")]
    internal static partial nint CreateDecompress(int format);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_set_default_decoder_parameters")]
    internal static partial void SetDefaultDecoderParameters(byte* parameters);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_setup_decoder")]
    internal static partial int SetupDecoder(nint codec, byte* parameters);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_decoder_set_strict_mode")]
    internal static partial int SetStrictMode(nint codec, int isStrict);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_read_header")]
    internal static partial int ReadHeader(nint stream, nint codec, OpenJpegImage** image);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_decode")]
    internal static partial int Decode(nint codec, nint stream, OpenJpegImage* image);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_end_decompress")]
    internal static partial int EndDecompress(nint codec, nint stream);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_create")]
    internal static partial nint StreamCreate(nuint bufferBytes, int isInput);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_set_user_data")]
    internal static partial void StreamSetUserData(nint stream, void* data, nint free);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_set_user_data_length")]
    internal static partial void StreamSetUserDataLength(nint stream, ulong bytes);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_set_read_function")]
    internal static partial void StreamSetRead(nint stream, delegate* unmanaged<void*, nuint, OpenJpegSource*, nuint> read);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_set_skip_function")]
    internal static partial void StreamSetSkip(nint stream, delegate* unmanaged<long, OpenJpegSource*, long> skip);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_set_seek_function")]
    internal static partial void StreamSetSeek(nint stream, delegate* unmanaged<long, OpenJpegSource*, int> seek);

    /// <summary>Gives back what was opened; each may be null.</summary>
    internal static void Destroy(OpenJpegImage* image, nint codec, nint stream)
    {
        if (image != null)
        {
            ImageDestroy(image);
        }

        if (codec != 0)
        {
            DestroyCodec(codec);
        }

        if (stream != 0)
        {
            StreamDestroy(stream);
        }
    }

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_image_destroy")]
    private static partial void ImageDestroy(OpenJpegImage* image);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_destroy_codec")]
    private static partial void DestroyCodec(nint codec);

    [LibraryImport(NativeLibraries.OpenJpeg, EntryPoint = "opj_stream_destroy")]
    private static partial void StreamDestroy(nint stream);
}

/// <summary>opj_image_t of openjpeg.h, as far as it is read.</summary>
internal unsafe struct OpenJpegImage
{
    public uint Left;
    public uint Top;
    public uint Right;
    public uint Bottom;
    public uint ComponentCount;
    public int ColourSpace;
    public OpenJpegComponent* Components;
}

/// <summary>opj_image_comp_t of openjpeg.h, as far as it is read.</summary>
internal unsafe struct OpenJpegComponent
{
    public uint StepX;
    public uint StepY;
    public uint Width;
    public uint Height;
    public uint Left;
    public uint Top;
    public uint Precision;
    public uint BitsPerPixel;
    public uint IsSigned;
    public uint ResolutionsDecoded;
    public uint Factor;
    public int* Data;
}
