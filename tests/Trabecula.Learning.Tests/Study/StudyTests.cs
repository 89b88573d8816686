using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Study;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Study;

public sealed class StudyTests : IDisposable
{
    private static readonly StudyPlan Plan = new() { Epochs = 6, LearningCurve = true };
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-study-").FullName;

    [Fact]
    public void A_study_of_a_toy_cohort_estimates_every_subject_and_passes_its_checks()
    {
        var cohort = ToyCohort.Of(130, repeats: 10);
        var outputs = RunAll(cohort, Plan, _folder);
        var estimates = StudyEstimates.OutOfFold(cohort, Plan, outputs);

        Assert.Equal(140, estimates.Where(one => one.Model == StudyModels.Film && one.Site == SkeletalSite.LumbarL1L4).DistinctBy(one => one.Film.Line).Count());
        Assert.All(estimates, one => Assert.True(one is { Bmd: > 0.2 and < 2, StandardDeviation: > 0, HalfWidth90: > 0 }));
        var error = estimates.Where(one => one.Model == StudyModels.Film && one.Site == SkeletalSite.LumbarL1L4)
            .Average(one => Math.Abs(one.Bmd - one.Film.Row.Bmd(one.Site)!.Value));
        Assert.True(error < 0.08, $"{error}");
        var checks = StudyChecks.Of(cohort, Plan, outputs, estimates);
        Assert.All(checks.Where(check => check.Expected == "0"), check => Assert.True(check.IsPassed, check.Question));
        Assert.Contains(checks, check => check.Question.Contains("shuffled"));
        Assert.Contains(checks, check => check.Question.Contains("measured lumbar density"));

        var curve = LearningCurve.Of(cohort, Plan, outputs).First(one => one.Site == SkeletalSite.LumbarL1L4);
        Assert.Equal(3, curve.Points.Count);
        Assert.True(curve.Lower95 <= curve.TenTimes && curve.TenTimes <= curve.Upper95);

        var rows = new PredictionRows(DiagnosticCriteria.Who, "toy").Of(estimates);
        Assert.Equal(StudyModels.All, rows.Select(row => row.Model).Distinct());
        Assert.All(rows, row => Assert.True(row.Lower90 <= row.EstimatedBmd && row.EstimatedBmd <= row.Upper90));
        Assert.Contains(rows, row => row.MeasuredCategory is not null && row.ProbabilityOsteoporosis is not null);
    }

    [Fact]
    public void A_training_that_was_killed_ends_with_the_same_numbers()
    {
        var (cohort, plan) = (ToyCohort.Of(60), Plan with { Epochs = 3 });
        var job = plan.Jobs().First();
        var whole = Training(cohort, plan, Path.Combine(_folder, "whole")).Run(job, null, TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => Training(cohort, plan, Path.Combine(_folder, "killed"))
            .Run(job, new Each(_ => { if (++steps == 8) stop.Cancel(); }), stop.Token));
        var continued = Training(cohort, plan, Path.Combine(_folder, "killed")).Run(job, null, TestContext.Current.CancellationToken);

        Assert.Equal(whole.History, continued.History);
        Assert.Equal(Numbers(whole), Numbers(continued));
        var again = Training(cohort, plan, Path.Combine(_folder, "killed")).Run(job, null, TestContext.Current.CancellationToken);
        Assert.Equal(Numbers(whole), Numbers(again));
    }

