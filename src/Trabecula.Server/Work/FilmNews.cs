using System.Collections.Concurrent;

namespace Trabecula.Server;

/// <summary>Tells within this process that something became of a film. A hint: the database is the truth, and other processes work on it too.</summary>
public sealed class FilmNews
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <summary>A film's state changed, or deliveries became due; the argument is its number. Handlers must be short and not throw.</summary>
    public event Action<long>? Changed;

    /// <summary>Tells it.</summary>
    /// <param name="filmId">The film.</param>
    public void Tell(long filmId)
    {
        if (_waiting.TryRemove(filmId, out var waiting))
            waiting.TrySetResult();
        Changed?.Invoke(filmId);
    }

    /// <summary>Waits for the next news of a film.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="ct">Stops.</param>
    public async Task WaitAsync(long filmId, TimeSpan longest, CancellationToken ct)
    {
        var news = _waiting.GetOrAdd(filmId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        await news.WaitAsync(longest, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }
}
