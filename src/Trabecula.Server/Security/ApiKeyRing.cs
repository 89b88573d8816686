using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>The keys that programs are let in with: <c>trabecula_ID_SECRET</c>, of which only a hash is kept.</summary>
/// <remarks>Keys are held in memory and read again every few seconds, so that wrong ones cost no query, and right ones are known while the database is away.</remarks>
/// <param name="databases">Where they are kept.</param>
/// <param name="clock">The time.</param>
public sealed class ApiKeyRing(DatabaseFactory databases, TimeProvider clock)
{
    private const string Prefix = "trabecula";
    private const int IdBytes = 6, SecretBytes = 32;

    /// <summary>How old the keys in memory may be before they are read again.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile IReadOnlyDictionary<string, ApiKey> _keys = new Dictionary<string, ApiKey>();
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Makes a key.</summary>
    /// <param name="name">What it is called, up to 200 characters.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The key; it cannot be told again.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public async Task<string> NewAsync(string name, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        try
        {
            await using var database = databases.Open();
            database.ApiKeys.Add(new ApiKey { Id = id, Name = name, SecretSha256 = HashOf(secret), CreatedAt = clock.GetUtcNow() });
            await database.SaveChangesAsync(ct);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }

        _readAt = DateTimeOffset.MinValue;
        return $"{Prefix}_{id}_{secret}";
    }

    /// <summary>Withdraws all keys of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>How many.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public async Task<int> RevokeAsync(string name, CancellationToken ct)
    {
        try
        {
            await using var database = databases.Open();
            DateTimeOffset? now = clock.GetUtcNow();
            return await database.ApiKeys.Where(key => key.Name == name && key.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), ct);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }

    /// <summary>Whether there is any key, withdrawn or not.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        return await database.ApiKeys.AnyAsync(ct);
    }

    /// <summary>Finds the key that is shown.</summary>
    /// <param name="shown">What a client shows.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The key, or null where it is none of ours or was withdrawn. Takes as long for a wrong secret as for a right one.</returns>
    public async ValueTask<ApiKey?> FindAsync(string shown, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(shown);
        await RefreshAsync(ct);
        if (shown.Split('_') is not [Prefix, var id, var secret] || !_keys.TryGetValue(id, out var key))
            return null;
        return CryptographicOperations.FixedTimeEquals(HashOf(secret), key.SecretSha256) ? key : null;
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() - _readAt < Freshness || !await _reading.WaitAsync(_keys.Count == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
            return;
        try
        {
            if (clock.GetUtcNow() - _readAt < Freshness)
                return;
            await using var database = databases.Open();
            _keys = await database.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToDictionaryAsync(key => key.Id, ct);
            _readAt = clock.GetUtcNow();
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            // The keys that are known still hold, so that a client is told that the database is away and not that its key is wrong.
            _readAt = clock.GetUtcNow();
        }
        finally
        {
            _reading.Release();
        }
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
