using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;

namespace Trabecula.Server;

/// <summary>Takes corners and levels from a person, and lets the estimate follow.</summary>
/// <param name="databases">The database.</param>
/// <param name="store">Where films lie.</param>
/// <param name="engine">The model.</param>
/// <param name="rules">What films are judged by.</param>
/// <param name="judging">Makes the corrected result and its forms.</param>
/// <param name="audit">The log.</param>
/// <param name="news">Tells others.</param>
/// <param name="clock">The time.</param>
internal sealed class FilmCorrections(
    DatabaseFactory databases, ContentStore store, EstimationEngine engine, EstimationRules rules, FilmJudging judging, AuditLog audit, FilmNews news, TimeProvider clock)
{
    /// <summary>What the result would be; nothing is stored.</summary>
    /// <param name="film">The film.</param>
    /// <param name="given">The vertebrae.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException">The film or the model cannot be used.</exception>
    public async Task<FilmResult> PreviewAsync(Film film, IReadOnlyList<VertebraOutline> given, CancellationToken ct) =>
        (await EstimateAsync(film, given, false, ct)).Result;

    /// <summary>What the density of L1–L4 rests on; takes some seconds.</summary>
    /// <param name="film">The film.</param>
    /// <param name="given">The vertebrae where a reader has put them, or null for those that the model finds.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException">The film or the model cannot be used.</exception>
    public async Task<IReadOnlyList<AttributionCell>> AttributeAsync(Film film, IReadOnlyList<VertebraOutline>? given, CancellationToken ct) =>
        (await EstimateAsync(film, given, true, ct)).Attribution;

    /// <summary>Stores a correction and the result that follows from it.</summary>
    /// <param name="by">User name of who corrects.</param>
    /// <param name="filmId">The film.</param>
    /// <param name="seen">Number of the correction that the person has before them, 0 for the machine's result.</param>
    /// <param name="given">The vertebrae.</param>
    /// <param name="note">Why, in the person's words.</param>
    /// <param name="ct">Stops; nothing is stored.</param>
    /// <returns>The correction.</returns>
    /// <exception cref="TrabeculaException">
    /// <c>correction_conflict</c> where somebody else was faster, with who and when; <c>correction_malformed</c>; <c>film_not_finished</c>;
    /// or the film, the model or the store cannot be used.
    /// </exception>
    public async Task<FilmRevision> CorrectAsync(string by, long filmId, int seen, IReadOnlyList<VertebraOutline> given, string note, CancellationToken ct)
    {
        await using var database = databases.Open();
        var film = await database.Films.AsNoTracking().FirstOrDefaultAsync(f => f.Id == filmId, ct)
            ?? throw new TrabeculaException("film_not_found", $"There is no film {filmId}.");
        if (film.State is not (FilmState.Estimated or FilmState.Rejected))
            throw new TrabeculaException("film_not_finished", $"Film {filmId} has no result yet that could be corrected.");
        await VerifyLatestAsync(database, filmId, seen, ct);
        var outcome = await judging.JudgeAsync(film, given, seen + 1, ct);
        var revision = new FilmRevision
        {
            FilmId = filmId,
            Number = seen + 1,
            MadeBy = by,
            MadeAt = clock.GetUtcNow(),
            Note = FilmAttributes.Plain(note, ServerDatabase.LongestReason) ?? "",
            Category = outcome.Category,
            LumbarBmd = outcome.LumbarBmd,
            LowestTScore = outcome.LowestTScore,
        };
        revision.Objects.AddRange(outcome.Objects.Select(piece => new RevisionObject { Kind = piece.Key, Sha256 = piece.Value.Sha256, Bytes = piece.Value.Bytes }));
        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(ct);
            database.Revisions.Add(revision);
            await database.SaveChangesAsync(ct);
            await database.Films.Where(f => f.Id == filmId).ExecuteUpdateAsync(
                set => set
                    .SetProperty(f => f.State, outcome.State)
                    .SetProperty(f => f.ReasonCode, outcome.ReasonCode)
                    .SetProperty(f => f.Reason, outcome.Reason)
                    .SetProperty(f => f.Category, outcome.Category)
                    .SetProperty(f => f.LumbarBmd, outcome.LumbarBmd)
                    .SetProperty(f => f.LowestTScore, outcome.LowestTScore),
                ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (ServerFault.IsDuplicate(e))
        {
            await using var again = databases.Open();
            await VerifyLatestAsync(again, filmId, seen, ct);
            throw;
        }

        await audit.AddAsync(by, "film_corrected", $"film {filmId}", $"correction {revision.Number}", CancellationToken.None);
        news.Tell(filmId);
        return revision;
    }

    private async Task<EstimatedFilm> EstimateAsync(Film film, IReadOnlyList<VertebraOutline>? given, bool wantsAttribution, CancellationToken ct)
    {
        var bytes = await store.ReadAsync(film.Sha256, ct);
        var estimation = new FilmEstimation(engine, rules, StatedText.Parse(film.Stated), wantsPictures: false, wantsAttribution) { Given = given };
        return await estimation.EstimateAsync(film.FileName ?? film.Sha256, stop => RadiographReader.Read(bytes, stop), ct);
    }

    private static async Task VerifyLatestAsync(ServerDatabase database, long filmId, int seen, CancellationToken ct)
    {
        var latest = await database.Revisions.AsNoTracking().Where(r => r.FilmId == filmId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        if ((latest?.Number ?? 0) != seen)
        {
            throw new TrabeculaException(
                "correction_conflict",
                $"{latest?.MadeBy} corrected this film at {latest?.MadeAt:HH:mm:ss} UTC, after you opened it. Yours is not stored yet.");
        }
    }
}
