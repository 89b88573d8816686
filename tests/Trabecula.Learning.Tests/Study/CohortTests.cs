using CsCheck;
using Trabecula.Domain;
using Trabecula.Learning.Augmentation;
using Trabecula.Learning.Study;

namespace Trabecula.Learning.Tests.Study;

public class CohortTests
{
    [Fact]
    public void Folds_hold_as_many_subjects_of_each_sex_and_density()
    {
        var cohort = ToyCohort.Of(203, repeats: 40);
        var folds = Enumerable.Range(0, 5).Select(fold => cohort.HeldOut(fold).Select(film => cohort.Films[film]).ToArray()).ToArray();
        Assert.Equal(203, folds.Sum(fold => fold.Select(film => film.Row.SubjectId).Distinct().Count()));
        Assert.All(folds, fold => Assert.InRange(fold.Select(film => film.Row.SubjectId).Distinct().Count(), 40, 41));
        double[] men = [.. folds.Select(fold => fold.DistinctBy(film => film.Row.SubjectId).Count(film => film.Row.Sex == Sex.Male) / (double)fold.Length)];
        double[] means = [.. folds.Select(fold => fold.Average(film => film.Row.Bmd(SkeletalSite.LumbarL1L4)!.Value))];
        Assert.True(men.Max() - men.Min() < 0.06, string.Join(' ', men));
        Assert.True(means.Max() - means.Min() < 0.03, string.Join(' ', means));
    }

    [Fact]
    public void Folds_do_not_depend_on_the_order_of_the_manifest() => Gen.Int[0, 1000].Sample(
        seed =>
        {
            var rows = ToyCohort.Films(57).Select(film => film.Row).ToArray();
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(FoldAssignment.Assign(rows, 5, 3), FoldAssignment.Assign(shuffled, 5, 3));
        },
        iter: 10);

    [Fact]
    public void Every_network_of_a_fold_keeps_another_part_and_no_subject_is_on_two_sides()
    {
        var cohort = ToyCohort.Of(80, repeats: 20);
        var plan = new StudyPlan { Networks = 5, LearningCurve = true };
        foreach (var job in plan.Jobs())
        {
            var split = cohort.Split(job, plan.Seed);
            HashSet<string> Subjects(IReadOnlyList<int> films) => [.. films.Select(film => cohort.Films[film].Row.SubjectId)];
            Assert.Empty(Subjects(split.Training).Intersect(Subjects(split.Inner)));
            Assert.Empty(Subjects(split.HeldOut).Intersect(Subjects(split.Training).Concat(Subjects(split.Inner))));
        }
        var kept = plan.JobsOf(1).SelectMany(job => cohort.Split(job, plan.Seed).Inner).ToArray();
        Assert.Equal(kept.Length, kept.Distinct().Count());
        Assert.Equal(cohort.Films.Count - cohort.HeldOut(1).Count, kept.Length);
    }

    [Fact]
    public void Too_few_subjects_are_refused_with_their_number()
    {
        var error = Assert.Throws<TrabeculaException>(() => ToyCohort.Of(49));
        Assert.Equal("too_few_subjects", error.Code);
        Assert.Contains("49", error.Message);
        Assert.Equal("too_few_subjects", Assert.Throws<TrabeculaException>(() => ToyCohort.Of(60, folds: 7)).Code);
    }

    [Fact]
    public void Subjects_of_one_density_are_refused()
    {
        var error = Assert.Throws<TrabeculaException>(() => ToyCohort.Of(
            60, change: (_, row) => row with { Densities = new Dictionary<SkeletalSite, double> { [SkeletalSite.LumbarL1L4] = 0.9 } }));
        Assert.Equal("equal_densities", error.Code);
    }

