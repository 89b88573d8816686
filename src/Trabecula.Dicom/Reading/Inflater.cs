using System.IO.Compression;

namespace Trabecula.Dicom;

/// <summary>Inflates deflated datasets (PS3.5, A.5) up to a bound.</summary>
internal static class Inflater
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Inflates a whole dataset.</summary>
    /// <exception cref="DicomException">The stream is corrupt, or inflates to more than the limits allow.</exception>
    public static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> deflated, DicomLimits limits)
    {
        try
        {
            using var source = new MemoryStream(deflated.ToArray(), writable: false);
            using var inflating = new DeflateStream(source, CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            var chunk = new byte[ChunkBytes];
            int read;
            while ((read = inflating.Read(chunk)) > 0)
            {
                if (inflated.Length + read > limits.MaxInflatedBytes)
                {
                    throw new DicomException(DicomErrors.TooLarge, $"The deflated dataset is larger than {limits.MaxInflatedBytes} bytes.");
                }

                inflated.Write(chunk, 0, read);
            }

            return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
        }
        catch (InvalidDataException exception)
        {
            throw new DicomException(DicomErrors.Malformed, "The deflated dataset is corrupt.", exception);
        }
    }
}
