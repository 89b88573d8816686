using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>What of the worklist is asked for.</summary>
/// <param name="Text">Part of patient ID, name, accession number or file name; empty for all.</param>
/// <param name="State">A state, or null for all.</param>
/// <param name="Category">A category, or null for all.</param>
/// <param name="Sort">By what it is sorted.</param>
/// <param name="IsDescending">Whether the largest or latest comes first.</param>
/// <param name="Skip">Films before the page.</param>
/// <param name="Take">Films of the page.</param>
internal sealed record WorklistQuery(string Text, FilmState? State, string? Category, string Sort, bool IsDescending, int Skip, int Take);

/// <summary>A page of the worklist.</summary>
/// <param name="Films">The films.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record ListedFilms(IReadOnlyList<Film> Films, int Total);

/// <summary>Searches, sorts and pages films in the database; only the films of one page are ever in memory.</summary>
/// <param name="databases">The database.</param>
/// <param name="queue">Films that are tried again.</param>
/// <param name="audit">The log.</param>
/// <param name="news">Tells others.</param>
/// <param name="clock">The time.</param>
internal sealed class Worklist(DatabaseFactory databases, FilmQueue queue, AuditLog audit, FilmNews news, TimeProvider clock)
{
    /// <summary>A page.</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Stops.</param>
    public async Task<ListedFilms> FindAsync(WorklistQuery query, CancellationToken ct)
    {
        await using var database = databases.Open();
        var films = database.Films.AsNoTracking();
        if (query.Text.Trim() is { Length: > 0 } text)
        {
            var pattern = $"%{text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            films = films.Where(f =>
                EF.Functions.Like(f.PatientId!.ToLower(), pattern, "\\") || EF.Functions.Like(f.PatientName!.ToLower(), pattern, "\\")
                || EF.Functions.Like(f.AccessionNumber!.ToLower(), pattern, "\\") || EF.Functions.Like(f.FileName!.ToLower(), pattern, "\\"));
        }

        if (query.State is { } state)
            films = films.Where(f => f.State == state);
        if (query.Category is { } category)
            films = films.Where(f => f.Category == category);
        var total = await films.CountAsync(ct);
        var sorted = (query.Sort, query.IsDescending) switch
        {
            ("patient", false) => films.OrderBy(f => f.PatientId),
            ("patient", true) => films.OrderByDescending(f => f.PatientId),
            ("date", false) => films.OrderBy(f => f.StudyDate),
            ("date", true) => films.OrderByDescending(f => f.StudyDate),
            ("bmd", false) => films.OrderBy(f => f.LumbarBmd == null).ThenBy(f => f.LumbarBmd),
            ("bmd", true) => films.OrderBy(f => f.LumbarBmd == null).ThenByDescending(f => f.LumbarBmd),
            ("t", false) => films.OrderBy(f => f.LowestTScore == null).ThenBy(f => f.LowestTScore),
            ("t", true) => films.OrderBy(f => f.LowestTScore == null).ThenByDescending(f => f.LowestTScore),
            (_, false) => films.OrderBy(f => f.ReceivedAt),
            _ => films.OrderByDescending(f => f.ReceivedAt),
        };
        return new ListedFilms(await sorted.ThenByDescending(f => f.Id).Skip(query.Skip).Take(query.Take).ToListAsync(ct), total);
    }

    /// <summary>How far some films have come.</summary>
    /// <param name="ids">The films.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<Film>> StatesAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var database = databases.Open();
        return await database.Films.AsNoTracking().Where(f => ids.Contains(f.Id)).ToListAsync(ct);
    }

    /// <summary>Tries a failed film again, at once.</summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="filmId">The film.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>False where it has not failed.</returns>
    public async Task<bool> RetryAsync(string by, long filmId, CancellationToken ct)
    {
        await using var database = databases.Open();
        var now = clock.GetUtcNow();
        var rows = await database.Films.Where(f => f.Id == filmId && f.State == FilmState.Failed)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.NextAttemptAt, now).SetProperty(f => f.Attempts, 0), ct);
        if (rows == 0)
            return false;
        queue.TryAdd(filmId);
        await audit.AddAsync(by, "film_retried", $"film {filmId}", "", ct);
        news.Tell(filmId);
        return true;
    }
}
