using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Evaluation;

namespace Trabecula.Server;

/// <summary>Recent films beside the model's training.</summary>
/// <param name="Model">The model in force.</param>
/// <param name="Films">Films that it estimated of the latest ones.</param>
/// <param name="Unlike">Share of them whose spine is unlike the training films, %; 1 % of the training films are, by construction. Null where there are too few.</param>
/// <param name="Women">Share of women among recent people, % with interval, and in the training; null where it is not known.</param>
/// <param name="Drifts">The numbers that can be compared.</param>
/// <param name="HasCohort">Whether the model's bundle tells of its people.</param>
/// <param name="Findings">What was noticed on the films, most often first, with the share of films, %.</param>
internal sealed record DriftReport(
    string Model,
    int Films,
    Measure? Unlike,
    (Measure Recent, double Training)? Women,
    IReadOnlyList<DriftOf> Drifts,
    bool HasCohort,
    IReadOnlyList<(string Code, Measure Share)> Findings)
{
    /// <summary>Whether more films are unlike the training's than chance has it.</summary>
    public bool IsUnlike => Unlike is { } share && share.Lower > DriftWatch.UnlikeInTraining;
}

/// <summary>Compares recent films with the model's training.</summary>
/// <param name="films">Recent films.</param>
/// <param name="settings">Names the model's folder.</param>
/// <param name="engine">The model in force.</param>
internal sealed class DriftWatch(RecentFilms films, ServerSettings settings, EstimationEngine engine)
{
    /// <summary>Per cent of the training's own films beyond the limit (<see cref="Trabecula.Inference.TrainingFilms"/>).</summary>
    public const double UnlikeInTraining = 1;

    private const string UnlikeCode = "unlike_training_films";

    /// <summary>Compares.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<DriftReport> LookAsync(CancellationToken ct)
    {
        var identity = (await engine.Model).Identity;
        var model = $"{identity.Id} {identity.Version}";
        FilmFacts[] recent = [.. (await films.LatestAsync(ct)).Where(film => film.Model == model && film.Densities.Count > 0)];
        var cohort = TrainingCohort.Read(ModelLocation.Find(settings.Model));
        var isEnough = recent.Length >= Drift.FewestFilms;
        var sexes = recent.Count(film => film.Sex is not null);
        return new DriftReport(
            model,
            recent.Length,
            isEnough ? Drift.Share(recent.Count(film => film.Findings.Contains(UnlikeCode)), recent.Length) : null,
            cohort is { OfKnownSex: > 0 } && sexes >= Drift.FewestFilms
                ? (Drift.Share(recent.Count(film => film.Sex == "F"), sexes), 100.0 * cohort.Women / cohort.OfKnownSex)
                : null,
            [.. (cohort?.Spreads ?? []).Select(spread => (Spread: spread, Values: recent.Select(film => ValueOf(film, spread.Name)).OfType<double>().ToArray()))
                .Where(pair => pair.Values.Length >= Drift.FewestFilms)
                .Select(pair => Drift.Of(pair.Spread, pair.Values))],
            cohort is not null,
            isEnough
                ? [.. recent.SelectMany(film => film.Findings).GroupBy(code => code).OrderByDescending(group => group.Count()).Select(group => (group.Key, Drift.Share(group.Count(), recent.Length)))]
                : []);
    }

    private static double? ValueOf(FilmFacts film, string name) => name switch
    {
        "age_years" => film.AgeYears,
        "height_cm" => film.HeightCm,
        "weight_kg" => film.WeightKg,
        "lumbar_bmd" => film.Densities.TryGetValue(SkeletalSite.LumbarL1L4, out var bmd) ? bmd : null,
        _ => null,
    };
}
