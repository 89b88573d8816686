using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What monitoring needs of one result.</summary>
/// <param name="Sex">Sex, or null.</param>
/// <param name="AgeYears">Age, or null.</param>
/// <param name="HeightCm">Height, or null.</param>
/// <param name="WeightKg">Weight, or null.</param>
/// <param name="Model">Name and version of the model, or null.</param>
/// <param name="Densities">By site, g/cm².</param>
/// <param name="Vertebrae">The vertebrae that L1–L4 is the mean of.</param>
/// <param name="Findings">Codes of what was noticed.</param>
internal sealed record FilmFacts(
    string? Sex,
    double? AgeYears,
    double? HeightCm,
    double? WeightKg,
    string? Model,
    IReadOnlyDictionary<SkeletalSite, double> Densities,
    IReadOnlyList<string> Vertebrae,
    IReadOnlyList<string> Findings);

/// <summary>Reads results by the thousand; each is read once as long as the server lives, for it never changes.</summary>
/// <param name="databases">The database.</param>
/// <param name="store">Where results lie.</param>
internal sealed class RecentFilms(DatabaseFactory databases, ContentStore store)
{
    /// <summary>Films looked at: of some weeks in a hospital, a second to read.</summary>
    public const int Most = 2000;

    private readonly ConcurrentDictionary<string, FilmFacts> _known = new();

    /// <summary>The machine's own results of the latest films, the latest first; corrections are not the model's word.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<FilmFacts>> LatestAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        var results = await database.Films.Where(film => film.FinishedAt != null).OrderByDescending(film => film.Id).Take(Most)
            .SelectMany(film => film.Objects).Where(piece => piece.Kind == ObjectKind.Result).Select(piece => piece.Sha256).ToListAsync(ct);
        var facts = new List<FilmFacts>(results.Count);
        foreach (var sha256 in results)
        {
            if (await ReadAsync(sha256, ct) is { } one)
                facts.Add(one);
        }

        return facts;
    }

    /// <summary>One result.</summary>
    /// <param name="sha256">Where it lies.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>Null where it is damaged or away: the page of that film says so.</returns>
    public async Task<FilmFacts?> ReadAsync(string sha256, CancellationToken ct)
    {
        if (_known.TryGetValue(sha256, out var known))
            return known;
        try
        {
            var result = ResultDocument.Parse(await store.ReadAsync(sha256, ct));
            var facts = new FilmFacts(
                result.Subject.Sex,
                result.Subject.AgeYears,
                result.Subject.HeightCm,
                result.Subject.WeightKg,
                result.Model is { } model ? $"{model.Id} {model.Version}" : null,
                result.Sites.Where(site => SkeletalSites.FromCode(site.Site) is not null).ToDictionary(site => SkeletalSites.FromCode(site.Site)!.Value, site => site.Bmd),
                result.Sites.FirstOrDefault(site => site.Site == SkeletalSite.LumbarL1L4.Code())?.Vertebrae ?? [],
                [.. result.Quality.Findings.Select(finding => finding.Code).Distinct()]);
            if (_known.Count > 4 * Most)
                _known.Clear();
            return _known[sha256] = facts;
        }
        catch (TrabeculaException)
        {
            return null;
        }
    }
}
