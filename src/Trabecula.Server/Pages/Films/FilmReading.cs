using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A film with all that the page shows of it.</summary>
/// <param name="Film">Its record.</param>
/// <param name="Result">The result in force, or null where there is none yet.</param>
/// <param name="Revisions">Corrections, the latest first.</param>
/// <param name="Forms">What can be downloaded of the result in force.</param>
/// <param name="Priors">Earlier and later films of the same person with a density, by date.</param>
internal sealed record ReadFilm(Film Film, ResultDocument? Result, IReadOnlyList<FilmRevision> Revisions, IReadOnlyList<ResultForm> Forms, IReadOnlyList<PriorFilm> Priors)
{
    /// <summary>Number of the correction in force; 0 for the machine's own result.</summary>
    public int Revision => Revisions.Count > 0 ? Revisions[0].Number : 0;
}

/// <summary>Another film of the same person.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">When it was made, or received where that is not known.</param>
/// <param name="LumbarBmd">L1–L4, g/cm².</param>
/// <param name="Model">Name and version of the model that estimated it; what two models differ by is no change of a person.</param>
public sealed record PriorFilm(long Id, DateOnly Date, double LumbarBmd, string Model);

/// <summary>Reads films and their results from the database and the store.</summary>
/// <param name="databases">The database.</param>
/// <param name="store">Where results lie.</param>
internal sealed class FilmReading(DatabaseFactory databases, ContentStore store)
{
    /// <summary>More are never shown of one person.</summary>
    private const int MostPriors = 40;

    /// <summary>Reads a film.</summary>
    /// <param name="id">The film.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The film, or null where there is none.</returns>
    /// <exception cref="TrabeculaException"><c>content_damaged</c>, <c>store_unavailable</c> or <c>database_unavailable</c>.</exception>
    public async Task<ReadFilm?> FindAsync(long id, CancellationToken ct)
    {
        await using var database = databases.Open();
        var film = await database.Films.AsNoTracking().Include(f => f.Objects).FirstOrDefaultAsync(f => f.Id == id, ct);
        if (film is null)
            return null;
        var revisions = await database.Revisions.AsNoTracking().Include(r => r.Objects).Where(r => r.FilmId == id).OrderByDescending(r => r.Number).ToListAsync(ct);
        var kinds = revisions is [var latest, ..] ? latest.Objects.ToDictionary(o => o.Kind, o => o.Sha256) : film.Objects.ToDictionary(o => o.Kind, o => o.Sha256);
        var result = kinds.TryGetValue(ObjectKind.Result, out var sha256) ? ResultDocument.Parse(await store.ReadAsync(sha256, ct)) : null;
        var priors = film.PatientId is null
            ? []
            : (await database.Films.AsNoTracking()
                .Where(f => f.PatientId == film.PatientId && f.State == FilmState.Estimated && f.LumbarBmd != null)
                .OrderByDescending(f => f.StudyDate).ThenByDescending(f => f.Id)
                .Take(MostPriors)
                .Select(f => new { f.Id, f.StudyDate, f.ReceivedAt, f.LumbarBmd, f.ModelId, f.ModelVersion })
                .ToListAsync(ct))
                .Select(f => new PriorFilm(f.Id, f.StudyDate ?? DateOnly.FromDateTime(f.ReceivedAt.UtcDateTime), f.LumbarBmd!.Value, $"{f.ModelId} {f.ModelVersion}"))
                .OrderBy(f => f.Date).ThenBy(f => f.Id)
                .ToArray();
        return new ReadFilm(film, result, revisions, [.. ResultForm.All.Where(form => kinds.ContainsKey(form.Kind))], priors);
    }

    /// <summary>Opens one of the files that a result consists of.</summary>
    /// <param name="id">The film.</param>
    /// <param name="name">The file's name, as <see cref="ResultForm"/> has it.</param>
    /// <param name="revision">The correction, 0 for the machine's own result, or null for what is in force.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>object_not_found</c>, <c>content_damaged</c> or <c>store_unavailable</c>.</exception>
    public async Task<(Stream Content, ResultForm Form)> OpenAsync(long id, string name, int? revision, CancellationToken ct)
    {
        var missing = new TrabeculaException("object_not_found", $"Film {id} has no {name}.");
        var form = ResultForm.All.FirstOrDefault(known => known.Name == name) ?? throw missing;
        await using var database = databases.Open();
        var number = revision ?? await database.Revisions.Where(r => r.FilmId == id).MaxAsync(r => (int?)r.Number, ct) ?? 0;
        var sha256 = number > 0
            ? await database.Revisions.Where(r => r.FilmId == id && r.Number == number).SelectMany(r => r.Objects).Where(o => o.Kind == form.Kind).Select(o => o.Sha256).FirstOrDefaultAsync(ct)
            : await database.Objects.Where(o => o.FilmId == id && o.Kind == form.Kind).Select(o => o.Sha256).FirstOrDefaultAsync(ct);
        return (await store.OpenAsync(sha256 ?? throw missing, ct), form);
    }
}
