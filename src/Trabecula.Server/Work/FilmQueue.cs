using Hangfire;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Trabecula.Server;

/// <summary>Puts films into Hangfire's queue. A film may be there more than once: the claim decides who works on it.</summary>
/// <param name="jobs">Hangfire.</param>
/// <param name="storage">Where its jobs lie.</param>
/// <param name="log">Tells failures.</param>
internal sealed class FilmQueue(IBackgroundJobClient jobs, JobStorage storage, ILogger<FilmQueue> log)
{
    /// <summary>
    /// Jobs that the queue holds at most: several seconds' work for a hundred workers. Further films wait in the database alone; else a backlog of millions would be there twice,
    /// and again with each <see cref="Believed"/>.
    /// </summary>
    public const int Most = 500;

    /// <summary>How long a film is believed to be queued before it is queued again.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromMinutes(2);

    /// <summary>How many films there is room for.</summary>
    public int Room() => Math.Max(0, Most - (int)Math.Min(Most, storage.GetMonitoringApi().EnqueuedCount(EnqueuedState.DefaultQueue)));

    /// <summary>Queues a film.</summary>
    /// <param name="filmId">The film.</param>
    /// <returns>False where the queue cannot be reached: the film is queued again later.</returns>
    public bool TryAdd(long filmId)
    {
        try
        {
            jobs.Enqueue<FilmWorker>(worker => worker.RunAsync(filmId, CancellationToken.None));
            return true;
        }
        catch (BackgroundJobClientException e)
        {
            log.LogWarning(e, "Film {FilmId} could not be queued; it will be later", filmId);
            return false;
        }
    }
}
