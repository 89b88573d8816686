using System.Collections.Concurrent;

namespace Trabecula.Server;

/// <summary>What this process last learned of the other systems, for health and lists. What is owed to them is in the database.</summary>
/// <param name="clock">The time.</param>
public sealed class RemoteStates(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RemoteState> _states = new();

    /// <summary>
    /// All of them: <c>NAME/films</c> for an archive that films are taken from, <c>NAME/results</c> for whoever gets results. Those that were
    /// not called yet are not among them.
    /// </summary>
    public IReadOnlyDictionary<string, RemoteState> All => _states;

    /// <summary>Notes that a call did what it should.</summary>
    /// <param name="name">Name of the system, and what it was called for.</param>
    /// <returns>Whether it was away before.</returns>
    internal bool Answered(string name) => Set(name, null, null);

    /// <summary>Notes that a call failed in a way that concerns the system and not one object.</summary>
    /// <param name="name">Name of the system, and what it was called for.</param>
    /// <param name="code">The failure's code.</param>
    /// <param name="reason">Its sentence.</param>
    /// <returns>Whether it was there, or was away for another reason, before.</returns>
    internal bool Failed(string name, string code, string reason) => Set(name, code, reason);

    private bool Set(string name, string? code, string? reason)
    {
        var now = clock.GetUtcNow();
        var before = _states.GetValueOrDefault(name);
        if (before is not null && before.Code == code)
            return false;
        _states[name] = new RemoteState(code, reason, now);
        return before is not null || code is not null;
    }
}

/// <summary>How another system is.</summary>
/// <param name="Code">Null where it answers, else why it does not.</param>
/// <param name="Reason">The sentence, or null.</param>
/// <param name="Since">Since when this is so.</param>
public sealed record RemoteState(string? Code, string? Reason, DateTimeOffset Since);
