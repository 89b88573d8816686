using System.Collections.Concurrent;
using System.Net;

namespace Trabecula.Server;

/// <summary>Counts wrong credentials by address and minute. Right ones are let in even from an address that shows many wrong ones: a neighbour must not lock others out.</summary>
/// <param name="settings">How many are allowed.</param>
/// <param name="clock">The time.</param>
internal sealed class WrongCredentials(ServerSettings settings, TimeProvider clock)
{
    /// <summary>Addresses that are remembered; beyond them all count as one, so that many addresses fill no memory.</summary>
    private const int MostAddresses = 10_000;

    private readonly ConcurrentDictionary<IPAddress, int> _counts = new();
    private long _minute;

    /// <summary>Notes one.</summary>
    /// <param name="address">Whose.</param>
    /// <returns>How many in this minute, with this one.</returns>
    public int Note(IPAddress? address)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
            _counts.Clear();
        var whose = address is null || (_counts.Count >= MostAddresses && !_counts.ContainsKey(address)) ? IPAddress.None : address;
        return _counts.AddOrUpdate(whose, 1, (_, count) => count + 1);
    }

    /// <summary>Whether that many are too many.</summary>
    /// <param name="count">How many.</param>
    public bool IsTooMany(int count) => count > settings.MaxWrongCredentials;
}
