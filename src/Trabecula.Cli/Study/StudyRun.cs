using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Inference;
using Trabecula.Learning.Study;
using Trabecula.Learning.Training;

namespace Trabecula.Cli.Study;

/// <summary>The road of a study: films, folds, trainings, estimates, statistics, report.</summary>
/// <remarks>Whatever takes long is kept in the folder when it is done, so that the same command goes on where it was stopped.</remarks>
internal sealed class StudyRun(StudyOptions options, IProgress<StudyStage> progress, CancellationToken ct)
{
    /// <summary>What simulated people's manifests say in the column <c>site</c>.</summary>
    private const string InSilico = PredictionRow.InSilico;

    private const string FoldsFile = "folds.csv";

    /// <summary>Changes where the same films and settings would give other numbers.</summary>
    private const string Version = "trabecula-study-2";

    private readonly byte[] _localiser = ModelBundle.Open(options.Localiser).LocaliserNetwork();

    private readonly Pretraining? _pretraining = options.Pretrained is { } first ? Pretraining.Open(first) : null;

    private string LeftOutPath => Path.Combine(options.Output, "left-out.csv");

    private string Trainings => Folder("trainings");

    /// <summary>Runs.</summary>
    /// <exception cref="TrabeculaException">The cohort cannot be studied, or a file belongs to another study.</exception>
    public StudyOutcome Run()
    {
        if (File.Exists(LeftOutPath))
            File.Delete(LeftOutPath);
        var films = Prepare(options.Manifest, "Finding the vertebrae");
        TellLeftOut(films);
        string[] leftOut = [.. Sentences(options.Manifest, films.LeftOut)];
        var folds = Folds(films);
        var cohort = Cohort(films, folds);
        var fingerprint = Fingerprint(films, folds);
        options.Bundle?.Check(cohort, fingerprint);
        var training = new StudyTraining(cohort, options.Plan, fingerprint, Trainings, _pretraining?.Weights);
        if (options.Merge is { } folders)
            new StudyMerge(Trainings, fingerprint).Take(options.Plan.Jobs(), folders);
        else
            Train(training);
        StudyJob[] missing = [.. options.Plan.Jobs().Where(job => !File.Exists(StudyTraining.PathOf(Trainings, job)))];
        if (missing.Length > 0)
            return new StudyOutcome(leftOut, missing, null, []);

        var outputs = options.Plan.Jobs().ToDictionary(job => job, job => JobOutputs.Read(StudyTraining.PathOf(Trainings, job), fingerprint));
        progress.Report(new StudyStage("Statistics", 0, ""));
        var estimates = StudyEstimates.OutOfFold(cohort, options.Plan, outputs);
        var population = PopulationOf(films, options.Population);
        var rows = new PredictionRows(options.Criteria, population).Of(estimates);
        var findings = new StudyFindings(
            options,
            cohort,
            population,
            films.Flow,
            leftOut,
            [
                ("SHA-256 of the manifest", DigestOf(options.Manifest)),
                ("SHA-256 of the localiser", Hex(_localiser)),
                ("SHA-256 of the films' digests", Hex(Encoding.UTF8.GetBytes(string.Join('\n', films.Digests)))),
                ("SHA-256 of the folds", DigestOf(Path.Combine(options.Output, FoldsFile))),
                .. _pretraining is { } begun ? new[] { ("SHA-256 of the weights that the networks began with", begun.Weights.Sha256) } : [],
                ("fingerprint of the study", fingerprint),
            ],
            _pretraining,
            outputs,
            estimates,
            rows,
            PredictionEvaluation.Run(rows, new EvaluationOptions(), ct),
            StudyChecks.Of(cohort, options.Plan, outputs, estimates),
            LearningCurve.Of(cohort, options.Plan, outputs),
            Others(cohort, films, training, outputs),
            Steadiness(cohort, training, outputs));
        StudyFiles.WriteReport(findings);
        StudyFiles.WriteRecord(findings, options.Bundle is { } target ? Bundle(target, findings, training, fingerprint, films.Digests) : null);
        progress.Report(new StudyStage("Statistics", 1, ""));
        return new StudyOutcome(leftOut, [], findings.Result, findings.Checks);
    }