    [Fact]
    public void A_subject_without_a_fold_is_refused_and_not_named()
    {
        var films = ToyCohort.Films(60);
        var folds = FoldAssignment.Assign(films.Skip(1).Select(film => film.Row), 5, 1);
        var error = Assert.Throws<TrabeculaException>(() => new StudyCohort(films, folds, 5));
        Assert.Equal("invalid_folds", error.Code);
        Assert.Contains("line 2", error.Message);
        Assert.DoesNotContain("P000", error.Message);
    }

    [Fact]
    public void A_variant_is_the_same_for_the_same_stream_and_keeps_four_vertebrae()
    {
        var film = ToyCohort.Films(1)[0];
        var first = FrameAugmentation.Vary(film.Frame, film.Bmd, new DeterministicRandom(5, 1));
        var second = FrameAugmentation.Vary(film.Frame, film.Bmd, new DeterministicRandom(5, 1));
        Assert.Equal(first.Frame, second.Frame);
        Assert.Equal(first.Levels, second.Levels);
        Assert.NotEqual(first.Frame, FrameAugmentation.Vary(film.Frame, film.Bmd, new DeterministicRandom(5, 2)).Frame);
        for (var level = 0; level < 4; level++)
            Assert.InRange(first.Levels.Skip(level * film.Frame.Pixels.Length).Take(film.Frame.Pixels.Length).Sum(), 40, 260);
    }

    [Fact]
    public void Covariates_that_are_missing_lose_no_subject()
    {
        var rows = ToyCohort.Films(120, (subject, row) => subject % 3 == 0 ? row with { AgeYears = null, WeightKg = null } : row).Select(film => film.Row).ToArray();
        var model = CovariateModel.Of(rows, SkeletalSite.LumbarL1L4)!;
        Assert.All(rows, row => Assert.InRange(model.Predict(row), 0.5, 1.5));
        var known = rows.Where(row => row.AgeYears is not null).ToArray();
        Assert.True(model.Predict(known.MinBy(row => row.AgeYears)!) > model.Predict(known.MaxBy(row => row.AgeYears)! with { Sex = known.MinBy(row => row.AgeYears)!.Sex }));
    }

    [Fact]
    public void Ridge_finds_a_plane_when_its_belief_is_worth_little()
    {
        double[][] x = [.. Enumerable.Range(0, 50).Select(i => new[] { i % 7, (i * i) % 11, 3.0 })];
        var fit = RidgeFit.Of(x, [.. x.Select(row => 2 + (0.5 * row[0]) - (0.25 * row[1]))], 1e-9);
        Assert.Equal(2 + 0.5 - 0.5, fit.Predict([1, 2, 3]), 6);
        Assert.Equal(fit.Predict([1, 2, 3]), fit.Predict([1, 2, 99]), 9);
    }

    [Fact]
    public void Intervals_of_a_calibration_cover_nine_of_ten_new_subjects()
    {
        var random = new DeterministicRandom(3);
        InnerCase[] Cases(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (truth, spread) = (random.Normal(1, 0.15), random.Uniform(0.02, 0.1));
            return new InnerCase(truth, 0.1 + (0.8 * truth) + random.Normal(0, spread), spread, []);
        })];
        var calibration = SiteCalibration.Of(Cases(400))!;
        var covered = Cases(4000).Average(one =>
            Math.Abs(calibration.Estimate(one.Estimate, []) - one.Measured) <= calibration.IntervalFactor * one.Spread ? 1.0 : 0);
        Assert.InRange(covered, 0.86, 0.94);
        Assert.Null(SiteCalibration.Of(Cases(4)));
    }

    [Fact]
    public void A_power_law_is_continued_to_ten_times_the_subjects()
    {
        LearningPoint Point(int n) => new(n, 0.8 * Math.Sqrt(0.0001 + (0.5 / n)), Math.Sqrt(0.0001 + (0.5 / n)));
        var (exponent, error) = LearningCurve.Extrapolate([Point(200), Point(400), Point(800)], 0.01);
        Assert.Equal(1, exponent, 6);
        Assert.Equal(Point(8000).MeanAbsoluteError, error, 6);
    }
}
