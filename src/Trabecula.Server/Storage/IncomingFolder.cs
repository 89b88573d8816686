using System.Buffers;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A folder where what comes from outside is written until its last byte, and with it its name, is known.</summary>
internal sealed class IncomingFolder
{
    private const int PieceBytes = 128 << 10;

    private readonly string _folder;
    private readonly long _leastFreeBytes;

    /// <summary>Makes the folder, and clears away what earlier processes left half-written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="leastFreeBytes">Free bytes of the disk below which nothing is taken from outside.</param>
    /// <param name="isShared">Whether other processes may be writing into it: what is half-written is then theirs for an hour, which nothing takes to arrive.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where it cannot be made.</exception>
    public IncomingFolder(string folder, long leastFreeBytes, bool isShared)
    {
        (_folder, _leastFreeBytes) = (folder, leastFreeBytes);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var left in new DirectoryInfo(folder).EnumerateFiles().Where(file => !isShared || file.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1)))
                left.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"The folder {folder} cannot be made or written: {e.Message}", e);
        }
    }

    /// <summary>Free bytes of its disk.</summary>
    public long FreeBytes => new DriveInfo(_folder).AvailableFreeSpace;

    /// <summary>Whether there is room for what comes from outside.</summary>
    public bool HasRoom => FreeBytes >= _leastFreeBytes;

    /// <summary>Writes what a stream brings, has it put in its place, and leaves nothing behind.</summary>
    /// <param name="content">The bytes, read to their end.</param>
    /// <param name="mostBytes">Beyond these it is refused.</param>
    /// <param name="place">Puts a file, whose bytes are on the disk, in its place.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What came.</returns>
    /// <exception cref="TrabeculaException"><c>too_large</c>, <c>empty_file</c>, <c>disk_full</c> or <c>store_unavailable</c>.</exception>
    public async Task<StoredContent> TakeAsync(Stream content, long mostBytes, Func<string, StoredContent, Task> place, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!HasRoom)
            throw new TrabeculaException("disk_full", "The server's disk is nearly full; no films are taken until there is room.");
        var part = NewPart();
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = Create(part))
            {
                int read;
                while ((read = await content.ReadAsync(piece.AsMemory(0, PieceBytes), ct)) > 0)
                {
                    length += read;
                    if (length > mostBytes)
                        throw new TrabeculaException("too_large", $"The film is larger than {mostBytes >> 20} MB, which the server's settings do not allow.");
                    hash.AppendData(piece, 0, read);
                    await Guard(() => file.WriteAsync(piece.AsMemory(0, read), ct).AsTask());
                }

                if (length == 0)
                    throw new TrabeculaException("empty_file", "The film is empty.");
                await Guard(() => Task.Run(() => file.Flush(flushToDisk: true), ct));
            }

            var stored = new StoredContent(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
            await place(part, stored);
            return stored;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            File.Delete(part);
        }
    }

    /// <summary>A new file's path.</summary>
    public string NewPart() => Path.Combine(_folder, $"{Guid.NewGuid():N}.part");

    /// <summary>Makes a new file.</summary>
    /// <param name="part">Its path.</param>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c>.</exception>
    public static FileStream Create(string part)
    {
        try
        {
            return new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Tells errors of the disk apart from those of whoever sends.</summary>
    /// <param name="write">Writes.</param>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c>.</exception>
    public static async Task Guard(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>A folder that cannot be used.</summary>
    /// <param name="e">What the system said.</param>
    public static TrabeculaException Unavailable(Exception e) =>
        new("store_unavailable", "The server's folder cannot be read or written at present.", e);
}