    private PreparedFilms Prepare(string manifest, string stage) => FilmPreparation.Prepare(
        manifest,
        _localiser,
        new KeptFrames(Folder("frames"), Hex(_localiser)),
        _pretraining?.Films,
        new Telling<double>(share => progress.Report(new StudyStage(stage, share, ""))),
        ct);

    /// <summary>The folds in the folder, which may be the user's; otherwise they are dealt out and written there.</summary>
    private IReadOnlyDictionary<string, int> Folds(PreparedFilms films)
    {
        var path = Path.Combine(options.Output, FoldsFile);
        if (!File.Exists(path))
        {
            var dealt = FoldAssignment.Assign(films.Films.Select(film => film.Row), options.Plan.Folds, (ulong)options.Plan.Seed);
            FoldTable.Write(path, dealt);
            return dealt;
        }

        var folds = FoldTable.Read(path);
        var count = folds.Count == 0 ? 0 : folds.Values.Max() + 1;
        return count == options.Plan.Folds
            ? folds
            : throw new TrabeculaException(
                "invalid_folds",
                string.Create(CultureInfo.InvariantCulture, $"{path} deals out {count} folds, and --folds says {options.Plan.Folds}."));
    }

    private static StudyCohort Cohort(PreparedFilms films, IReadOnlyDictionary<string, int> folds, int count)
    {
        try
        {
            return new StudyCohort(films.Films, folds, count);
        }
        catch (TrabeculaException e) when (e.Code == "too_few_subjects" && films.LeftOut.Count > 0)
        {
            throw new TrabeculaException(
                "too_few_subjects", $"{e.Message} {films.LeftOut.Count} rows were left out. {ManifestFilms.FirstReasons(films.LeftOut)}", e);
        }
    }

    private StudyCohort Cohort(PreparedFilms films, IReadOnlyDictionary<string, int> folds) => Cohort(films, folds, options.Plan.Folds);

    private void Train(StudyTraining training)
    {
        StudyJob[] jobs = [.. options.Fold is { } fold ? options.Plan.JobsOf(fold) : options.Plan.Jobs()];
        for (var i = 0; i < jobs.Length; i++)
        {
            var stage = string.Create(CultureInfo.InvariantCulture, $"Training {i + 1} of {jobs.Length} ({jobs[i].Name})");
            training.Run(jobs[i], new Telling<TrainingProgress>(report => progress.Report(Stage(stage, report))), ct);
        }
    }

    private static StudyStage Stage(string stage, TrainingProgress report)
    {
        var share = (report.Epoch - 1 + ((double)report.Batch / Math.Max(1, report.Batches))) / report.Epochs;
        return new StudyStage(stage, share, report.Finished is { } epoch ? Told(epoch) : "");
    }

