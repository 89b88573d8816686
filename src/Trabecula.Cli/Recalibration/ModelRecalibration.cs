using System.Globalization;
using System.Text;
using Trabecula.Cli.Study;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Recalibration;

/// <summary>What <c>trabecula model recalibrate</c> was asked for.</summary>
/// <param name="Manifest">The manifest of local films and DXA results.</param>
/// <param name="Bundle">Folder of the model.</param>
/// <param name="Output">Folder of the recalibrated model.</param>
/// <param name="Criteria">Whose categories the probabilities are of.</param>
/// <param name="Date">Today.</param>
/// <param name="Command">The command, for the bundle's description.</param>
internal sealed record RecalibrationOptions(
    string Manifest, string Bundle, string Output, DiagnosticCriteria Criteria, DateOnly Date, string Command);

/// <summary>What came of a recalibration.</summary>
/// <param name="Identity">Of the recalibrated model.</param>
/// <param name="LeftOut">Rows that were not used.</param>
/// <param name="Agreement">How well model and DXA agree, as the model was and recalibrated.</param>
internal sealed record RecalibrationOutcome(ModelIdentity Identity, IReadOnlyList<FilmLeftOut> LeftOut, IReadOnlyList<LocalAgreement> Agreement);

/// <summary>Makes a bundle whose estimates are corrected by local pairs of films and DXA results; its networks stay as they are.</summary>
internal static class ModelRecalibration
{
    private const string CardFile = "MODEL_CARD.md";

    /// <summary>Estimates the films by the model, compares with DXA, and writes the corrected model.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Is told the share of the films that is done.</param>
    /// <param name="ct">Stops between films; nothing is written before all are done.</param>
    /// <exception cref="TrabeculaException"><c>folder_not_empty</c>, <c>too_few_pairs</c>, <c>invalid_manifest</c>, or a reason why the
    /// model cannot be opened.</exception>
    public static RecalibrationOutcome Run(RecalibrationOptions options, IProgress<double> progress, CancellationToken ct)
    {
        if (Directory.Exists(options.Output) && Directory.EnumerateFileSystemEntries(options.Output).Any())
            throw new TrabeculaException("folder_not_empty", $"{options.Output} is not empty; name another folder.");
        var bundle = ModelBundle.Open(options.Bundle);
        var scale = LoadedModel.ScaleOf(bundle);
        var films = ManifestFilms.Read(options.Manifest, ct);
        var (pairs, leftOut) = Estimate(films, bundle, progress, ct);
        FilmLeftOut[] unused = [.. leftOut.OrderBy(one => one.Line)];
        var present = bundle.Calibration ?? new BundleCalibration(null, null, []);
        var sites = Recalibrated(pairs, present, scale, options.Criteria, unused);
        string[] centres = [.. pairs.Select(pair => pair.Row.Centre).OfType<string>().Distinct(StringComparer.Ordinal).Take(2)];
        var calibration = new BundleCalibration(present.Study, new LocalPairs(options.Date, pairs.Count, centres is [var one] ? one : null), sites);
        var identity = bundle.Identity with
        {
            Version = string.Create(CultureInfo.InvariantCulture, $"{bundle.Identity.Version.Split('+')[0]}+recalibrated.n{pairs.Count}.{options.Date:yyyy-MM-dd}"),
        };
        var outcome = new RecalibrationOutcome(identity, unused, LocalRecalibration.Judge(pairs, scale));
        Write(options, bundle, scale, calibration, outcome);
        return outcome;
    }

    private static IReadOnlyList<DensityCalibration> Recalibrated(
        IReadOnlyList<LocalPair> pairs, BundleCalibration present, DxaManufacturer scale, DiagnosticCriteria criteria, IReadOnlyList<FilmLeftOut> leftOut)
    {
        try
        {
            return LocalRecalibration.Of(pairs, present.Of, scale, criteria);
        }
        catch (TrabeculaException e) when (e.Code == "too_few_pairs" && leftOut.Count > 0)
        {
            throw new TrabeculaException(e.Code, $"{e.Message} {leftOut.Count} rows were left out. {ManifestFilms.FirstReasons(leftOut)}", e);
        }
    }

    /// <summary>One film of each person: the first that is estimated.</summary>
    private static (IReadOnlyList<LocalPair> Pairs, List<FilmLeftOut> LeftOut) Estimate(
        ManifestFilms films, ModelBundle bundle, IProgress<double> progress, CancellationToken ct)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        var answers = new (IReadOnlyList<DensityEstimate> Estimates, string? Refusal)[films.Films.Count];
        var done = 0;
        Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            answers[i] = Estimate(films.Manifest.PathOf(films.Films[i]), films.Films[i], estimator, ct);
            progress.Report((double)Interlocked.Increment(ref done) / answers.Length);
        });
        var leftOut = films.LeftOut.ToList();
        var pairs = new List<LocalPair>();
        var people = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, (estimates, refusal)) in films.Films.Zip(answers))
        {
            if (refusal is not null)
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, refusal));
            else if (people.Add(row.SubjectId))
                pairs.Add(new LocalPair(row, estimates));
            else
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, "A further film of a person who has one already."));
        }

        return (pairs, leftOut);
    }

    private static (IReadOnlyList<DensityEstimate> Estimates, string? Refusal) Estimate(
        string path, ManifestRow row, FilmEstimator estimator, CancellationToken ct)
    {
        try
        {
            var film = RadiographReader.Read(path, ct);
            film = film with { Subject = film.Subject with { AgeYears = row.AgeYears ?? film.Subject.AgeYears } };
            var analysis = estimator.Analyse(film, ct);
            return (analysis.Estimates, analysis.Findings.FirstOrDefault(finding => finding.Action == QualityAction.Reject) is { } reason
                ? $"{reason.Code}: {reason.Message}"
                : null);
        }
        catch (TrabeculaException e)
        {
            return ([], $"{e.Code}: {e.Message}");
        }
    }

    private static void Write(
        RecalibrationOptions options, ModelBundle bundle, DxaManufacturer scale, BundleCalibration calibration, RecalibrationOutcome outcome)
    {
        var work = Directory.CreateTempSubdirectory("trabecula-recalibrate-");
        try
        {
            string In(string name) => Path.Combine(work.FullName, name);
            foreach (var file in bundle.Description.Files.Where(file => file.Name is not (ModelBundle.CalibrationFile or CardFile)))
                File.Copy(Path.Combine(bundle.Directory, file.Name), In(file.Name));
            File.WriteAllBytes(In(ModelBundle.CalibrationFile), calibration.ToJson());
            var before = Path.Combine(bundle.Directory, CardFile);
            var card = RecalibrationCard.Text(outcome, calibration, scale, options.Command, File.Exists(before) ? File.ReadAllText(before) : "");
            File.WriteAllText(In(CardFile), card, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            ModelBundle.Describe(work.FullName, outcome.Identity, scale, options.Command);
            ModelInstallation.Install(ModelBundle.Open(work.FullName), options.Output);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
