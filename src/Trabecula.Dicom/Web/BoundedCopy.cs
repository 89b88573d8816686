using System.Buffers;

namespace Trabecula.Dicom;

/// <summary>Copies what another system sends, up to a bound.</summary>
internal static class BoundedCopy
{
    private const int BlockBytes = 64 << 10;

    /// <summary>Copies all that comes.</summary>
    /// <param name="from">What comes.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="most">How many bytes at most.</param>
    /// <param name="connection">Who sends; errors name it.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="ArchiveException"><see cref="ArchiveErrors.TooLarge"/>.</exception>
    public static async Task ToAsync(Stream from, Stream to, long most, ArchiveConnection connection, CancellationToken ct)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long total = 0;
            while (await connection.ReadAsync(from, block, ct).ConfigureAwait(false) is > 0 and var read)
            {
                total += read;
                if (total > most)
                {
                    throw connection.Error(ArchiveErrors.TooLarge, $"answers with more than {most} bytes.");
                }

                await to.WriteAsync(block.AsMemory(0, read), ct).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
