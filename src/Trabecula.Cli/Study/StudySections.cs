using System.Globalization;
using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>What a study's report tells besides the statistics.</summary>
internal static class StudySections
{
    /// <summary>All sections, in their order.</summary>
    public static IReadOnlyList<ReportSection> Of(StudyFindings findings) =>
    [
        .. new[]
        {
            Folds(findings),
            Training(findings),
            findings.Others is { } others ? Others(findings, others) : null,
            findings.Steadiness.Count > 0 ? SteadinessSection.Of(findings.Steadiness) : null,
            findings.Options.Plan.LearningCurve ? Curves(findings.Curves) : null,
            WorstCases.Section(findings.Options.Manifest, findings.Estimates),
            findings.LeftOut.Count > 0 ? LeftOut(findings.LeftOut) : null,
            ReportingChecklists.Section(),
        }.OfType<ReportSection>(),
    ];

    private static ReportSection Folds(StudyFindings findings)
    {
        var cohort = findings.Cohort;
        return new ReportSection(
            "Folds and leakage",
            [
                new ReportParagraph(
                    "Subjects are dealt out to folds alike in sex and density (folds.csv); all films of a subject lie in one fold. Each estimate comes "
                    + "from networks that were trained, stopped and calibrated on the other folds alone."),
                new ReportTable(
                    "Folds",
                    ["fold", "subjects", "films", "women", "men", "mean age, years", "mean lumbar BMD, g/cm²", "mean femoral neck BMD, g/cm²"],
                    [.. Enumerable.Range(0, cohort.FoldCount).Select(fold => Fold(cohort, fold))]),
                new ReportTable(
                    "Has anything leaked?",
                    ["question", "found", "right is", "passed"],
                    [.. findings.Checks.Select(check => new[] { check.Question, check.Found, check.Expected, check.IsPassed ? "yes" : "NO" })]),
            ]);
    }

    private static string[] Fold(StudyCohort cohort, int fold)
    {
        StudyFilm[] films = [.. cohort.HeldOut(fold).Select(film => cohort.Films[film])];
        StudyFilm[] people = [.. films.Where(film => film.Repeat == 1)];
        string Mean(Func<ManifestRow, double?> value) =>
            NumberText.Of(people.Select(film => value(film.Row)).OfType<double>().DefaultIfEmpty(double.NaN).Average());
        return
        [
            NumberText.Of(fold),
            NumberText.Of(people.Length),
            NumberText.Of(films.Length),
            NumberText.Of(people.Count(film => film.Row.Sex == Sex.Female)),
            NumberText.Of(people.Count(film => film.Row.Sex == Sex.Male)),
            Mean(row => row.AgeYears),
            Mean(row => row.Bmd(SkeletalSite.LumbarL1L4) ?? row.Bmd(SkeletalSite.LumbarL2L4)),
            Mean(row => row.Bmd(SkeletalSite.FemoralNeck)),
        ];
    }

    private static ReportSection Training(StudyFindings findings)
    {
        var plan = findings.Options.Plan;
        return new ReportSection(
            "Training",
            [
                new ReportParagraph(
                    "The density network sees the straightened spine of one film. Sites that were not measured do not count in its loss. A fifth of the "
                    + "training subjects (the inner part) chooses the best pass and calibrates: a line, the spread, and the 90 % interval by split-conformal "
                    + "prediction with residuals over the predicted spread. The second model adds a regression on age, sex, height and weight, as far as the "
                    + "inner part says that it helps. Categories and their probabilities follow from the density, its spread and the reference population."),
                .. findings.Pretraining is { } first ? new ReportBlock[]
                {
                    new ReportParagraph(
                        $"Each network, but that of the shuffled labels, began with the weights of {first.Name}. Films that those were trained on are left out of the study "
                        + "wherever they were found in it, by their files' SHA-256; other films of the same people would not be found."),
                } : [],
                new ReportTable(
                    "Trainings",
                    ["training", "films trained on", "films of the inner part", "passes", "best pass", "inner mean absolute error over all sites, g/cm²"],
                    [.. plan.Jobs().Select(job => Row(findings, job))]),
            ]);
    }

    private static string[] Row(StudyFindings findings, StudyJob job)
    {
        var split = findings.Cohort.Split(job, findings.Options.Plan.Seed);
        var outputs = findings.Outputs[job];
        return
        [
            job.Name,
            NumberText.Of(split.Training.Count),
            NumberText.Of(split.Inner.Count),
            NumberText.Of(outputs.History.Count),
            NumberText.Of(outputs.BestEpoch),
            NumberText.Of(outputs.History[outputs.BestEpoch - 1].ValidationError),
        ];
    }

