using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Makes the queue from the database again and again: whatever a queue or a process forgot is found here.</summary>
internal sealed class FilmSweep(
    DatabaseFactory databases, FilmClaims claims, FilmQueue queue, Backlog backlog, ServerLock alone, ContentStore store, ServerHealth health, TimeProvider clock, ILogger<FilmSweep> log)
    : BackgroundService
{
    /// <summary>How often; a film whose time has come waits so long at most.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(isFirst, stoppingToken);
                isFirst = false;
                if (health.Tell(ServerHealth.Database, null))
                    log.LogInformation("The database can be used again");
            }
            catch (Exception e) when (ServerFault.IsOfDatabase(e))
            {
                var reason = ServerFault.Of(e);
                if (health.Tell(ServerHealth.Database, reason))
                    log.LogError("The database cannot be used: {Reason} ({Detail})", reason.Code, e.GetBaseException().Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await LookAtStoreAsync(stoppingToken);
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAtStoreAsync(CancellationToken ct)
    {
        TrabeculaException? trouble = null;
        try
        {
            await store.ProbeAsync(ct);
            if (!store.HasRoom)
                trouble = new TrabeculaException("disk_full", "The server's disk is nearly full; no films are taken until there is room.");
        }
        catch (TrabeculaException e)
        {
            trouble = e;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }

        if (health.Tell(ServerHealth.Store, trouble))
            log.LogWarning("The store: {State}", trouble?.Code ?? "can be used again");
    }

    /// <summary>Writes and takes away a row, where a write has failed: a full database can still be read.</summary>
    private static async Task ProbeAsync(ServerDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        const string Probe = ".probe";
        database.ArchivePositions.Add(new ArchivePosition { Archive = Probe, Position = new string('.', ServerDatabase.LongestName), WrittenAt = now });
        await database.SaveChangesAsync(ct);
        await database.ArchivePositions.Where(p => p.Archive == Probe).ExecuteDeleteAsync(ct);
    }

    private async Task TurnAsync(bool isFirst, CancellationToken ct)
    {
        await using var database = databases.Open();
        if (health.Troubles.ContainsKey(ServerHealth.Database))
            await ProbeAsync(database, clock.GetUtcNow(), ct);
        if (isFirst && alone.IsHeld)
        {
            // Nobody else has this database: claims and queues are those of a process that is gone.
            await database.Films.Where(f => f.QueuedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null), ct);
        }

        var taken = await claims.TakeBackAsync(isFirst && alone.IsHeld, ct);
        if (taken > 0)
            log.LogWarning("{Films} films were taken back from a process that ended", taken);
        var now = clock.GetUtcNow();
        var due = await database.Films.AsNoTracking()
            .Where(f => (f.State == FilmState.Received || f.State == FilmState.Failed) && f.NextAttemptAt <= now
                && (f.QueuedUntil == null || f.QueuedUntil < now))
            .OrderBy(f => f.Id)
            .Select(f => f.Id)
            .Take(queue.Room())
            .ToListAsync(ct);
        var until = now + FilmQueue.Believed;
        foreach (var id in due)
        {
            var rows = await database.Films
                .Where(f => f.Id == id && (f.QueuedUntil == null || f.QueuedUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.QueuedUntil, until), ct);
            if (rows == 1 && !queue.TryAdd(id))
                break;
        }

        backlog.Set(await database.Films.LongCountAsync(
            f => f.State == FilmState.Received || f.State == FilmState.Estimating || (f.State == FilmState.Failed && f.NextAttemptAt != null), ct));
    }
}
