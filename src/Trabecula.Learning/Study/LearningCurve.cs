using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>A point of a learning curve.</summary>
/// <param name="Subjects">Subjects that the network was trained on.</param>
/// <param name="MeanAbsoluteError">Mean absolute error on the fold that was held out, g/cm².</param>
/// <param name="RootMeanSquareError">Root mean square error there, g/cm².</param>
public sealed record LearningPoint(int Subjects, double MeanAbsoluteError, double RootMeanSquareError);

/// <summary>How the error of the film alone falls with the number of subjects, and what is left with ten times as many.</summary>
/// <remarks>
/// The squared error is that of DXA itself, which no number of subjects takes away, and a part that falls as a power of the number of
/// subjects (Hestness et al. 2017). Intervals: percentiles of a bootstrap of the held-out subjects; they do not hold what another draw of
/// the training subjects would change.
/// </remarks>
/// <param name="Site">The site.</param>
/// <param name="Points">The points, fewest subjects first.</param>
/// <param name="DxaPrecision">DXA's own precision error, g/cm².</param>
/// <param name="DxaShare">Its share of the squared error with all subjects, 0 to 1.</param>
/// <param name="Exponent">The power: the part that can be learned away falls as subjects^−exponent; its median.</param>
/// <param name="TenTimes">Mean absolute error that is expected with ten times the subjects, g/cm²: the median.</param>
/// <param name="Lower95">Lower end of its 95 % interval.</param>
/// <param name="Upper95">Upper end.</param>
public sealed record LearningCurve(
    SkeletalSite Site,
    IReadOnlyList<LearningPoint> Points,
    double DxaPrecision,
    double DxaShare,
    double Exponent,
    double TenTimes,
    double Lower95,
    double Upper95)
{
    private const int Draws = 1000;
    private const double More = 10;

    /// <summary>RMS-SD of repeated scans, g/cm²: spine 0.008–0.011, total hip 0.006–0.016, neck 0.010–0.020 (Nelson et al. 2010), their middles.</summary>
    private static readonly (SkeletalSite Site, double Precision)[] Sites =
    [
        (SkeletalSite.LumbarL1L4, 0.0095),
        (SkeletalSite.LumbarL2L4, 0.0095),
        (SkeletalSite.FemoralNeck, 0.015),
        (SkeletalSite.TotalHip, 0.011),
    ];

    /// <summary>Computes the curves of the regional sites.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="plan">The plan; without a learning curve there are none.</param>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    public static IReadOnlyList<LearningCurve> Of(StudyCohort cohort, StudyPlan plan, IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outputs);
        StudyJob[] parts = [.. plan.Jobs().Where(job => job.Kind == StudyJobKind.LearningCurve)];
        if (parts.Length == 0) return [];
        StudyJob[] jobs = [.. parts.OrderBy(job => job.Share), plan.JobsOf(parts[0].Fold).First()];
        var films = cohort.HeldOut(parts[0].Fold).Select(film => cohort.Films[film]).ToArray();
        int[] counts = [.. jobs.Select(job => cohort.Split(job, plan.Seed).Training.Select(i => cohort.Films[i].Row.SubjectId).Distinct().Count())];
        var estimates = jobs.Select(job => FoldModel.Of(cohort, plan.Seed, [(job, outputs[job])]).Estimate(films, [outputs[job].HeldOut])).ToArray();
        return [.. Sites.Select(site => Of(site.Site, site.Precision, counts, estimates, plan.Seed)).OfType<LearningCurve>()];
    }

    private static LearningCurve? Of(SkeletalSite site, double precision, int[] counts, IReadOnlyList<StudyEstimate>[] estimates, int seed)
    {
        double[][] errors = [.. estimates.Select(job => job
            .Where(one => one.Model == StudyModels.Film && one.Site == site && one.Film.Repeat == 1 && one.Film.Row.Bmd(site) is not null)
            .Select(one => one.Bmd - one.Film.Row.Bmd(site)!.Value).ToArray())];
        if (errors.Any(job => job.Length < StudyCohort.FewestInFold || job.Length != errors[0].Length)) return null;
        LearningPoint[] points = [.. errors.Select((job, i) => Point(counts[i], job))];
        var random = new DeterministicRandom((ulong)seed, 0xC0, (ulong)site);
        var extrapolated = new List<(double Exponent, double Error)>();
        for (var draw = 0; draw < Draws; draw++)
        {
            int[] chosen = [.. Enumerable.Range(0, errors[0].Length).Select(_ => random.Index(errors[0].Length))];
            extrapolated.Add(Extrapolate([.. errors.Select((job, i) => Point(counts[i], [.. chosen.Select(subject => job[subject])]))], precision));
        }
        double[] ordered = [.. extrapolated.Select(one => one.Error).Order()];
        var last = points[^1].RootMeanSquareError;
        return new LearningCurve(
            site,
            points,
            precision,
            Math.Min(1, precision * precision / (last * last)),
            extrapolated.Select(one => one.Exponent).Order().ElementAt(Draws / 2),
            ordered[Draws / 2],
            ordered[Draws / 40],
            ordered[Draws - 1 - (Draws / 40)]);
    }

    private static LearningPoint Point(int subjects, double[] errors) =>
        new(subjects, errors.Average(Math.Abs), Math.Sqrt(errors.Average(error => error * error)));

    /// <summary>A straight line through the logarithms of what can be learned away; the error never grows with subjects.</summary>
    internal static (double Exponent, double Error) Extrapolate(IReadOnlyList<LearningPoint> points, double precision)
    {
        var floor = precision * precision;
        (double X, double Y)[] logs = [.. points.Select(point =>
            (Math.Log(point.Subjects), Math.Log(Math.Max(floor / 100, point.RootMeanSquareError * point.RootMeanSquareError - floor))))];
        var (meanX, meanY) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        var slope = Math.Min(0, logs.Sum(log => (log.X - meanX) * (log.Y - meanY)) / logs.Sum(log => Math.Pow(log.X - meanX, 2)));
        var squared = floor + Math.Exp(meanY + slope * (Math.Log(More) + logs[^1].X - meanX));
        return (-slope, Math.Sqrt(squared) * points[^1].MeanAbsoluteError / points[^1].RootMeanSquareError);
    }
}
