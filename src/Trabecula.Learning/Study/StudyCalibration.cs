using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>Calibrates the network that a study makes of all its films, by the estimates of the folds that were held out.</summary>
/// <remarks>
/// A network that was trained on everybody has nobody left to be calibrated on. The folds' networks are of its kind, and everybody was
/// held out once; so a line, the spread and the 90 % interval are fitted on what the first network of each fold says of its
/// held-out people, as it says it (cross-conformal, Vovk 2015). That the network of all films, which has learned from more people, errs
/// no more than they do is assumed; nobody is left to measure it on.
/// </remarks>
public static class StudyCalibration
{
    /// <summary>Calibrates all sites; those with fewer than five people are left out.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    /// <param name="criteria">Whose categories the probabilities are of.</param>
    public static IReadOnlyList<DensityCalibration> Of(
        StudyCohort cohort, StudyPlan plan, IReadOnlyDictionary<StudyJob, JobOutputs> outputs, DiagnosticCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outputs);
        var films = cohort.Films.ToDictionary(film => film.Line);
        var held = Enumerable.Range(0, plan.Folds).SelectMany(fold => outputs[plan.JobsOf(fold).First()].HeldOut)
            .Select(output => (Film: films[output.Line], Output: output)).Where(one => one.Film.Repeat == 1).ToArray();
        return [.. Enum.GetValues<SkeletalSite>().Select(site => Of(site, held, criteria)).OfType<DensityCalibration>()];
    }

    private static DensityCalibration? Of(SkeletalSite site, IReadOnlyList<(StudyFilm Film, FilmOutput Output)> held, DiagnosticCriteria criteria)
    {
        var pairs = held.Where(one => one.Film.Row.Bmd(site) is not null && double.IsFinite(one.Output.Bmd[(int)site])).Select(one => new MeasuredPair(
            one.Film.Row,
            one.Film.Row.Bmd(site)!.Value,
            one.Film.Row.Manufacturer ?? DxaManufacturer.Hologic,
            one.Output.Bmd[(int)site],
            one.Output.StandardDeviation[(int)site]));
        return CalibrationFit.Of(site, pairs, criteria) is { } fit
            ? new DensityCalibration(site, fit.Line.Slope, fit.Line.Intercept, fit.Line.SpreadFactor, fit.Line.IntervalFactor, fit.Categories)
            : null;
    }
}