    /// <summary>A bundle's network is trained on all films: it has no inner part.</summary>
    private static string Told(EpochResult epoch)
    {
        var training = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}: training loss {epoch.TrainingLoss:0.000}");
        return double.IsNaN(epoch.ValidationLoss) ? training : string.Create(
            CultureInfo.InvariantCulture, $"{training}, inner loss {epoch.ValidationLoss:0.000}, inner error {epoch.ValidationError:0.000} g/cm²");
    }

    /// <summary>The folds' models on the films of another manifest; pictures that the study holds are left out.</summary>
    private OtherFilms? Others(
        StudyCohort cohort, PreparedFilms own, StudyTraining training, IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        if (options.External is not { } manifest)
            return null;
        var films = Prepare(manifest, "Finding the vertebrae of the other films");
        var known = own.Digests.ToHashSet(StringComparer.Ordinal);
        StudyFilm[] others = [.. films.Films.Zip(films.Digests).Where(pair => !known.Contains(pair.Second)).Select(pair => pair.First)];
        if (others.Length == 0)
            throw new TrabeculaException("no_usable_films", $"All films of {manifest} belong to the study already.");
        var name = Hex(Encoding.UTF8.GetBytes(string.Join('\n', films.Digests.Prepend(DigestOf(manifest)))))[..16];
        var answers = Ask(training, others, name, "Estimating the other films");
        var rows = new PredictionRows(options.Criteria, PopulationOf(films, null))
            .Of(StudyEstimates.OfOthers(cohort, options.Plan, outputs, others, answers));
        return new OtherFilms(
            manifest,
            [.. films.Flow, ("films that the study does not hold", others.Length)],
            rows,
            PredictionEvaluation.Run(rows, new EvaluationOptions(), ct));
    }

    /// <summary>The folds' models on real films and on their variants.</summary>
    private IReadOnlyList<SteadyFilm> Steadiness(StudyCohort cohort, StudyTraining training, IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        if (options.Steady is not { } folder)
            return [];
        var films = SteadyFilms.Read(folder, _localiser, new Telling<double>(share => progress.Report(new StudyStage("Changing real films", share, ""))), ct);
        var frames = SteadyFilms.Frames(films);
        if (frames.Count == 0)
            return films;
        var answers = Ask(training, frames, SteadyFilms.NameOf(films, Hex(_localiser)), "Estimating the changed films");
        return SteadyFilms.Estimated(films, StudyEstimates.OfOthers(cohort, options.Plan, outputs, frames, answers));
    }

    /// <summary>What each fold's networks say of films that belong to no fold.</summary>
    private Dictionary<StudyJob, JobOutputs> Ask(StudyTraining training, IReadOnlyList<StudyFilm> films, string name, string stage)
    {
        var networks = options.Plan.Jobs().Where(job => job.Kind == StudyJobKind.Network).ToArray();
        var answers = new Dictionary<StudyJob, JobOutputs>();
        foreach (var job in networks)
        {
            progress.Report(new StudyStage(stage, (double)answers.Count / networks.Length, ""));
            answers[job] = training.Ask(job, films, name, ct);
        }

        return answers;
    }

    private MadeBundle Bundle(BundleTarget target, StudyFindings findings, StudyTraining training, string fingerprint, IReadOnlyList<string> digests) =>
        new StudyBundle(findings, training, _localiser, Folder("bundle"), fingerprint, [.. digests, .. _pretraining?.Films ?? new HashSet<string>()]).Make(
            target, new Telling<TrainingProgress>(report => progress.Report(Stage("Training the bundle's network on all films", report))), ct);

    /// <summary>What has to be the same for trainings to belong together.</summary>
    private string Fingerprint(PreparedFilms films, IReadOnlyDictionary<string, int> folds)
    {
        var plan = options.Plan;
        var text = new StringBuilder(Version).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{plan.Folds} {plan.Networks} {plan.Epochs} {plan.Seed}");
        text.AppendLine(DigestOf(options.Manifest)).AppendLine(Hex(_localiser));
        if (_pretraining is { } begun)
            text.AppendLine(begun.Weights.Sha256);
        foreach (var (film, digest) in films.Films.Zip(films.Digests))
            text.AppendLine(CultureInfo.InvariantCulture, $"{film.Line} {digest} {folds.GetValueOrDefault(film.Row.SubjectId, -1)}");
        return Hex(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Whoever has a slip in the table learns of it before the trainings, not after them.</summary>
    private void TellLeftOut(PreparedFilms films)
    {
        LeftOutTable.Write(LeftOutPath, films.LeftOut.Select(one => (one.Line, one.Reason)));
        var rows = films.Films.Count + films.LeftOut.Count;
        var rest = films.LeftOut.Count == 0 ? "" : "; left-out.csv names the others";
        progress.Report(new StudyStage("Films", 1, string.Create(CultureInfo.InvariantCulture, $"{films.Films.Count} of {rows} rows can be used{rest}")));
    }

    private static IEnumerable<string> Sentences(string manifest, IEnumerable<FilmLeftOut> leftOut) =>
        leftOut.Select(one => string.Create(CultureInfo.InvariantCulture, $"{manifest}: left out, line {one.Line}: {one.Reason}"));

    /// <summary>A mixed cohort holds simulated people, and is called so, whatever else it is called.</summary>
    private static string PopulationOf(PreparedFilms films, string? name) => films.Films.Any(film => film.Row.Centre == InSilico)
        ? name is null || name.Contains(InSilico, StringComparison.Ordinal) ? name ?? InSilico : $"{name} ({InSilico})"
        : name ?? "unnamed cohort";

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(options.Output, name)).FullName;

    private static string DigestOf(string path) => Hex(File.ReadAllBytes(path));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Telling<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
