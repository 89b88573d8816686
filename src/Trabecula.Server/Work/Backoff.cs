namespace Trabecula.Server;

/// <summary>How long to wait before the next try: doubling, bounded, and spread so that many do not come back at once.</summary>
public static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromMinutes(10);

    /// <summary>The time until the next try.</summary>
    /// <param name="failures">Tries that failed so far, at least 1.</param>
    /// <returns>2 s, 4 s, 8 s … 10 min, each by up to a quarter more or less.</returns>
    public static TimeSpan After(int failures)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return (doubled < Longest ? doubled : Longest) * (0.75 + (0.5 * Random.Shared.NextDouble()));
    }
}
