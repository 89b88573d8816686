using System.Buffers;
using System.Text;

namespace Trabecula.Dicom;

/// <summary>Takes the first part out of a multipart body while it comes (RFC 2046), without holding it in memory.</summary>
internal static class MultipartBody
{
    /// <summary>The longest boundary (RFC 2046, 5.1.1).</summary>
    private const int MaxBoundary = 70;

    /// <summary>Headers of a part, and what may stand before the first one: more is no DICOMweb answer.</summary>
    private const int MaxHeaderBytes = 8 << 10;

    private const int BlockBytes = 64 << 10;

    /// <summary>The boundary that a media type names.</summary>
    /// <param name="mediaType">A Content-Type with parameters, or null.</param>
    /// <returns>The boundary, or null where it is no multipart, or names none that may be.</returns>
    public static string? Boundary(string? mediaType)
    {
        if (mediaType is null || !mediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var boundary = mediaType.Split(';')
            .Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))?["boundary=".Length..].Trim('"');
        return boundary is { Length: > 0 and <= MaxBoundary } && boundary.All(char.IsAscii) ? boundary : null;
    }

    /// <summary>Copies the first part.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="boundary">What parts it.</param>
    /// <param name="to">Where the part goes.</param>
    /// <param name="most">How many bytes the part may have.</param>
    /// <param name="connection">Who sends; errors name it.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="ArchiveException"><see cref="ArchiveErrors.Answer"/> or <see cref="ArchiveErrors.TooLarge"/>.</exception>
    public static async Task CopyFirstPartAsync(
        Stream body, string boundary, Stream to, long most, ArchiveConnection connection, CancellationToken ct)
    {
        var end = Encoding.ASCII.GetBytes($"\r\n--{boundary}");
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            // A line break stands before every boundary but, perhaps, the first one.
            "\r\n"u8.CopyTo(block);
            var held = 2;
            held = await ReadHeadersAsync(body, block, held, end, connection, ct).ConfigureAwait(false);
            long total = 0;
            while (true)
            {
                var at = block.AsSpan(0, held).IndexOf(end);

                // What could be the start of a boundary stays until more has come.
                var sure = at >= 0 ? at : Math.Max(0, held - end.Length + 1);
                total += sure;
                if (total > most)
                {
                    throw connection.Error(ArchiveErrors.TooLarge, $"sends an instance of more than {most} bytes.");
                }

                await to.WriteAsync(block.AsMemory(0, sure), ct).ConfigureAwait(false);
                if (at >= 0)
                {
                    return;
                }

                block.AsSpan(sure, held - sure).CopyTo(block);
                held -= sure;
                held += await MoreAsync(body, block, held, connection, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Reads up to the empty line that ends the first part's headers; what came after it moves to the block's start.</summary>
    private static async Task<int> ReadHeadersAsync(
        Stream body, byte[] block, int held, byte[] boundary, ArchiveConnection connection, CancellationToken ct)
    {
        while (true)
        {
            var start = block.AsSpan(0, held).IndexOf(boundary);
            var after = start < 0 ? -1 : block.AsSpan(start, held - start).IndexOf("\r\n\r\n"u8);
            if (after >= 0)
            {
                var from = start + after + 4;
                block.AsSpan(from, held - from).CopyTo(block);
                return held - from;
            }

            if (held > MaxHeaderBytes)
            {
                throw connection.Error(ArchiveErrors.Answer, "sends a multipart answer without a part.");
            }

            held += await MoreAsync(body, block, held, connection, ct).ConfigureAwait(false);
        }
    }

    private static async Task<int> MoreAsync(Stream body, byte[] block, int held, ArchiveConnection connection, CancellationToken ct)
    {
        var read = await connection.ReadAsync(body, block.AsMemory(held), ct).ConfigureAwait(false);
        return read > 0 ? read : throw connection.Error(ArchiveErrors.Answer, "broke a multipart answer off before its end.");
    }
}
