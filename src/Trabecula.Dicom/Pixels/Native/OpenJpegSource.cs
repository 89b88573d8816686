using System.Runtime.InteropServices;

namespace Trabecula.Dicom;

/// <summary>A codestream in memory that OpenJPEG reads through callbacks; it must stay where it is meanwhile.</summary>
internal unsafe struct OpenJpegSource
{
    // The library reads through a buffer of its own; larger than the codestreams' markers is enough.
    private const int BufferBytes = 1 << 16;

    /// <summary>The pinned codestream.</summary>
    public byte* Bytes;

    /// <summary>Its length.</summary>
    public long Length;

    private long _position;

    /// <summary>Makes a stream of OpenJPEG over the source.</summary>
    public static nint Open(OpenJpegSource* source)
    {
        var stream = OpenJpeg.StreamCreate(BufferBytes, isInput: 1);
        if (stream != 0)
        {
            OpenJpeg.StreamSetUserData(stream, source, 0);
            OpenJpeg.StreamSetUserDataLength(stream, (ulong)source->Length);
            OpenJpeg.StreamSetRead(stream, &Read);
            OpenJpeg.StreamSetSkip(stream, &Skip);
            OpenJpeg.StreamSetSeek(stream, &Seek);
        }

        return stream;
    }

    [UnmanagedCallersOnly]
    private static nuint Read(void* destination, nuint bytes, OpenJpegSource* source)
    {
        var count = Math.Min((ulong)(source->Length - source->_position), bytes);
        if (count == 0)
        {
            return nuint.MaxValue; // (OPJ_SIZE_T)-1 is the end.
        }

        Buffer.MemoryCopy(source->Bytes + source->_position, destination, (long)count, (long)count);
        source->_position += (long)count;
        return (nuint)count;
    }

    [UnmanagedCallersOnly]
    private static long Skip(long bytes, OpenJpegSource* source)
    {
        if (bytes < 0 || bytes > source->Length - source->_position)
        {
            return -1;
        }

        source->_position += bytes;
        return bytes;
    }

    [UnmanagedCallersOnly]
    private static int Seek(long position, OpenJpegSource* source)
    {
        if (position < 0 || position > source->Length)
        {
            return 0;
        }

        source->_position = position;
        return 1;
    }
}
