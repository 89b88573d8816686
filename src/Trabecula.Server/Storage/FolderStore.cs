using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A store that is a folder, on a disk of this machine or one that several machines share.</summary>
/// <remarks>A file is written in <c>incoming</c>, flushed to the disk, and renamed.</remarks>
public sealed class FolderStore : ContentStore
{
    private readonly string _directory;
    private readonly IncomingFolder _incoming;

    /// <summary>Opens a store, makes its folders, and clears away what earlier processes left half-written.</summary>
    /// <param name="directory">Its folder.</param>
    /// <param name="leastFreeBytes">Free bytes of the disk below which nothing is taken from outside.</param>
    /// <param name="isShared">Whether other processes may be writing into it: what is half-written is then theirs for an hour, which nothing takes to arrive.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the folders cannot be made.</exception>
    public FolderStore(string directory, long leastFreeBytes, bool isShared)
    {
        _directory = directory;
        _incoming = new IncomingFolder(Path.Combine(directory, "incoming"), leastFreeBytes, isShared);
        try
        {
            Directory.CreateDirectory(Path.Combine(directory, "sha256"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"The folder {directory} cannot be made or written: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public override long FreeBytes => _incoming.FreeBytes;

    /// <inheritdoc />
    public override bool HasRoom => _incoming.HasRoom;

    /// <inheritdoc />
    public override Task<StoredContent> AddAsync(Stream content, long mostBytes, CancellationToken ct) => _incoming.TakeAsync(
        content, mostBytes, (part, stored) => IncomingFolder.Guard(() => Task.Run(() => Place(part, stored.Sha256), ct)), ct);

    /// <inheritdoc />
    public override async Task<StoredContent> AddAsync(byte[] content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!File.Exists(PathOf(name)))
        {
            var part = _incoming.NewPart();
            try
            {
                await using (var file = IncomingFolder.Create(part))
                {
                    await IncomingFolder.Guard(() => file.WriteAsync(content, ct).AsTask());
                    await IncomingFolder.Guard(() => Task.Run(() => file.Flush(flushToDisk: true), ct));
                }

                await IncomingFolder.Guard(() => Task.Run(() => Place(part, name), ct));
            }
            finally
            {
                File.Delete(part);
            }
        }

        return new StoredContent(name, content.Length);
    }

    /// <inheritdoc />
    public override Task<Stream> OpenAsync(string sha256, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFolder.Unavailable(e);
        }
    }

    /// <inheritdoc />
    public override async Task ProbeAsync(CancellationToken ct)
    {
        var part = _incoming.NewPart();
        await IncomingFolder.Guard(() => File.WriteAllBytesAsync(part, [0], ct));
        await IncomingFolder.Guard(() => Task.Run(() => File.Delete(part), CancellationToken.None));
    }

    /// <inheritdoc />
    private protected override async Task<byte[]> FetchAsync(string sha256, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(sha256), ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFolder.Unavailable(e);
        }
    }

    private string PathOf(string sha256) => Path.Combine(_directory, PlaceOf(sha256));

    private void Place(string part, string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Two who bring the same bytes at once replace each other's file by the same bytes.
        File.Move(part, path, overwrite: true);
    }
}
