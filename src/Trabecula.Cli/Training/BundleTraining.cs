using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Augmentation;
using Trabecula.Learning.Torch;
using Trabecula.Learning.Training;

namespace Trabecula.Cli.Training;

/// <summary>What a bundle is made from.</summary>
/// <param name="Manifest">The manifest of films and densities.</param>
/// <param name="Landmarks">Tables of corners, of films or of films' layers, to train a localiser of the cohort's own; none to take
/// <paramref name="LocaliserFrom"/>'s.</param>
/// <param name="LocaliserFrom">A bundle whose localiser is taken over.</param>
/// <param name="Output">Folder of the bundle.</param>
/// <param name="Identity">Name, version and training material of the bundle.</param>
/// <param name="LocaliserEpochs">Passes of the localiser over its films.</param>
/// <param name="DensityEpochs">Passes of the density network.</param>
/// <param name="Seed">Seed of everything.</param>
/// <param name="Command">The command, for the bundle's description.</param>
public sealed record BundleTrainingOptions(
    string Manifest,
    IReadOnlyList<string> Landmarks,
    string LocaliserFrom,
    string Output,
    ModelIdentity Identity,
    int LocaliserEpochs,
    int DensityEpochs,
    int Seed,
    string Command);

/// <summary>Where a training of a bundle stands.</summary>
/// <param name="Stage">What is being done, in words.</param>
/// <param name="Share">0 to 1 of the stage.</param>
/// <param name="Detail">Losses and errors, or empty.</param>
public sealed record BundleTrainingProgress(string Stage, double Share, string Detail);

/// <summary>Trains a bundle: the localiser (where corners are known), then the density network on what the localiser finds.</summary>
/// <remarks>
/// A tenth of the films, by number, is kept for validation. Stopped and started again, it goes on from the last whole epoch.
/// </remarks>
public static class BundleTraining
{
    private const int ValidationEvery = 10;
    private const string WorkFolder = "training";

    /// <summary>Trains, or goes on.</summary>
    /// <returns>Films that were left out, with the reason.</returns>
    public static IReadOnlyList<string> Run(BundleTrainingOptions options, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        Manifest manifest = ManifestReader.Read(options.Manifest);
        var leftOut = manifest.LeftOut.Select(issue => $"line {issue.Line}: {issue.Reason}").ToList();
        string work = Path.Combine(options.Output, WorkFolder);
        Directory.CreateDirectory(work);
        string localiserFile = Path.Combine(options.Output, ModelBundle.LocaliserFile);
        string localiserNote;
        if (options.Landmarks.Count > 0)
        {
            localiserNote = TrainLocaliser(options, manifest, work, localiserFile, progress, cancellation);
        }
        else
        {
            ModelBundle donor = ModelBundle.Open(options.LocaliserFrom);
            File.Copy(Path.Combine(donor.Directory, ModelBundle.LocaliserFile), localiserFile, overwrite: true);
            localiserNote = $"Localiser taken over from {donor.Identity.Id} {donor.Identity.Version}.";
        }

        (List<DensityFilm> films, List<DensityFilm> held) = Locate(manifest, localiserFile, leftOut, progress, cancellation);
        string densityNote = TrainDensity(options, films, held, work, progress, cancellation);
        WriteTrainingFilms(options.Output, films, held);
        ModelCard.Write(Path.Combine(options.Output, "MODEL_CARD.md"), options, manifest, films.Count, held.Count, leftOut, localiserNote, densityNote);
        ModelBundle.Describe(options.Output, options.Identity, DxaManufacturer.Hologic, options.Command);
        return leftOut;
    }

