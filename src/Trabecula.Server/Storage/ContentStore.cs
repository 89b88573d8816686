using System.Buffers;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A folder of files that are named by the SHA-256 of their bytes: <c>sha256/ab/cd/abcd…</c>.</summary>
/// <remarks>
/// A file is written in <c>incoming</c>, flushed to the disk, and renamed: under its name it is always whole. The same bytes are there
/// once. Names of senders are never part of a path.
/// </remarks>
public sealed class ContentStore
{
    private const int HashCharacters = 64;
    private const int PieceBytes = 128 << 10;
    private const string Damaged = "content_damaged";

    private readonly string _files;
    private readonly string _incoming;
    private readonly long _leastFreeBytes;

    /// <summary>Opens a store, makes its folders, and clears away what earlier processes left half-written.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="leastFreeBytes">Free bytes of the disk below which nothing is taken from outside.</param>
    /// <param name="isShared">Whether other processes may be writing into it: what is half-written is then theirs for an hour, which nothing takes to arrive.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the folders cannot be made.</exception>
    public ContentStore(string directory, long leastFreeBytes, bool isShared)
    {
        _files = Path.Combine(directory, "sha256");
        _incoming = Path.Combine(directory, "incoming");
        _leastFreeBytes = leastFreeBytes;
        try
        {
            Directory.CreateDirectory(_files);
            Directory.CreateDirectory(_incoming);
            foreach (var left in new DirectoryInfo(_incoming).EnumerateFiles().Where(file => !isShared || file.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1)))
                left.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"The folder {directory} cannot be made or written: {e.Message}", e);
        }
    }

    /// <summary>Free bytes of the disk that the store is on.</summary>
    public long FreeBytes => new DriveInfo(_files).AvailableFreeSpace;

    /// <summary>Whether there is room for what comes from outside.</summary>
    public bool HasRoom => FreeBytes >= _leastFreeBytes;

    /// <summary>Stores what a stream brings; it is never in memory as a whole.</summary>
    /// <param name="content">The bytes, read to their end.</param>
    /// <param name="mostBytes">Beyond these it is refused, and nothing is left of it.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    /// <returns>What was stored, or was there already.</returns>
    /// <exception cref="TrabeculaException"><c>too_large</c>, <c>empty_file</c>, <c>disk_full</c> or <c>store_unavailable</c>.</exception>
    public async Task<StoredContent> AddAsync(Stream content, long mostBytes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!HasRoom)
            throw new TrabeculaException("disk_full", "The server's disk is nearly full; no films are taken until there is room.");
        var part = Path.Combine(_incoming, $"{Guid.NewGuid():N}.part");
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

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            await Guard(() => Task.Run(() => Place(part, name), ct));
            return new StoredContent(name, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            File.Delete(part);
        }
    }

    /// <summary>Stores bytes that were made here.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    /// <returns>What was stored, or was there already.</returns>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c> where the system refuses.</exception>
    public async Task<StoredContent> AddAsync(byte[] content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!File.Exists(PathOf(name)))
        {
            var part = Path.Combine(_incoming, $"{Guid.NewGuid():N}.part");
            try
            {
                await using (var file = Create(part))
                {
                    await Guard(() => file.WriteAsync(content, ct).AsTask());
                    await Guard(() => Task.Run(() => file.Flush(flushToDisk: true), ct));
                }

                await Guard(() => Task.Run(() => Place(part, name), ct));
            }
            finally
            {
                File.Delete(part);
            }
        }

        return new StoredContent(name, content.Length);
    }

    /// <summary>Reads a file whole, and verifies that it still has the bytes that it is named by.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>content_damaged</c> where it is missing or differs; <c>store_unavailable</c> where the system refuses.</exception>
    public async Task<byte[]> ReadAsync(string sha256, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(PathOf(sha256), ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrabeculaException(Damaged, "The file is no longer in the server's store.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new TrabeculaException(Damaged, "The file in the server's store no longer has the bytes that were stored.");
    }

    /// <summary>Opens a file for reading, without looking at its bytes.</summary>
    /// <param name="sha256">Its name.</param>
    /// <exception cref="TrabeculaException"><c>content_damaged</c> where it is missing; <c>store_unavailable</c> where the system refuses.</exception>
    public FileStream Open(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrabeculaException(Damaged, "The file is no longer in the server's store.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Verifies that the store can be written.</summary>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c> where it cannot.</exception>
    public void Probe()
    {
        var part = Path.Combine(_incoming, $"{Guid.NewGuid():N}.part");
        try
        {
            File.WriteAllBytes(part, [0]);
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private string PathOf(string sha256)
    {
        if (sha256.Length != HashCharacters || sha256.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            throw new ArgumentException("A name in the store is 64 lower-case hexadecimal digits.", nameof(sha256));
        return Path.Combine(_files, sha256[..2], sha256[2..4], sha256);
    }

    private void Place(string part, string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Two who bring the same bytes at once replace each other's file by the same bytes.
        File.Move(part, path, overwrite: true);
    }

    private static FileStream Create(string part)
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
    private static async Task Guard(Func<Task> write)
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

    private static TrabeculaException Unavailable(Exception e) =>
        new("store_unavailable", "The server's folder cannot be read or written at present.", e);
}
