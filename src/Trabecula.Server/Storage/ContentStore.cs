using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Films and results, each named by the SHA-256 of its bytes: a folder (<see cref="FolderStore"/>) or a bucket (<see cref="S3Store"/>).</summary>
/// <remarks>Under its name a piece is always whole, and the same bytes are there once. Names of senders are never part of a name here.</remarks>
public abstract class ContentStore
{
    /// <summary>Code of a piece that is missing or changed.</summary>
    private protected const string Damaged = "content_damaged";

    private const int HashCharacters = 64;

    /// <summary>Free bytes of the disk that films come in on.</summary>
    public abstract long FreeBytes { get; }

    /// <summary>Whether there is room for what comes from outside.</summary>
    public abstract bool HasRoom { get; }

    /// <summary>Stores what a stream brings; it is never in memory as a whole.</summary>
    /// <param name="content">The bytes, read to their end.</param>
    /// <param name="mostBytes">Beyond these it is refused, and nothing is left of it.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    /// <returns>What was stored, or was there already.</returns>
    /// <exception cref="TrabeculaException"><c>too_large</c>, <c>empty_file</c>, <c>disk_full</c> or <c>store_unavailable</c>.</exception>
    public abstract Task<StoredContent> AddAsync(Stream content, long mostBytes, CancellationToken ct);

    /// <summary>Stores bytes that were made here.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    /// <returns>What was stored, or was there already.</returns>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c> where the system refuses.</exception>
    public abstract Task<StoredContent> AddAsync(byte[] content, CancellationToken ct);

    /// <summary>Opens a piece for reading, without looking at its bytes.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>content_damaged</c> where it is missing; <c>store_unavailable</c> where the system refuses.</exception>
    public abstract Task<Stream> OpenAsync(string sha256, CancellationToken ct);

    /// <summary>Verifies that the store can be used.</summary>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c> where it cannot.</exception>
    public abstract Task ProbeAsync(CancellationToken ct);

    /// <summary>Reads a piece whole, and verifies that it still has the bytes that it is named by.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>content_damaged</c> where it is missing or differs; <c>store_unavailable</c> where the system refuses.</exception>
    public async Task<byte[]> ReadAsync(string sha256, CancellationToken ct)
    {
        var bytes = await FetchAsync(sha256, ct);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new TrabeculaException(Damaged, "The file in the server's store no longer has the bytes that were stored.");
    }

    /// <summary>Fetches the bytes of a piece.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="ct">Stops.</param>
    private protected abstract Task<byte[]> FetchAsync(string sha256, CancellationToken ct);

    /// <summary>Where a piece lies: <c>sha256/ab/cd/abcd…</c>, so that no folder holds more than some thousands.</summary>
    /// <param name="sha256">Its name, which is checked, for it becomes a path.</param>
    private protected static string PlaceOf(string sha256)
    {
        if (sha256.Length != HashCharacters || sha256.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            throw new ArgumentException("A name in the store is 64 lower-case hexadecimal digits.", nameof(sha256));
        return $"sha256/{sha256[..2]}/{sha256[2..4]}/{sha256}";
    }

    /// <summary>A piece that is not there.</summary>
    /// <param name="e">What the system said.</param>
    private protected static TrabeculaException Missing(Exception e) => new(Damaged, "The file is no longer in the server's store.", e);
}