    [Fact]
    public void Nothing_that_a_fold_says_depends_on_the_densities_that_are_held_out()
    {
        var plan = Plan with { Epochs = 2, LearningCurve = false, Controls = false };
        var cohort = ToyCohort.Of(60);
        var held = cohort.HeldOut(0).Select(film => cohort.Films[film].Row.SubjectId).ToHashSet();
        IReadOnlyList<StudyFilm> changed = [.. cohort.Films.Select(film => held.Contains(film.Row.SubjectId)
            ? film with { Row = film.Row with { Densities = film.Row.Densities.ToDictionary(pair => pair.Key, pair => 2.4 - pair.Value) } }
            : film)];
        var other = new StudyCohort(changed, cohort.Films.ToDictionary(film => film.Row.SubjectId, film => cohort.FoldOf(cohort.Films.ToList().IndexOf(film))), 5);

        var (first, second) = (FirstFold(cohort, "first"), FirstFold(other, "second"));

        Assert.Equal(first, second);
        Assert.NotEmpty(first);

        (string, SkeletalSite, double, double, double)[] FirstFold(StudyCohort people, string name)
        {
            var job = plan.JobsOf(0).First();
            var outputs = Training(people, plan, Path.Combine(_folder, name)).Run(job, null, TestContext.Current.CancellationToken);
            return [.. FoldModel.Of(people, plan.Seed, [(job, outputs)])
                .Estimate([.. people.HeldOut(0).Select(film => people.Films[film])], [outputs.HeldOut])
                .Select(one => (one.Model, one.Site, one.Bmd, one.StandardDeviation, one.HalfWidth90))];
        }
    }

