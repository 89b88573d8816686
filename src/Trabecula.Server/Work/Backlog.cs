namespace Trabecula.Server;

/// <summary>How many films wait or are being estimated; counted anew every few seconds, and added to in between.</summary>
public sealed class Backlog
{
    private long _films;

    /// <summary>How many.</summary>
    public long Films => Interlocked.Read(ref _films);

    /// <summary>One more was received.</summary>
    internal void Add() => Interlocked.Increment(ref _films);

    /// <summary>One was finished.</summary>
    internal void Remove() => Interlocked.Decrement(ref _films);

    /// <summary>They were counted.</summary>
    /// <param name="films">How many.</param>
    internal void Set(long films) => Interlocked.Exchange(ref _films, films);
}