    private static string TrainLocaliser(
        BundleTrainingOptions options, Manifest manifest, string work, string file, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        LocaliserSource[] sources = [.. options.Landmarks.SelectMany(LocaliserSource.Of)];
        if (sources.Length < 2)
        {
            throw new TrabeculaException(
                "no_usable_films", $"{string.Join(" and ", options.Landmarks)}: {sources.Length} films; a localiser needs one to train on besides the one that is held out.");
        }

        var films = new LocaliserFilm[sources.Length];
        int done = 0;
        Parallel.For(0, films.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            films[i] = sources[i].Read(cancellation);
            progress.Report(new BundleTrainingProgress("Reading films", (double)Interlocked.Increment(ref done) / films.Length, ""));
        });
        LocaliserFilm[] training = [.. films.Where((_, i) => i % ValidationEvery != 0)], held = [.. films.Where((_, i) => i % ValidationEvery == 0)];
        LocaliserSample Sample(int epoch, int index) =>
            LocaliserAugmentation.Vary(training[index], new DeterministicRandom((ulong)options.Seed, 1, (ulong)epoch, (ulong)index));
        TrainedNetwork network = LocaliserTrainer.Train(
            new LocaliserTraining(training.Length, Sample, [.. held.Select(LocaliserAugmentation.Plain)]),
            new TrainingOptions { Epochs = options.LocaliserEpochs, Seed = options.Seed, HalvePrecision = Processor.HasBfloat16, CheckpointPath = Path.Combine(work, "localiser.checkpoint") },
            Forward(progress, "Training the localiser"),
            cancellation);
        network.ExportOnnx(file);
        EpochResult best = network.History[network.BestEpoch - 1];
        return FormattableString.Invariant(
            $"Localiser: {training.Length} films, {held.Length} held out; median distance of held-out corners {best.ValidationError:0.0} of its 384 × 320 input's pixels (one is about 1.1 mm on a 35 × 43 cm film), epoch {network.BestEpoch} of {network.History.Count}.");
    }

    private static (List<DensityFilm> Training, List<DensityFilm> Held) Locate(
        Manifest manifest, string localiserFile, List<string> leftOut, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        using var localiser = new Localiser(File.ReadAllBytes(localiserFile), threads: 1);
        var films = new DensityFilm?[manifest.Rows.Count];
        var reasons = new string?[films.Length];
        int done = 0;
        Parallel.For(0, films.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            ManifestRow row = manifest.Rows[i];
            try
            {
                Radiograph film = RadiographReader.Read(manifest.PathOf(row), cancellation);
                (SpineLocation location, Raster raster) = localiser.Locate(film);
                LocationVerdict verdict = LocationRules.Judge(location, raster, film.MmPerPixel, GateTable.Default);
                QualityFinding? refusal = verdict.Findings.FirstOrDefault(f => f.Action == QualityAction.Reject);
                if (refusal is null)
                {
                    float[] bmd = [.. Enum.GetValues<SkeletalSite>().Select(site => (float)(row.Bmd(site) ?? double.NaN))];
                    films[i] = new DensityFilm(raster, film.MmPerPixel, verdict.Lumbar, bmd);
                }
                else
                {
                    reasons[i] = $"line {row.Line}: {refusal.Code}: {refusal.Message}";
                }
            }
            catch (TrabeculaException exception)
            {
                reasons[i] = $"line {row.Line}: {exception.Code}: {exception.Message}";
            }

            progress.Report(new BundleTrainingProgress("Finding the vertebrae", (double)Interlocked.Increment(ref done) / films.Length, ""));
        });
        leftOut.AddRange(reasons.OfType<string>());

        // By the row's number, so that one film more or less does not move the others.
        var training = films.Where((_, i) => i % ValidationEvery != 0).OfType<DensityFilm>().ToList();
        var held = films.Where((_, i) => i % ValidationEvery == 0).OfType<DensityFilm>().ToList();
        return training.Count == 0
            ? throw new TrabeculaException("no_usable_films", $"Of the {manifest.Rows.Count} films of the manifest none is left to train on, the first of every ten being held out. {string.Join("; ", leftOut.Take(3))}")
            : (training, held);
    }

    private static string TrainDensity(
        BundleTrainingOptions options, List<DensityFilm> films, List<DensityFilm> held, string work, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        DensitySample Sample(int epoch, int index) =>
            DensityAugmentation.Vary(films[index], new DeterministicRandom((ulong)options.Seed, 2, (ulong)epoch, (ulong)index));
        TrainedNetwork network = DensityTrainer.Train(
            new DensityTraining(films.Count, Sample, [.. held.Select(DensityAugmentation.Plain)], SiteScale.Of(films.Select(f => f.Bmd))),
            new TrainingOptions { Epochs = options.DensityEpochs, Seed = options.Seed, HalvePrecision = Processor.HasBfloat16, CheckpointPath = Path.Combine(work, "density.checkpoint") },
            Forward(progress, "Training the density network"),
            cancellation);
        network.ExportOnnx(Path.Combine(options.Output, ModelBundle.DensityFile));
        EpochResult best = network.History[network.BestEpoch - 1];
        return FormattableString.Invariant(
            $"Density network: {films.Count} films, {held.Count} held out; mean absolute error of held-out films over all eight sites {best.ValidationError:0.000} g/cm², epoch {network.BestEpoch} of {network.History.Count}.");
    }

    /// <summary>Few films have no distribution; the bundle then goes without, and estimation does not compare.</summary>
    private static void WriteTrainingFilms(string folder, List<DensityFilm> films, List<DensityFilm> held)
    {
        static SpineFrame[] Frames(List<DensityFilm> films) => [.. films.Select(film => SpineFrame.From(film.Film, film.MmPerPixel, film.Lumbar))];
        string path = Path.Combine(folder, ModelBundle.TrainingFilmsFile);
        File.Delete(path);
        if (TrainingFilms.Of(Frames(films), Frames(held)) is TrainingFilms distribution)
        {
            ReplacedFile.Write(path, stream => stream.Write(distribution.ToJson()));
        }
    }

    private static Forwarding Forward(IProgress<BundleTrainingProgress> progress, string stage) => new(progress, stage);

    private sealed class Forwarding(IProgress<BundleTrainingProgress> progress, string stage) : IProgress<TrainingProgress>
    {
        private string _detail = "";

        public void Report(TrainingProgress value)
        {
            if (value.Finished is EpochResult epoch)
            {
                _detail = FormattableString.Invariant(
                    $"epoch {epoch.Epoch}: training loss {epoch.TrainingLoss:0.000}, held-out loss {epoch.ValidationLoss:0.000}, held-out error {epoch.ValidationError:0.000}");
            }

            double share = (value.Epoch - 1 + ((double)value.Batch / Math.Max(1, value.Batches))) / value.Epochs;
            progress.Report(new BundleTrainingProgress(stage, share, _detail));
        }
    }
}
