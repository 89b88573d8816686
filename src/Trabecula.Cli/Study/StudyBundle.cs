using System.Security.Cryptography;
using System.Text;
using Trabecula.Cli.Training;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;
using Trabecula.Learning.Study;
using Trabecula.Learning.Training;

namespace Trabecula.Cli.Study;

/// <summary>The bundle that a study made.</summary>
/// <param name="Identity">Name, version and training material.</param>
/// <param name="Epochs">Passes of its density network over all films.</param>
/// <param name="Sha256">SHA-256 of its description, which holds those of all other files.</param>
internal sealed record MadeBundle(ModelIdentity Identity, int Epochs, string Sha256);

/// <summary>Makes a bundle of a whole study: a network trained on all films, corrected by what the folds' networks said of held-out people.</summary>
/// <param name="findings">The whole study, its report written.</param>
/// <param name="training">The study's trainings.</param>
/// <param name="localiser">The localiser's network, that which the films were straightened with.</param>
/// <param name="work">Folder of the study in which the bundle is made before it is copied to its place.</param>
/// <param name="fingerprint">Of the study.</param>
/// <param name="trainedOn">SHA-256 of the films, those of the network that the trainings began with among them.</param>
internal sealed class StudyBundle(StudyFindings findings, StudyTraining training, byte[] localiser, string work, string fingerprint, IReadOnlyList<string> trainedOn)
{
    /// <summary>Makes it, or goes on; a training that was done before is not done again.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="progress">Is told after each step of the training.</param>
    /// <param name="ct">Stops the training at the next step.</param>
    /// <exception cref="TrabeculaException">As the training; <c>cannot_write</c> where the system refuses.</exception>
    public MadeBundle Make(BundleTarget target, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        var job = findings.Options.Plan.BundleJob(findings.Outputs);
        training.Export(job, In(ModelBundle.DensityFile), In(ModelBundle.WeightsFile), progress, ct);
        TrainedOnFilms.Write(work, trainedOn);
        var donor = ModelBundle.Open(findings.Options.Localiser);
        Write(ModelBundle.LocaliserFile, localiser);
        WriteTrainingFilms();
        var calibration = new BundleCalibration(
            fingerprint, null, StudyCalibration.Of(findings.Cohort, findings.Options.Plan, findings.Outputs, findings.Options.Criteria));
        Write(ModelBundle.CalibrationFile, calibration.ToJson());

        var identity = new ModelIdentity(target.Name, target.Version, TrainedOn());
        var scale = BundleTarget.ScaleOf(findings.Cohort);
        var card = StudyModelCard.Text(findings, identity, scale, donor.Identity, job, Hex(File.ReadAllBytes(Path.Combine(findings.Options.Output, "report.html"))));
        Write("MODEL_CARD.md", Encoding.UTF8.GetBytes(card));
        ModelBundle.Describe(work, identity, scale, findings.Options.Command);
        var bundle = ModelBundle.Open(work);
        ModelInstallation.Install(bundle, target.Directory);
        return new MadeBundle(identity, job.Epochs, Hex(File.ReadAllBytes(In(ModelBundle.DescriptionFile))));
    }

    /// <summary>What the network began with is part of what it was trained on.</summary>
    private string TrainedOn()
    {
        var own = findings.IsSimulated ? PredictionRow.InSilico : findings.Population;
        return findings.Pretraining is { } first && first.Identity.TrainedOn != own ? $"{first.Identity.TrainedOn} and {own}" : own;
    }

    private void WriteTrainingFilms()
    {
        // One frame at a time: all of them with their masks would take a gigabyte.
        if (TrainingFilms.Of([.. findings.Cohort.Films.Select(film => FrameMeasures.Of(film.Frame.Spine()))], []) is { } films)
            Write(ModelBundle.TrainingFilmsFile, films.ToJson());
        else
            File.Delete(In(ModelBundle.TrainingFilmsFile));
    }

    private string In(string name) => Path.Combine(work, name);

    private void Write(string name, byte[] bytes) => ReplacedFile.Write(In(name), stream => stream.Write(bytes));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
