using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>Films of one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Estimated">With densities.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="Other">Waiting or failed.</param>
internal sealed record DayOfFilms(DateOnly Day, int Estimated, int Rejected, int Other);

/// <summary>What came in, and what became of it.</summary>
/// <param name="Days">The last two weeks.</param>
/// <param name="Refusals">Films refused in that time, by reason, the most first.</param>
/// <param name="Categories">Films estimated in that time, by category.</param>
/// <param name="MeanLumbarBmd">Mean L1–L4 of these, g/cm², or null.</param>
/// <param name="Total">All films that were ever received.</param>
/// <param name="Corrected">Films that people corrected.</param>
internal sealed record VolumeReport(
    IReadOnlyList<DayOfFilms> Days,
    IReadOnlyList<(string Code, int Films)> Refusals,
    IReadOnlyDictionary<string, int> Categories,
    double? MeanLumbarBmd,
    int Total,
    int Corrected);

/// <summary>Counts in the database.</summary>
/// <param name="databases">The database.</param>
/// <param name="clock">The time.</param>
internal sealed class Volume(DatabaseFactory databases, TimeProvider clock)
{
    private const int Days = 14;

    /// <summary>Counts.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<VolumeReport> CountAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var first = today.AddDays(1 - Days);
        var days = new List<DayOfFilms>();
        for (var day = first; day <= today; day = day.AddDays(1))
        {
            var (from, to) = (day, day.AddDays(1));
            var states = await database.Films.Where(f => f.ReceivedAt >= from && f.ReceivedAt < to)
                .GroupBy(f => f.State).Select(g => new { State = g.Key, Films = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Films, ct);
            var (estimated, rejected) = (states.GetValueOrDefault(FilmState.Estimated), states.GetValueOrDefault(FilmState.Rejected));
            days.Add(new DayOfFilms(DateOnly.FromDateTime(day.UtcDateTime), estimated, rejected, states.Values.Sum() - estimated - rejected));
        }

        var recent = database.Films.Where(f => f.ReceivedAt >= first);
        var refusals = await recent.Where(f => f.State == FilmState.Rejected).GroupBy(f => f.ReasonCode ?? "")
            .Select(g => new { Code = g.Key, Films = g.Count() }).OrderByDescending(g => g.Films).ToListAsync(ct);
        var categories = await recent.Where(f => f.Category != null).GroupBy(f => f.Category!)
            .Select(g => new { g.Key, Films = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Films, ct);
        return new VolumeReport(
            days,
            [.. refusals.Select(r => (r.Code, r.Films))],
            categories,
            await recent.AverageAsync(f => f.LumbarBmd, ct),
            await database.Films.CountAsync(ct),
            await database.Revisions.Select(r => r.FilmId).Distinct().CountAsync(ct));
    }
}
