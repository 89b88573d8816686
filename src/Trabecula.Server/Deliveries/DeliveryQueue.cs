using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Hands out what is owed to a destination, and notes what became of it.</summary>
/// <remarks>
/// A claim holds for <see cref="Lease"/>: whoever dies in between leaves the delivery to the next. The object then may arrive twice, with
/// the same UIDs and the same bytes, which an archive takes as one.
/// </remarks>
/// <param name="databases">The database.</param>
/// <param name="news">Hears of changes.</param>
/// <param name="clock">The time.</param>
public sealed class DeliveryQueue(DatabaseFactory databases, FilmNews news, TimeProvider clock)
{
    /// <summary>How long a claim holds; sending takes seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Claims what is due for a destination, the oldest first.</summary>
    /// <param name="destination">Its name.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What was claimed; each is told <see cref="DeliveredAsync"/> or <see cref="FailedAsync"/> afterwards.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public async Task<IReadOnlyList<DueDelivery>> ClaimAsync(string destination, int most, CancellationToken ct)
    {
        try
        {
            await using var database = databases.Open();
            var now = clock.GetUtcNow();
            var due = await database.Deliveries.AsNoTracking()
                .Where(d => d.Destination == destination
                    && (((d.State == DeliveryState.Waiting || d.State == DeliveryState.Refused) && d.NextAttemptAt <= now) || (d.State == DeliveryState.Sending && d.LeaseUntil < now)))
                .OrderBy(d => d.Id)
                .Take(most)
                .Include(d => d.Object)
                .ToListAsync(ct);
            var claimed = new List<DueDelivery>();
            foreach (var delivery in due)
            {
                var (owner, until) = (Guid.NewGuid(), now + Lease);
                var rows = await database.Deliveries
                    .Where(d => d.Id == delivery.Id
                        && (((d.State == DeliveryState.Waiting || d.State == DeliveryState.Refused) && d.NextAttemptAt <= now) || (d.State == DeliveryState.Sending && d.LeaseUntil < now)))
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(d => d.State, DeliveryState.Sending)
                            .SetProperty(d => d.LeaseOwner, owner)
                            .SetProperty(d => d.LeaseUntil, until)
                            .SetProperty(d => d.Attempts, d => d.Attempts + 1),
                        ct);
                if (rows == 0)
                    continue;
                delivery.Attempts++;
                var film = await database.Films.AsNoTracking().FirstAsync(f => f.Id == delivery.FilmId, ct);
                claimed.Add(new DueDelivery(delivery, delivery.Object!, film, owner));
            }

            return claimed;
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }

    /// <summary>Takes back what a process that is gone had claimed, so that nobody waits until its claims run out.</summary>
    /// <param name="destination">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    internal Task TakeBackAsync(string destination, CancellationToken ct) =>
        DueNowAsync(d => d.Destination == destination && d.State == DeliveryState.Sending, ct);

    /// <summary>Makes due at once what waits only because the destination was away: it is there again.</summary>
    /// <param name="destination">Its name.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    internal Task HastenAsync(string destination, CancellationToken ct) => DueNowAsync(
        d => d.Destination == destination && d.State == DeliveryState.Waiting
            && (d.ReasonCode == ArchiveErrors.Away || d.ReasonCode == ArchiveErrors.Credentials),
        ct);

    /// <summary>Notes that the destination has it.</summary>
    /// <param name="due">The claim.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>False where the claim had run out and somebody else has it.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public async Task<bool> DeliveredAsync(DueDelivery due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await NoteAsync(due, database => Mine(database, due).ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.State, DeliveryState.Delivered)
                .SetProperty(d => d.DeliveredAt, now)
                .SetProperty(d => d.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(d => d.ReasonCode, (string?)null)
                .SetProperty(d => d.Reason, (string?)null)
                .SetProperty(d => d.LeaseOwner, (Guid?)null)
                .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
            ct));
    }

    /// <summary>Notes that it did not arrive.</summary>
    /// <param name="due">The claim.</param>
    /// <param name="reason">Why; its sentence is shown in lists.</param>
    /// <param name="isFinal">Whether only a person starts it again; else it is tried again, later each time.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>False where the claim had run out and somebody else has it.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> or <c>database_full</c>.</exception>
    public async Task<bool> FailedAsync(DueDelivery due, TrabeculaException reason, bool isFinal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(due);
        var state = isFinal || RemoteFault.IsRefusal(reason) ? DeliveryState.Refused : DeliveryState.Waiting;
        DateTimeOffset? next = isFinal ? null : clock.GetUtcNow() + Backoff.After(due.Delivery.Attempts);
        var sentence = FilmAttributes.Plain(reason.Message, ServerDatabase.LongestReason);
        return await NoteAsync(due, database => Mine(database, due).ExecuteUpdateAsync(
            set => set
                .SetProperty(d => d.State, state)
                .SetProperty(d => d.NextAttemptAt, next)
                .SetProperty(d => d.ReasonCode, reason.Code)
                .SetProperty(d => d.Reason, sentence)
                .SetProperty(d => d.LeaseOwner, (Guid?)null)
                .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
            ct));
    }

    private async Task DueNowAsync(Expression<Func<Delivery, bool>> which, CancellationToken ct)
    {
        try
        {
            await using var database = databases.Open();
            var now = clock.GetUtcNow();
            await database.Deliveries.Where(which).ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Waiting)
                    .SetProperty(d => d.NextAttemptAt, now)
                    .SetProperty(d => d.LeaseOwner, (Guid?)null)
                    .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
                ct);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }

    private static IQueryable<Delivery> Mine(ServerDatabase database, DueDelivery due) =>
        database.Deliveries.Where(d => d.Id == due.Delivery.Id && d.LeaseOwner == due.Owner);

    private async Task<bool> NoteAsync(DueDelivery due, Func<ServerDatabase, Task<int>> update)
    {
        try
        {
            await using var database = databases.Open();
            var isNoted = await update(database) == 1;
            news.Tell(due.Film.Id);
            return isNoted;
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }
}
