using Hangfire;
using Hangfire.States;
using Hangfire.Storage.Monitoring;
using Microsoft.Extensions.Logging;

namespace Trabecula.Server;

/// <summary>Puts films into Hangfire's queue. A film may be there more than once: the claim decides who works on it.</summary>
/// <param name="jobs">Hangfire.</param>
/// <param name="storage">Where its jobs lie.</param>
/// <param name="log">Tells failures.</param>
internal sealed class FilmQueue(IBackgroundJobClient jobs, JobStorage storage, ILogger<FilmQueue> log)
{
    /// <summary>
    /// Jobs that the queue holds for each film that is estimated at one time, and at least: some seconds' work. Further films wait in the database alone; else a backlog of millions
    /// would be there twice, and again with each <see cref="Believed"/>.
    /// </summary>
    private const int ForEach = 10, AtLeast = 50;

    /// <summary>
    /// How long a film is believed to be queued before it is queued again: so long a film waits whose job was fetched by a worker that was killed before it could claim it.
    /// </summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    /// <summary>Whether a film that comes while so many wait is queued at once; later ones are found by <see cref="FilmSweep"/>, in the order in which they came.</summary>
    /// <param name="waiting">How many wait.</param>
    public static bool HasRoom(long waiting) => waiting < AtLeast;

    /// <summary>How many films there is room for.</summary>
    public int Room()
    {
        var jobsThere = storage.GetMonitoringApi();
        var most = Math.Max(AtLeast, ForEach * jobsThere.Servers().Where(TakesFilms).Sum(server => server.WorkersCount));
        return (int)Math.Max(0, most - jobsThere.EnqueuedCount(EnqueuedState.DefaultQueue));
    }

    /// <summary>Whether a server of Hangfire's takes films; others train folds of studies.</summary>
    /// <param name="server">The server.</param>
    public static bool TakesFilms(ServerDto server) => server.WorkersCount > 0 && server.Queues.Contains(EnqueuedState.DefaultQueue);

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