    [Fact]
    public void Folds_trained_in_several_folders_are_those_of_one()
    {
        var (cohort, plan) = (ToyCohort.Of(50), Plan with { Epochs = 1, LearningCurve = false, Controls = false, Networks = 2 });
        var (one, parts) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "parts"));
        var whole = RunAll(cohort, plan, one);
        for (var fold = plan.Folds - 1; fold >= 0; fold--)
        {
            foreach (var job in plan.JobsOf(fold)) Training(cohort, plan, $"{parts}-{fold}").Run(job, null, TestContext.Current.CancellationToken);
        }
        var merged = plan.Jobs().ToDictionary(job => job, job => JobOutputs.Read(StudyTraining.PathOf($"{parts}-{job.Fold}", job), "toy"));
        Assert.Equal(
            StudyEstimates.OutOfFold(cohort, plan, whole).Select(estimate => (estimate.Bmd, estimate.HalfWidth90)),
            StudyEstimates.OutOfFold(cohort, plan, merged).Select(estimate => (estimate.Bmd, estimate.HalfWidth90)));
    }

    [Fact]
    public void The_bundles_network_is_trained_on_all_films_and_calibrated_by_those_that_were_held_out()
    {
        var (cohort, plan) = (ToyCohort.Of(130, repeats: 5), Plan with { LearningCurve = false, Controls = false });
        var outputs = RunAll(cohort, plan, _folder);
        var job = plan.BundleJob(outputs);
        Assert.Equal(outputs.Values.Select(one => one.BestEpoch).Order().ElementAt(2), job.Epochs);
        Assert.Equal(135, cohort.Split(job, plan.Seed).Training.Count);

        var path = Path.Combine(_folder, "density.onnx");
        Training(cohort, plan, _folder).Export(job, path, Path.Combine(_folder, "density.safetensors"), null, TestContext.Current.CancellationToken);
        var first = File.ReadAllBytes(path);
        Training(cohort, plan, _folder).Export(job, path, Path.Combine(_folder, "density.safetensors"), null, TestContext.Current.CancellationToken);
        Assert.Equal(first, File.ReadAllBytes(path));

        var lumbar = StudyCalibration.Of(cohort, plan, outputs, DiagnosticCriteria.Who).First(one => one.Site == SkeletalSite.LumbarL1L4);
        var rows = cohort.Films.ToDictionary(film => film.Line, film => film.Row);
        var held = plan.Jobs().SelectMany(one => outputs[one].HeldOut).Select(output => (
            Measured: rows[output.Line].Bmd(lumbar.Site)!.Value,
            Corrected: lumbar.Apply(new DensityEstimate(lumbar.Site, output.Bmd[(int)lumbar.Site], output.StandardDeviation[(int)lumbar.Site])))).ToArray();
        Assert.InRange(held.Average(one => Math.Abs(one.Corrected.Bmd - one.Measured) <= one.Corrected.Reach90 ? 1.0 : 0), 0.86, 0.96);
        Assert.InRange(held.Average(one => one.Corrected.Bmd - one.Measured), -0.01, 0.01);
    }

    [Fact]
    public void A_study_that_begins_with_a_trained_network_knows_from_the_first_pass_what_that_had_learned()
    {
        var others = ToyCohort.Of(60);
        var learned = Plan with { LearningCurve = false, Controls = false };
        var weights = Path.Combine(_folder, "others.safetensors");
        Training(others, learned, Path.Combine(_folder, "others"))
            .Export(new StudyJob(StudyJobKind.Bundle, 0, 0, 1, 5), Path.Combine(_folder, "others.onnx"), weights, null, TestContext.Current.CancellationToken);
        var pretrained = new PretrainedWeights(File.ReadAllBytes(weights), ToyCohort.Network());

        var (cohort, plan) = (ToyCohort.Of(60), Plan with { Epochs = 1 });
        var jobs = plan.Jobs().ToArray();
        JobOutputs Run(StudyJob job, string name, PretrainedWeights? first) =>
            new StudyTraining(cohort, plan, "toy", Path.Combine(_folder, name), ToyCohort.Network, first).Run(job, null, TestContext.Current.CancellationToken);

        var (with, without) = (Run(jobs[0], "with", pretrained), Run(jobs[0], "without", null));
        Assert.True(with.History[0].ValidationError < 0.7 * without.History[0].ValidationError, $"{with.History[0]} {without.History[0]}");

        // Shuffled labels are the control of this cohort alone.
        var shuffled = jobs.Single(job => job.Kind == StudyJobKind.ShuffledLabels);
        Assert.Equal(Numbers(Run(shuffled, "without", null)), Numbers(Run(shuffled, "with", pretrained)));

        // A training that began otherwise is not gone on with.
        File.Delete(StudyTraining.PathOf(Path.Combine(_folder, "without"), jobs[0]));
        Assert.Equal("checkpoint_mismatch", Assert.Throws<TrabeculaException>(() => Run(jobs[0], "without", pretrained)).Code);
    }

    [Fact]
    public void Outputs_of_another_study_are_refused()
    {
        var cohort = ToyCohort.Of(50);
        var plan = Plan with { Epochs = 1 };
        Training(cohort, plan, _folder).Run(plan.Jobs().First(), null, TestContext.Current.CancellationToken);
        var path = StudyTraining.PathOf(_folder, plan.Jobs().First());
        Assert.Equal("other_study", Assert.Throws<TrabeculaException>(() => JobOutputs.Read(path, "another")).Code);
        File.WriteAllText(path, "{\"fingerprint\":\"toy\",");
        Assert.Equal("outputs_unreadable", Assert.Throws<TrabeculaException>(() => JobOutputs.Read(path, "toy")).Code);
    }

    [Fact]
    public void Films_that_belong_to_no_fold_get_the_mean_of_all_folds()
    {
        var (cohort, plan) = (ToyCohort.Of(50), Plan with { Epochs = 1, LearningCurve = false, Controls = false });
        var outputs = RunAll(cohort, plan, _folder);
        var others = ToyCohort.Films(5, (_, row) => row with { SubjectId = $"X{row.SubjectId}" });
        var answers = plan.Jobs().ToDictionary(job => job, job => Training(cohort, plan, _folder).Ask(job, others, "others", TestContext.Current.CancellationToken));
        var estimates = StudyEstimates.OfOthers(cohort, plan, outputs, others, answers);
        Assert.Equal(5, estimates.Count(one => one.Model == StudyModels.Film && one.Site == SkeletalSite.FemoralNeck));
        Assert.All(estimates, one => Assert.Null(one.Fold));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StudyTraining Training(StudyCohort cohort, StudyPlan plan, string folder) => new(cohort, plan, "toy", folder, ToyCohort.Network);

    private static Dictionary<StudyJob, JobOutputs> RunAll(StudyCohort cohort, StudyPlan plan, string folder) =>
        plan.Jobs().ToDictionary(job => job, job => Training(cohort, plan, folder).Run(job, null, TestContext.Current.CancellationToken));

    private static IEnumerable<double> Numbers(JobOutputs outputs) =>
        outputs.Inner.Concat(outputs.HeldOut).SelectMany(film => film.Bmd.Concat(film.StandardDeviation).Prepend(film.Line));

    private sealed class Each(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
