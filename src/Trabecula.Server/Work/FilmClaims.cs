using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Gives each film to one worker at a time, and stores what became of it in one transaction.</summary>
/// <remarks>
/// A claim is one conditional UPDATE, which one of many can win. It runs out unless it is renewed; whoever comes back after that finds that it
/// is no longer the owner, and changes nothing.
/// </remarks>
/// <param name="databases">The database.</param>
/// <param name="settings">Who gets results.</param>
/// <param name="clock">The time.</param>
internal sealed class FilmClaims(DatabaseFactory databases, ServerSettings settings, TimeProvider clock)
{
    /// <summary>How long a claim holds; a film takes a second, and the claim is renewed four times as often as needed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>Tries after which a film that fails for no passing reason waits for a person: after five minutes or so.</summary>
    private const int MostAttempts = 8;

    /// <summary>Claims a film.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="owner">Who claims it.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The film, or null where somebody else has it, or there is nothing to do.</returns>
    public async Task<Film?> ClaimAsync(long filmId, Guid owner, CancellationToken ct)
    {
        await using var database = databases.Open();
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var rows = await database.Films
            .Where(f => f.Id == filmId && (f.State == FilmState.Received || f.State == FilmState.Failed) && f.NextAttemptAt <= now)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(f => f.State, FilmState.Estimating)
                    .SetProperty(f => f.LeaseOwner, owner)
                    .SetProperty(f => f.LeaseUntil, until)
                    .SetProperty(f => f.NextAttemptAt, (DateTimeOffset?)null)
                    .SetProperty(f => f.Attempts, f => f.Attempts + 1),
                ct);
        return rows == 0 ? null : await database.Films.AsNoTracking().FirstAsync(f => f.Id == filmId, ct);
    }

    /// <summary>Keeps a claim.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="owner">Who has it.</param>
    /// <param name="ct">Stops.</param>
    public async Task RenewAsync(long filmId, Guid owner, CancellationToken ct)
    {
        await using var database = databases.Open();
        var until = clock.GetUtcNow() + Lease;
        await Mine(database, filmId, owner).ExecuteUpdateAsync(set => set.SetProperty(f => f.LeaseUntil, until), ct);
    }

    /// <summary>Stores a result: the film's state, its objects and what is owed to whom, all or nothing.</summary>
    /// <param name="film">The film as it was claimed.</param>
    /// <param name="owner">Who has it.</param>
    /// <param name="outcome">What is stored.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>False where the claim was lost: somebody else stores the result.</returns>
    public async Task<bool> FinishAsync(Film film, Guid owner, FilmOutcome outcome, CancellationToken ct)
    {
        await using var database = databases.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var rows = await Mine(database, film.Id, owner).ExecuteUpdateAsync(
            set => set
                .SetProperty(f => f.State, outcome.State)
                .SetProperty(f => f.FinishedAt, now)
                .SetProperty(f => f.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.LeaseOwner, (Guid?)null)
                .SetProperty(f => f.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.ReasonCode, outcome.ReasonCode)
                .SetProperty(f => f.Reason, outcome.Reason)
                .SetProperty(f => f.ModelId, outcome.Model == null ? null : outcome.Model.Id)
                .SetProperty(f => f.ModelVersion, outcome.Model == null ? null : outcome.Model.Version)
                .SetProperty(f => f.Category, outcome.Category)
                .SetProperty(f => f.LumbarBmd, outcome.LumbarBmd)
                .SetProperty(f => f.LowestTScore, outcome.LowestTScore),
            ct);
        if (rows == 0)
            return false;
        var objects = outcome.Objects
            .Select(piece => new FilmObject { FilmId = film.Id, Kind = piece.Key, Sha256 = piece.Value.Sha256, Bytes = piece.Value.Bytes })
            .ToArray();
        database.Objects.AddRange(objects);
        await database.SaveChangesAsync(ct);
        var origins = await database.Receipts.Where(r => r.FilmId == film.Id).Select(r => r.Origin).ToListAsync(ct);
        database.Deliveries.AddRange(DeliveryPlan.Of(film, outcome.State, origins, objects, settings.Destinations, now));
        await database.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Notes that a try failed.</summary>
    /// <param name="film">The film as it was claimed.</param>
    /// <param name="owner">Who has it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Stops.</param>
    public async Task FailAsync(Film film, Guid owner, TrabeculaException reason, CancellationToken ct)
    {
        await using var database = databases.Open();
        var next = NextAttempt(film.Attempts, reason.Code);
        var sentence = FilmAttributes.Plain(reason.Message, ServerDatabase.LongestReason);
        await Mine(database, film.Id, owner).ExecuteUpdateAsync(
            set => set
                .SetProperty(f => f.State, FilmState.Failed)
                .SetProperty(f => f.NextAttemptAt, next)
                .SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.LeaseOwner, (Guid?)null)
                .SetProperty(f => f.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.ReasonCode, reason.Code)
                .SetProperty(f => f.Reason, sentence),
            ct);
    }

    /// <summary>Gives a claim back, as if the film had never been touched: the process is asked to end.</summary>
    /// <param name="film">The film as it was claimed.</param>
    /// <param name="owner">Who has it.</param>
    public async Task ReleaseAsync(Film film, Guid owner)
    {
        await using var database = databases.Open();
        var now = clock.GetUtcNow();
        await Mine(database, film.Id, owner).ExecuteUpdateAsync(
            set => set
                .SetProperty(f => f.State, FilmState.Received)
                .SetProperty(f => f.NextAttemptAt, now)
                .SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.LeaseOwner, (Guid?)null)
                .SetProperty(f => f.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(f => f.Attempts, f => f.Attempts - 1),
            CancellationToken.None);
    }

    /// <summary>Takes films back whose worker was killed or hangs.</summary>
    /// <param name="isAlone">Whether no other process can have a claim, so that all claims are of a process that is gone.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>How many.</returns>
    public async Task<int> TakeBackAsync(bool isAlone, CancellationToken ct)
    {
        await using var database = databases.Open();
        var now = clock.GetUtcNow();
        var left = await database.Films.AsNoTracking()
            .Where(f => f.State == FilmState.Estimating && (isAlone || f.LeaseUntil < now))
            .Select(f => new { f.Id, f.LeaseOwner, f.Attempts })
            .ToListAsync(ct);
        var taken = 0;
        foreach (var film in left)
        {
            // A film that brings down whoever works on it must not do so for ever; the first try after a death is made at once.
            const string Code = "worker_lost";
            var next = film.Attempts > 1 ? NextAttempt(film.Attempts - 1, Code) : now;
            taken += await database.Films
                .Where(f => f.Id == film.Id && f.LeaseOwner == film.LeaseOwner && f.State == FilmState.Estimating)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(f => f.State, FilmState.Failed)
                        .SetProperty(f => f.NextAttemptAt, next)
                        .SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null)
                        .SetProperty(f => f.LeaseOwner, (Guid?)null)
                        .SetProperty(f => f.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(f => f.ReasonCode, Code)
                        .SetProperty(f => f.Reason, "The process that worked on the film ended before it was done."),
                    ct);
        }

        return taken;
    }

    private static IQueryable<Film> Mine(ServerDatabase database, long filmId, Guid owner) =>
        database.Films.Where(f => f.Id == filmId && f.State == FilmState.Estimating && f.LeaseOwner == owner);

    /// <summary>When a film is tried next; null where only a person starts it again. What passes by itself is waited for without end.</summary>
    private DateTimeOffset? NextAttempt(int attempts, string code) =>
        attempts >= MostAttempts && !ServerFault.IsPassing(code) ? null : clock.GetUtcNow() + Backoff.After(attempts);
}
