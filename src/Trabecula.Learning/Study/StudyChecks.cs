using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>One question about leakage or chance, and its answer.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What is right.</param>
/// <param name="IsPassed">Whether it is right.</param>
public sealed record StudyCheck(string Question, string Found, string Expected, bool IsPassed);

/// <summary>Asks a study whether anything has leaked, and what is known without the film.</summary>
public static class StudyChecks
{
    /// <summary>The sites that are asked about: one of the spine and one of the hip.</summary>
    private static readonly SkeletalSite[] MainSites = [SkeletalSite.LumbarL1L4, SkeletalSite.LumbarL2L4, SkeletalSite.FemoralNeck, SkeletalSite.TotalHip];

    /// <summary>Asks everything.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    /// <param name="estimates">The estimates of the folds that were held out.</param>
    public static IReadOnlyList<StudyCheck> Of(
        StudyCohort cohort, StudyPlan plan, IReadOnlyDictionary<StudyJob, JobOutputs> outputs, IReadOnlyList<StudyEstimate> estimates)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(estimates);
        return
        [
            None("Subjects in two folds", SubjectsInTwoFolds(cohort)),
            None("Identical pictures of different subjects", EqualPictures(cohort)),
            None("Held-out subjects that a network was trained on, stopped by or calibrated with", HeldOutInTraining(cohort, plan)),
            None("Subjects of an inner part that the same network was trained on", InnerInTraining(cohort, plan)),
            None("Estimates whose film does not belong to the fold that was held out", EstimatesOfOtherFolds(cohort, estimates)),
            .. ShuffledLabels(cohort, plan, outputs),
            .. MainSites.SelectMany(site => WithoutFilm(cohort, plan, estimates, site)),
        ];
    }

    private static StudyCheck None(string question, int count) =>
        new(question, count.ToString(CultureInfo.InvariantCulture), "0", count == 0);

    private static int SubjectsInTwoFolds(StudyCohort cohort) => Enumerable.Range(0, cohort.Films.Count)
        .GroupBy(film => cohort.Films[film].Row.SubjectId, StringComparer.Ordinal)
        .Count(films => films.Select(cohort.FoldOf).Distinct().Count() > 1);

    private static int EqualPictures(StudyCohort cohort) => cohort.Films
        .GroupBy(film => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(film.Frame.Pixels.AsSpan()))))
        .Sum(films => films.Select(film => film.Row.SubjectId).Distinct(StringComparer.Ordinal).Count() - 1);

    private static int HeldOutInTraining(StudyCohort cohort, StudyPlan plan) => plan.Jobs().Sum(job =>
    {
        var split = cohort.Split(job, plan.Seed);
        return Common(cohort, split.HeldOut, [.. split.Training, .. split.Inner]);
    });

    private static int InnerInTraining(StudyCohort cohort, StudyPlan plan) => plan.Jobs().Sum(job =>
    {
        var split = cohort.Split(job, plan.Seed);
        return Common(cohort, split.Inner, split.Training);
    });

    private static int Common(StudyCohort cohort, IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var subjects = first.Select(film => cohort.Films[film].Row.SubjectId).ToHashSet(StringComparer.Ordinal);
        return second.Select(film => cohort.Films[film].Row.SubjectId).Distinct(StringComparer.Ordinal).Count(subjects.Contains);
    }

    private static int EstimatesOfOtherFolds(StudyCohort cohort, IReadOnlyList<StudyEstimate> estimates)
    {
        var folds = Enumerable.Range(0, cohort.Films.Count).ToDictionary(film => cohort.Films[film].Line, cohort.FoldOf);
        return estimates.Count(estimate => estimate.Fold != folds[estimate.Film.Line]);
    }

    /// <summary>
    /// R² and not r: a network that has learned next to nothing may still lean a little towards density, or against it, and its r is then
    /// large by chance while it explains nothing. The slope learned by chance is about 1/√n of the truth's; four times that is allowed.
    /// </summary>
    private static IEnumerable<StudyCheck> ShuffledLabels(
        StudyCohort cohort, StudyPlan plan, IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        foreach (var job in plan.Jobs().Where(job => job.Kind == StudyJobKind.ShuffledLabels))
        {
            var rows = cohort.Films.ToDictionary(film => film.Line, film => film.Row);
            var limit = 4 / Math.Sqrt(cohort.Split(job, plan.Seed).Training.Count);
            foreach (var site in MainSites)
            {
                var pairs = outputs[job].HeldOut
                    .Where(output => rows[output.Line].Bmd(site) is not null && double.IsFinite(output.Bmd[(int)site]))
                    .Select(output => (rows[output.Line].Bmd(site)!.Value, output.Bmd[(int)site])).ToArray();
                if (pairs.Length == 0) continue;
                var found = StudyEstimates.Determination(pairs);
                yield return new StudyCheck(
                    $"{site.DisplayName()}: R² after training on shuffled labels", Number(found), $"at most {Number(limit)}", !(found > limit));
            }
        }
    }

    private static IEnumerable<StudyCheck> WithoutFilm(StudyCohort cohort, StudyPlan plan, IReadOnlyList<StudyEstimate> estimates, SkeletalSite site)
    {
        var film = Pairs(estimates, StudyModels.Film, site);
        var covariates = Pairs(estimates, StudyModels.Covariates, site);
        if (film.Count == 0 || covariates.Count == 0) yield break;
        var (ofFilm, ofCovariates) = (StudyEstimates.Determination(film), StudyEstimates.Determination(covariates));
        yield return new StudyCheck(
            $"{site.DisplayName()}: R² of the film against that of age, sex, height and weight alone",
            $"{Number(ofFilm)} against {Number(ofCovariates)}",
            "the film's is higher",
            ofFilm > ofCovariates);
        if (site.IsSpine() || FromLumbar(cohort, plan, estimates, site) is not { } lumbar) yield break;
        yield return new StudyCheck(
            $"{site.DisplayName()}: R² of the film against that of measured lumbar density with age, sex, height and weight",
            $"{Number(lumbar.Film)} against {Number(lumbar.Lumbar)}",
            $"the film's is at most {Number(Margin)} higher; more must be explained by something that the film shows",
            lumbar.Film <= lumbar.Lumbar + Margin);
    }

    /// <summary>A margin for chance: about two standard errors of a difference of R² with 1,500 subjects.</summary>
    private const double Margin = 0.05;

    /// <summary>What measured lumbar density and covariates tell of a femur, fitted on the training folds, on the same subjects.</summary>
    private static (double Film, double Lumbar)? FromLumbar(
        StudyCohort cohort, StudyPlan plan, IReadOnlyList<StudyEstimate> estimates, SkeletalSite site)
    {
        var film = new List<(double, double)>();
        var lumbar = new List<(double, double)>();
        var spine = cohort.Films.Any(one => one.Row.Bmd(SkeletalSite.LumbarL1L4) is not null) ? SkeletalSite.LumbarL1L4 : SkeletalSite.LumbarL2L4;
        for (var fold = 0; fold < plan.Folds; fold++)
        {
            var training = Enumerable.Range(0, cohort.Films.Count).Where(one => cohort.FoldOf(one) != fold).Select(one => cohort.Films[one]);
            if (CovariateModel.Of(training.Where(one => one.Repeat == 1).Select(one => one.Row), site, spine) is not { } model) return null;
            foreach (var estimate in estimates.Where(one => one.Fold == fold && one.Model == StudyModels.Film && one.Site == site && one.Film.Repeat == 1))
            {
                if (estimate.Film.Row.Bmd(site) is not { } measured || estimate.Film.Row.Bmd(spine) is null) continue;
                film.Add((measured, estimate.Bmd));
                lumbar.Add((measured, model.Predict(estimate.Film.Row)));
            }
        }
        return film.Count == 0 ? null : (StudyEstimates.Determination(film), StudyEstimates.Determination(lumbar));
    }

    private static IReadOnlyCollection<(double, double)> Pairs(IReadOnlyList<StudyEstimate> estimates, string model, SkeletalSite site) =>
    [
        .. estimates.Where(one => one.Model == model && one.Site == site && one.Film.Repeat == 1 && one.Film.Row.Bmd(site) is not null)
            .Select(one => (one.Film.Row.Bmd(site)!.Value, one.Bmd)),
    ];

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');
}
