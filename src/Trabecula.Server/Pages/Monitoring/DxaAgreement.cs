using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Evaluation;

namespace Trabecula.Server;

/// <summary>How well estimates agree with DXA at one site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Measured">DXA, g/cm² on the model's scale.</param>
/// <param name="Estimated">The estimates, g/cm².</param>
/// <param name="Error">Mean absolute error, or null where there are too few pairs.</param>
/// <param name="Agreement">Bland and Altman's bias and limits, or null where there are too few pairs.</param>
internal sealed record SiteAgreement(SkeletalSite Site, IReadOnlyList<double> Measured, IReadOnlyList<double> Estimated, double? Error, BlandAltman? Agreement);

/// <summary>Estimates beside DXA results that arrived later.</summary>
/// <param name="Results">DXA results that are there.</param>
/// <param name="Pairs">Films with a result of the same person within <see cref="CohortMatching.UsualDays"/> days.</param>
/// <param name="OtherModels">Pairs whose film another model estimated; they are not counted.</param>
/// <param name="Sites">By site.</param>
/// <param name="LeftOut">Why films and results are in no pair, the most first.</param>
internal sealed record AgreementReport(int Results, int Pairs, int OtherModels, IReadOnlyList<SiteAgreement> Sites, IReadOnlyList<(string Reason, int Count)> LeftOut);

/// <summary>Compares the model's estimates with DXA, matched as <c>collect</c> does it.</summary>
/// <param name="inbox">DXA results.</param>
/// <param name="films">Results of films.</param>
/// <param name="databases">The database.</param>
/// <param name="engine">The model in force.</param>
internal sealed class DxaAgreement(DxaInbox inbox, RecentFilms films, DatabaseFactory databases, EstimationEngine engine)
{
    /// <summary>Fewer pairs tell no limits: with 30 the 95 % interval of a limit is ±0.6 standard deviations wide (Bland and Altman, Lancet 1986;i:307).</summary>
    public const int FewestPairs = 30;

    /// <summary>Compares.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<AgreementReport> LookAsync(CancellationToken ct)
    {
        var results = await inbox.AllAsync(ct);
        if (results.Count == 0)
            return new AgreementReport(0, 0, 0, [], []);
        var model = await engine.Model;
        await using var database = databases.Open();
        var known = results.Select(result => result.PatientId).ToHashSet(StringComparer.Ordinal);
        var records = new List<(Film Film, string Sha256)>();
        foreach (var piece in known.Chunk(500))
        {
            records.AddRange((await database.Films.AsNoTracking()
                .Where(film => film.PatientId != null && piece.Contains(film.PatientId) && film.StudyDate != null && film.FinishedAt != null)
                .Select(film => new { Film = film, film.Objects.First(o => o.Kind == ObjectKind.Result).Sha256 })
                .ToListAsync(ct)).Select(row => (row.Film, row.Sha256)));
        }

        var facts = new Dictionary<string, FilmFacts>();
        var candidates = new List<ArchiveFilm>();
        foreach (var (film, sha256) in records)
        {
            if (await films.ReadAsync(sha256, ct) is not { Densities.Count: > 0 } fact)
                continue;
            var id = FormattableString.Invariant($"film {film.Id}");
            facts[id] = fact;
            candidates.Add(new ArchiveFilm
            {
                Path = id,
                PatientId = film.PatientId!,
                Instance = film.SopInstanceUid ?? id,
                Date = film.StudyDate!.Value,
                Sex = fact.Sex switch { "F" => Sex.Female, "M" => Sex.Male, _ => null },
            });
        }

        var matches = CohortMatching.Match(candidates, results, CohortMatching.UsualDays);
        var inForce = $"{model.Identity.Id} {model.Identity.Version}";
        var pairs = matches.Pairs.Select(pair => (Film: facts[pair.Film.Path], pair.Dxa)).ToArray();
        var own = pairs.Where(pair => pair.Film.Model == inForce).ToArray();
        return new AgreementReport(
            results.Count,
            own.Length,
            pairs.Length - own.Length,
            [.. new[] { SkeletalSite.LumbarL1L4, SkeletalSite.LumbarL2L4, SkeletalSite.FemoralNeck, SkeletalSite.TotalHip }.Select(site => Of(site, own, model.Scale)).OfType<SiteAgreement>()],
            [.. matches.LeftOut.GroupBy(one => one.Reason).Select(group => (group.Key, group.Count())).OrderByDescending(reason => reason.Item2)]);
    }

    private static SiteAgreement? Of(SkeletalSite site, IEnumerable<(FilmFacts Film, DxaResult Dxa)> pairs, DxaManufacturer scale)
    {
        var (measured, estimated) = (new List<double>(), new List<double>());
        foreach (var (film, dxa) in pairs)
        {
            if (!film.Densities.TryGetValue(site, out var estimate) || !dxa.Densities.TryGetValue(site, out var density) || (site == SkeletalSite.LumbarL1L4 && !IsOfSame(film, dxa)))
                continue;

            // A conversion between makers errs by some per cent; the page says that it was made. Unnamed makers count as the model's own.
            measured.Add(CrossCalibration.Convert(density, site, dxa.Manufacturer ?? scale, scale));
            estimated.Add(estimate);
        }

        var isEnough = measured.Count >= FewestPairs;
        return measured.Count == 0
            ? null
            : new SiteAgreement(site, measured, estimated, isEnough ? ErrorSize.MeanAbsolute(measured, estimated) : null, isEnough ? BlandAltman.Of(measured, estimated) : null);
    }

    /// <summary>A mean of other vertebrae is another quantity.</summary>
    private static bool IsOfSame(FilmFacts film, DxaResult dxa) =>
        film.Vertebrae.SequenceEqual((dxa.LumbarLevels ?? SkeletalSite.LumbarL1L4.Levels()).Select(level => level.ToString()));
}
