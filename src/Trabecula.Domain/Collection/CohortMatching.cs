namespace Trabecula.Domain;

/// <summary>A film and the DXA result that goes with it.</summary>
/// <param name="Film">The film.</param>
/// <param name="Dxa">The result.</param>
public sealed record FilmWithDxa(ArchiveFilm Film, DxaResult Dxa)
{
    /// <summary>Days from the scan to the film; negative where the film came first.</summary>
    public int Days => Film.Date.DayNumber - Dxa.Date.DayNumber;
}

/// <summary>Pairs, and all that is in no pair.</summary>
/// <param name="Pairs">Each film and each result is in one pair at the most.</param>
/// <param name="LeftOut">Films and results that are in none, each with the reason.</param>
public sealed record CohortMatches(IReadOnlyList<FilmWithDxa> Pairs, IReadOnlyList<LeftOut> LeftOut);

/// <summary>Matches films with DXA results of the same person.</summary>
public static class CohortMatching
{
    /// <summary>
    /// Days between film and scan at the most. Lumbar density falls by 2 % a year at the fastest, about the menopause, so half a
    /// percent in this time, a tenth of the least change that DXA itself can tell (5.3 % at the spine, ISCD 2019).
    /// </summary>
    public const int UsualDays = 90;

    /// <summary>Matches.</summary>
    /// <remarks>
    /// The same Patient ID, sign for sign. Pairs that lie nearest in days are made first; of equal ones the film for presentation, then
    /// the one before the scan, then the lower UID. So a film is used once, and each result has one film.
    /// </remarks>
    /// <param name="films">Films that may be lumbar AP ones.</param>
    /// <param name="results">Results; those of one person and day are put together.</param>
    /// <param name="days">Days between film and scan at the most.</param>
    /// <returns>Pairs and what is left, in the order of Patient IDs.</returns>
    public static CohortMatches Match(IEnumerable<ArchiveFilm> films, IEnumerable<DxaResult> results, int days)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(results);
        var pairs = new List<FilmWithDxa>();
        var leftOut = new List<LeftOut>();
        var filmsOf = films.ToLookup(film => film.PatientId, StringComparer.Ordinal);
        var resultsOf = results.ToLookup(result => result.PatientId, StringComparer.Ordinal);
        foreach (var patient in filmsOf.Select(group => group.Key).Union(resultsOf.Select(group => group.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
            MatchOne(Distinct(filmsOf[patient], leftOut), Merged(resultsOf[patient], leftOut), days, pairs, leftOut);
        return new CohortMatches(pairs, leftOut);
    }

    private static void MatchOne(
        List<ArchiveFilm> films, List<DxaResult> results, int days, List<FilmWithDxa> pairs, List<LeftOut> leftOut)
    {
        if (films.Select(film => film.Issuer).Where(issuer => issuer is not null).Distinct().Count() > 1)
        {
            leftOut.AddRange(films.Select(film => Of(film, "several_issuers", "Films of this Patient ID name several issuers; they may be of several people.")));
            leftOut.AddRange(results.Select(result => Of(result, "several_issuers", "")));
            return;
        }

        if (HasSeveral(films, film => film.Sex) || HasSeveral(films, film => film.BirthDate))
        {
            leftOut.AddRange(films.Select(film => Of(film, "several_people", "Films of this Patient ID tell different sexes or days of birth; they may be of several people.")));
            leftOut.AddRange(results.Select(result => Of(result, "several_people", "")));
            return;
        }

        var near = films.SelectMany(film => results, (film, dxa) => new FilmWithDxa(film, dxa))
            .Where(pair => Math.Abs(pair.Days) <= days && IsSamePerson(pair))
            .OrderBy(pair => Math.Abs(pair.Days)).ThenBy(pair => !pair.Film.IsForPresentation).ThenBy(pair => pair.Days > 0)
            .ThenBy(pair => pair.Film.Instance, StringComparer.Ordinal).ThenBy(pair => pair.Dxa.Date);
        var freeFilms = new List<ArchiveFilm>(films);
        var freeResults = new List<DxaResult>(results);
        foreach (var pair in near)
        {
            if (freeFilms.Contains(pair.Film) && freeResults.Contains(pair.Dxa))
            {
                pairs.Add(pair);
                freeFilms.Remove(pair.Film);
                freeResults.Remove(pair.Dxa);
            }
        }

        leftOut.AddRange(freeFilms.Select(film => Left(film, results, days)));
        leftOut.AddRange(freeResults.Select(result => Left(result, films, days)));
    }

    private static bool HasSeveral<T>(List<ArchiveFilm> films, Func<ArchiveFilm, T?> of)
        where T : struct => films.Select(of).OfType<T>().Distinct().Count() > 1;

    private static LeftOut Left(ArchiveFilm film, List<DxaResult> results, int days)
    {
        if (results.Count == 0)
            return Of(film, "no_dxa", "");
        var pairs = results.ConvertAll(result => new FilmWithDxa(film, result));
        if (WhyAnotherPerson(pairs) is { } reason)
            return Of(film, reason, "");
        var nearest = Nearest(pairs);
        return nearest > days ? Of(film, "dxa_too_far", $"The nearest scan is {nearest} days away.") : Of(film, "another_film_nearer", "");
    }

    private static LeftOut Left(DxaResult result, List<ArchiveFilm> films, int days)
    {
        if (films.Count == 0)
            return Of(result, "no_film", "");
        var pairs = films.ConvertAll(film => new FilmWithDxa(film, result));
        if (WhyAnotherPerson(pairs) is { } reason)
            return Of(result, reason, "");
        var nearest = Nearest(pairs);
        return nearest > days ? Of(result, "film_too_far", $"The nearest film is {nearest} days away.") : Of(result, "another_dxa_nearer", "");
    }

    private static int Nearest(List<FilmWithDxa> pairs) => pairs.Where(IsSamePerson).Min(pair => Math.Abs(pair.Days));

    private static bool IsSamePerson(FilmWithDxa pair) => !IsOtherSex(pair) && !IsOtherBirth(pair);

    private static string? WhyAnotherPerson(List<FilmWithDxa> pairs) =>
        pairs.Exists(IsSamePerson) ? null : pairs.Exists(IsOtherSex) ? "other_sex" : "other_birth_date";

    private static bool IsOtherSex(FilmWithDxa pair) => pair.Film.Sex is { } one && pair.Dxa.Sex is { } other && one != other;

    private static bool IsOtherBirth(FilmWithDxa pair) => pair.Film.BirthDate is { } one && pair.Dxa.BirthDate is { } other && one != other;

    // Archives keep copies; the same object twice is one film.
    private static List<ArchiveFilm> Distinct(IEnumerable<ArchiveFilm> films, List<LeftOut> leftOut)
    {
        var distinct = new Dictionary<string, ArchiveFilm>();
        foreach (var film in films.OrderBy(film => film.Path, StringComparer.Ordinal))
        {
            if (!distinct.TryAdd(film.Instance, film))
                leftOut.Add(Of(film, "duplicate_film", $"The same object as {distinct[film.Instance].Path}."));
        }

        return [.. distinct.Values];
    }

    private static List<DxaResult> Merged(IEnumerable<DxaResult> results, List<LeftOut> leftOut)
    {
        var merged = new List<DxaResult>();
        foreach (var day in results.GroupBy(result => result.Date).OrderBy(group => group.Key))
        {
            DxaResult? one = null;
            var doAgree = true;
            foreach (var result in day)
            {
                one = one is null ? result : one.With(result);
                if (one is null)
                {
                    doAgree = false;
                    break;
                }
            }

            if (doAgree)
                merged.Add(one!);
            else
                leftOut.AddRange(day.Select(result => Of(result, "conflicting_dxa", "Another result of this person and day says something else.")));
        }

        return merged;
    }

    private static LeftOut Of(ArchiveFilm film, string reason, string detail) => new(LeftOut.Film, film.Path, film.PatientId, reason, detail);

    private static LeftOut Of(DxaResult result, string reason, string detail) => new(LeftOut.Dxa, result.Source, result.PatientId, reason, detail);
}