    private static ReportSection Others(StudyFindings findings, OtherFilms others) => new(
        "Other films",
        [
            new ReportParagraph(
                $"The mean of all folds' models on the films of {Path.GetFileName(others.Manifest)}, on which nothing was trained, stopped or calibrated."),
            new ReportTable("Flow of exclusions of the other films", ["step", "left"], [.. others.Flow.Select(step => new[] { step.Step, NumberText.Of(step.Count) })]),
            new ReportTable(
                "Own and other films",
                ["model", "site", "other people", "MAE, own films", "MAE, other films, g/cm²", "growth, %", "bias, other films", "r, other films", "90 % intervals cover, %"],
                [.. others.Result.Sites.Select(site => Compared(findings.Result, site))]),
            new ReportTable(
                $"Groups of {EvaluationOptions.MinimumPeople} other people or more, film alone, lumbar spine and femoral neck. Growth: against all people of the held-out folds",
                ["site", "by", "group", "people", "MAE, g/cm²", "growth, %", "bias, g/cm²"],
                [.. EvaluationReport.MainSites(others.Result)
                    .Where(site => site.Site is SkeletalSite.LumbarL1L4 or SkeletalSite.LumbarL2L4 or SkeletalSite.FemoralNeck)
                    .SelectMany(site => site.Subgroups.Where(group => group.Count >= EvaluationOptions.MinimumPeople).Select(group => new[]
                    {
                        site.Site.DisplayName(),
                        group.Axis,
                        group.Name,
                        NumberText.Of(group.Count),
                        NumberText.Of(group.MeanAbsoluteError),
                        NumberText.Of(Growth(findings.Result, site, group.MeanAbsoluteError.Value), 0),
                        NumberText.Of(group.Bias),
                    }))]),
            .. Repeats(others.Result),
        ]);

    /// <summary>Films of one person among the others, where there are several: the cohort itself may have none.</summary>
    private static IEnumerable<ReportBlock> Repeats(EvaluationResult others)
    {
        SiteEvaluation[] repeated = [.. EvaluationReport.MainSites(others).Where(site => site.Repeats is not null)];
        if (repeated.Length > 0)
            yield return RepeatabilityTable.Of("Repeatability: several of the other films of one person, film alone", repeated.Select(site => (site.Site.DisplayName(), site.Repeats)));
    }

    /// <summary>By how much an error exceeds that of the same model and site on the held-out folds, per cent.</summary>
    private static double Growth(EvaluationResult own, SiteEvaluation other, double error) => 100 * ((error / ErrorOf(own, other)) - 1);

    private static double ErrorOf(EvaluationResult own, SiteEvaluation other) =>
        own.Sites.FirstOrDefault(site => site.Model == other.Model && site.Site == other.Site)?.Density.MeanAbsoluteError.Value ?? double.NaN;

    private static string[] Compared(EvaluationResult own, SiteEvaluation other)
    {
        var after = other.Density.MeanAbsoluteError;
        return
        [
            other.Model,
            other.Site.DisplayName(),
            NumberText.Of(other.Rows.Count),
            NumberText.Of(ErrorOf(own, other)),
            NumberText.Of(after),
            NumberText.Of(Growth(own, other, after.Value), 0),
            NumberText.Of(other.Density.BlandAltman.Bias),
            NumberText.Of(other.Density.Correlation),
            other.Coverage is null ? NumberText.Missing : NumberText.Percent(other.Coverage.Covered),
        ];
    }

    private static ReportSection Curves(IReadOnlyList<LearningCurve> curves)
    {
        const string title = "Learning curve";
        if (curves.Count == 0)
            return new ReportSection(title, [new ReportParagraph("The cohort is too small: the inner part of a quarter of the first fold's subjects has not five of them.")]);
        var last = curves[0].Points[^1].Subjects;
        return new ReportSection(
            title,
            [
                new ReportParagraph(
                    "Networks trained on parts of the first fold's training subjects, judged on the fold that was held out. The squared error is taken as "
                    + "DXA's own, which nobody can learn away, and a part that falls as a power of the number of subjects. Intervals are of a bootstrap of "
                    + "the held-out subjects; another draw of training subjects would change more. Three points carry an extrapolation badly."),
                new ReportTable(
                    "Mean absolute error of the film alone, g/cm²",
                    [
                        "site",
                        .. curves[0].Points.Select(point => $"{point.Subjects} subjects"),
                        $"{10 * last} subjects (expected)",
                        "power",
                        "DXA's own precision, g/cm²",
                        "its share of the squared error, %",
                    ],
                    [.. curves.Select(Row)]),
                new ReportFigures(
                    [.. curves.Select(curve => LearningCurveFigure.Of(
                        curve.Site.DisplayName(),
                        [.. curve.Points.Select(point => ((double)point.Subjects, point.MeanAbsoluteError))],
                        10.0 * last,
                        Expected(curve)))],
                    "Mean absolute error over the number of subjects, continued to ten times as many."),
            ]);
    }

    private static string[] Row(LearningCurve curve) =>
    [
        curve.Site.DisplayName(),
        .. curve.Points.Select(point => NumberText.Of(point.MeanAbsoluteError)),
        NumberText.Of(Expected(curve)),
        NumberText.Of(curve.Exponent, 2),
        NumberText.Of(curve.DxaPrecision, 4),
        NumberText.Of(100 * curve.DxaShare, 1),
    ];

    private static Measure Expected(LearningCurve curve) => new(curve.TenTimes, curve.Lower95, curve.Upper95);

    private static ReportSection LeftOut(IReadOnlyList<string> leftOut) => new(
        "Rows left out",
        [
            new ReportTable(
                string.Create(CultureInfo.InvariantCulture, $"{leftOut.Count} rows by reason"),
                ["reason", "rows"],
                [.. leftOut.CountBy(ReasonOf).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new[] { pair.Key, NumberText.Of(pair.Value) })]),
            new ReportParagraph("Each row with its line: study.json."),
        ]);

    /// <summary>The code of a film's refusal, or that a cell of the table is at fault.</summary>
    private static string ReasonOf(string sentence)
    {
        var words = sentence.Split(": ");
        return words.Length > 3 && words[2].All(letter => letter is '_' or (>= 'a' and <= 'z')) ? words[2] : "a cell of the table, or another row of the manifest";
    }
}
