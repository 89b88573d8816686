using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>All estimates of a study, each by networks that have never seen the subject.</summary>
public static class StudyEstimates
{
    /// <summary>The estimates of the folds that were held out.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    /// <returns>In the order of the folds and films.</returns>
    public static IReadOnlyList<StudyEstimate> OutOfFold(StudyCohort cohort, StudyPlan plan, IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outputs);
        return
        [
            .. Enumerable.Range(0, plan.Folds).SelectMany(fold => FoldModel.Of(cohort, plan.Seed, Networks(plan, fold, outputs)).Estimate(
                [.. cohort.HeldOut(fold).Select(film => cohort.Films[film])],
                [.. Networks(plan, fold, outputs).Select(network => network.Outputs.HeldOut)])),
        ];
    }

    /// <summary>The estimates of films that belong to no fold: the mean of all folds' models.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    /// <param name="films">The films.</param>
    /// <param name="answers">What the networks say of the films.</param>
    public static IReadOnlyList<StudyEstimate> OfOthers(
        StudyCohort cohort,
        StudyPlan plan,
        IReadOnlyDictionary<StudyJob, JobOutputs> outputs,
        IReadOnlyList<StudyFilm> films,
        IReadOnlyDictionary<StudyJob, JobOutputs> answers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(answers);
        var all = Enumerable.Range(0, plan.Folds).SelectMany(fold => FoldModel.Of(cohort, plan.Seed, Networks(plan, fold, outputs)).Estimate(
            films, [.. Networks(plan, fold, answers).Select(network => network.Outputs.HeldOut)]));
        return
        [
            .. all.GroupBy(estimate => (estimate.Film.Line, estimate.Model, estimate.Site)).Select(folds => folds.First() with
            {
                Fold = null,
                Bmd = folds.Average(estimate => estimate.Bmd),
                StandardDeviation = folds.Average(estimate => estimate.StandardDeviation),
                HalfWidth90 = folds.Average(estimate => estimate.HalfWidth90),
            }),
        ];
    }

    internal static IReadOnlyList<(StudyJob Job, JobOutputs Outputs)> Networks(
        StudyPlan plan, int fold, IReadOnlyDictionary<StudyJob, JobOutputs> outputs) =>
        [.. plan.JobsOf(fold).Where(job => job.Kind == StudyJobKind.Network).Select(job => (job, outputs[job]))];

    /// <summary>R² of estimates as they are: 1 − Σ(e − m)² / Σ(m − m̄)²; NaN where the measured values do not vary.</summary>
    internal static double Determination(IReadOnlyCollection<(double Measured, double Estimated)> pairs)
    {
        var mean = pairs.Select(pair => pair.Measured).DefaultIfEmpty(double.NaN).Average();
        var all = pairs.Sum(pair => Math.Pow(pair.Measured - mean, 2));
        return all > 0 ? 1 - pairs.Sum(pair => Math.Pow(pair.Estimated - pair.Measured, 2)) / all : double.NaN;
    }
}
