using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What archives told of and what became of it: the records by which nothing is missed and nothing is taken twice.</summary>
/// <param name="databases">The database.</param>
/// <param name="clock">The time.</param>
internal sealed class ArchiveInbox(DatabaseFactory databases, TimeProvider clock)
{
    /// <summary>How far an archive was read.</summary>
    /// <param name="archive">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The position; empty where it was never read.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c>.</exception>
    public Task<string> PositionAsync(string archive, CancellationToken ct) => WithAsync(async database =>
        await database.ArchivePositions.Where(p => p.Archive == archive).Select(p => p.Position).FirstOrDefaultAsync(ct) ?? "");

    /// <summary>Notes what a look found, and from where the next one goes on, in one transaction: either both are known or neither.</summary>
    /// <param name="archive">The archive's name.</param>
    /// <param name="found">What was found.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>How many of them are new.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public Task<int> AddAsync(string archive, FoundInstances found, CancellationToken ct) => WithAsync(async database =>
    {
        var ids = found.Wanted.Select(instance => instance.ArchiveId).ToArray();
        var known = await database.ArchiveInstances
            .Where(i => i.Archive == archive && ids.Contains(i.ArchiveId)).Select(i => i.ArchiveId).ToListAsync(ct);
        var fresh = found.Wanted.ExceptBy(known, instance => instance.ArchiveId).DistinctBy(instance => instance.ArchiveId).ToArray();
        var now = clock.GetUtcNow();
        database.ArchiveInstances.AddRange(fresh.Select(instance => new ArchiveInstance
        {
            Archive = archive,
            ArchiveId = instance.ArchiveId,
            StudyInstanceUid = Uid(instance.Identity.StudyUid),
            SeriesInstanceUid = Uid(instance.Identity.SeriesUid),
            SopInstanceUid = Uid(instance.Identity.InstanceUid),
            State = ArchiveInstanceState.Found,
            FoundAt = now,
            NextAttemptAt = now,
        }));
        var position = await database.ArchivePositions.FirstOrDefaultAsync(p => p.Archive == archive, ct);
        if (position is null)
            database.ArchivePositions.Add(new ArchivePosition { Archive = archive, Position = found.Position, WrittenAt = now });
        else if (position.Position != found.Position)
            (position.Position, position.WrittenAt) = (found.Position, now);
        await database.SaveChangesAsync(ct);
        return fresh.Length;
    });

    /// <summary>What waits to be fetched, the oldest first.</summary>
    /// <param name="archive">The archive's name.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c>.</exception>
    public Task<List<ArchiveInstance>> DueAsync(string archive, int most, CancellationToken ct) => WithAsync(database =>
    {
        var now = clock.GetUtcNow();
        return database.ArchiveInstances.AsNoTracking()
            .Where(i => i.Archive == archive && i.State == ArchiveInstanceState.Found && i.NextAttemptAt <= now)
            .OrderBy(i => i.Id).Take(most).ToListAsync(ct);
    });

    /// <summary>Notes that an instance has become a film, or is none that is wanted.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="filmId">The film, or null.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public Task DoneAsync(ArchiveInstance instance, long? filmId, CancellationToken ct) => WithAsync(database =>
    {
        var state = filmId is null ? ArchiveInstanceState.PassedOver : ArchiveInstanceState.Taken;
        return database.ArchiveInstances.Where(i => i.Id == instance.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(i => i.State, state)
                .SetProperty(i => i.FilmId, filmId)
                .SetProperty(i => i.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(i => i.ReasonCode, (string?)null)
                .SetProperty(i => i.Reason, (string?)null),
            ct);
    });

    /// <summary>Notes that an instance could not be fetched.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isFinal">Whether it is given up; else it is tried again, later each time.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public Task FailedAsync(ArchiveInstance instance, TrabeculaException reason, bool isFinal, CancellationToken ct) => WithAsync(database =>
    {
        var state = isFinal ? ArchiveInstanceState.GivenUp : ArchiveInstanceState.Found;
        DateTimeOffset? next = isFinal ? null : clock.GetUtcNow() + Backoff.After(instance.Attempts + 1);
        var sentence = FilmAttributes.Plain(reason.Message, ServerDatabase.LongestReason);
        return database.ArchiveInstances.Where(i => i.Id == instance.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(i => i.State, state)
                .SetProperty(i => i.Attempts, i => i.Attempts + 1)
                .SetProperty(i => i.NextAttemptAt, next)
                .SetProperty(i => i.ReasonCode, reason.Code)
                .SetProperty(i => i.Reason, sentence),
            ct);
    });

    /// <summary>A UID that no archive should tell longer than it may be.</summary>
    private static string Uid(string text) => Dicom.DicomUid.IsValid(text) ? text : "";

    private async Task<T> WithAsync<T>(Func<ServerDatabase, Task<T>> use)
    {
        try
        {
            await using var database = databases.Open();
            return await use(database);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }
}
