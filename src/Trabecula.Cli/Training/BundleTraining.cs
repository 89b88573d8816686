using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trabecula.Cli.Study;
using Trabecula.Domain;
using Trabecula.Inference;
using Trabecula.Learning.Augmentation;
using Trabecula.Learning.Study;
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
/// A tenth of the people, by number, is kept for validation. Stopped and started again, it goes on from the last whole epoch.
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
            ReplacedFile.Write(localiserFile, stream => stream.Write(donor.LocaliserNetwork()));
            localiserNote = $"Localiser taken over from {donor.Identity.Id} {donor.Identity.Version}.";
        }

        byte[] localiser = File.ReadAllBytes(localiserFile);
        string frames = Directory.CreateDirectory(Path.Combine(work, "frames")).FullName;
        PreparedFilms prepared = FilmPreparation.Prepare(
            options.Manifest,
            localiser,
            new KeptFrames(frames, Convert.ToHexStringLower(SHA256.HashData(localiser))),
            known: null,
            new Located(progress),
            cancellation);
        string[] leftOut = [.. prepared.LeftOut.Select(one => FormattableString.Invariant($"line {one.Line}: {one.Reason}"))];
        (StudyFilm[] films, StudyFilm[] held) = Split(manifest, prepared.Films);
        string material = Material([localiser, .. prepared.Films.Zip(prepared.Digests, (film, digest) => Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{film.Row.SubjectId} {digest} {string.Join(' ', film.Bmd.Select(bmd => bmd.ToString("R", CultureInfo.InvariantCulture)))}")))]);
        string densityNote = TrainDensity(options, films, held, material, work, progress, cancellation);
        WriteTrainingFilms(options.Output, films, held);
        TrainedOnFilms.Write(options.Output, prepared.Digests);
        ModelCard.Write(Path.Combine(options.Output, "MODEL_CARD.md"), options, manifest, films.Length, held.Length, leftOut, localiserNote, densityNote);
        ModelBundle.Describe(options.Output, options.Identity, DxaManufacturer.Hologic, options.Command);

        // People's spines do not stay in a folder that is passed on.
        Directory.Delete(frames, recursive: true);
        return leftOut;
    }

    private static string TrainLocaliser(
        BundleTrainingOptions options, Manifest manifest, string work, string file, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        LocaliserSource[] sources = [.. options.Landmarks.SelectMany(LocaliserSource.Of)];
        int[] places = Places(manifest, sources);
        if (places.Distinct().Count() < 2)
        {
            throw new TrabeculaException(
                "no_usable_films",
                $"{string.Join(" and ", options.Landmarks)}: {sources.Length} films, not of two people; a localiser needs one to train on besides the one who is held out.");
        }

        var films = new LocaliserFilm[sources.Length];
        int done = 0;
        Parallel.For(0, films.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            films[i] = sources[i].Read(cancellation);
            progress.Report(new BundleTrainingProgress("Reading films", (double)Interlocked.Increment(ref done) / films.Length, ""));
        });
        LocaliserFilm[] training = [.. films.Where((_, i) => places[i] % ValidationEvery != 0)], held = [.. films.Where((_, i) => places[i] % ValidationEvery == 0)];
        LocaliserSample Sample(int epoch, int index) =>
            LocaliserAugmentation.Vary(training[index], new DeterministicRandom((ulong)options.Seed, 1, (ulong)epoch, (ulong)index));
        TrainedNetwork network = LocaliserTrainer.Train(
            new LocaliserTraining(training.Length, Sample, [.. held.Select(LocaliserAugmentation.Plain)]),
            new TrainingOptions
            {
                Epochs = options.LocaliserEpochs,
                Seed = options.Seed,
                HalvePrecision = Processor.HasBfloat16,
                Material = Material([.. options.Landmarks.Select(File.ReadAllBytes)]),
                CheckpointPath = Path.Combine(work, "localiser.checkpoint"),
            },
            Forward(progress, "Training the localiser"),
            cancellation);
        network.ExportOnnx(file);
        EpochResult best = network.History[network.BestEpoch - 1];
        return FormattableString.Invariant(
            $"Localiser: {training.Length} films, {held.Length} held out; median distance of held-out corners {best.ValidationError:0.0} of its 384 × 320 input's pixels (one is about 1.1 mm on a 35 × 43 cm film), epoch {network.BestEpoch} of {network.History.Count}.");
    }

    private static string TrainDensity(
        BundleTrainingOptions options, StudyFilm[] films, StudyFilm[] held, string material, string work, IProgress<BundleTrainingProgress> progress, CancellationToken cancellation)
    {
        DensitySample Sample(int epoch, int index) =>
            FrameAugmentation.Vary(films[index].Frame, films[index].Bmd, new DeterministicRandom((ulong)options.Seed, 2, (ulong)epoch, (ulong)index));
        TrainedNetwork network = DensityTrainer.Train(
            new DensityTraining(films.Length, Sample, [.. held.Select(film => film.Frame.Sample(film.Bmd))], SiteScale.Of(films.Select(f => f.Bmd))),
            new TrainingOptions
            {
                Epochs = options.DensityEpochs,
                Seed = options.Seed,
                HalvePrecision = Processor.HasBfloat16,
                Material = material,
                CheckpointPath = Path.Combine(work, "density.checkpoint"),
            },
            Forward(progress, "Training the density network"),
            cancellation);
        network.ExportOnnx(Path.Combine(options.Output, ModelBundle.DensityFile));
        network.ExportWeights(Path.Combine(options.Output, ModelBundle.WeightsFile));
        EpochResult best = network.History[network.BestEpoch - 1];
        return FormattableString.Invariant(
            $"Density network: {films.Length} films, {held.Length} held out; mean absolute error of held-out films over all eight sites {best.ValidationError:0.000} g/cm², epoch {network.BestEpoch} of {network.History.Count}.");
    }

    /// <summary>Whose film each source is, by number: all of a person, layers too, go together. Films of nobody in the manifest stand for themselves.</summary>
    private static int[] Places(Manifest manifest, LocaliserSource[] sources)
    {
        static string Name(string image) => Path.GetFileNameWithoutExtension(image);
        ILookup<string, string> subjects = manifest.Rows.ToLookup(row => Name(row.Image), row => "subject " + row.SubjectId, StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. sources.Select(source =>
        {
            string whose = subjects[Name(source.Image)].FirstOrDefault() ?? Name(source.Image);
            return numbers.TryGetValue(whose, out int known) ? known : numbers[whose] = numbers.Count;
        })];
    }

    /// <summary>A digest of what a training learns from.</summary>
    private static string Material(IReadOnlyList<byte[]> parts) =>
        Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => SHA256.HashData(part))]));

    /// <summary>By the person's place in the manifest, so that one film more or less does not move the others, and all films of a person go together.</summary>
    private static (StudyFilm[] Training, StudyFilm[] Held) Split(Manifest manifest, IReadOnlyList<StudyFilm> films)
    {
        Dictionary<string, int> places = manifest.Rows.Select(row => row.SubjectId).Distinct(StringComparer.Ordinal)
            .Select((subject, place) => (subject, place)).ToDictionary(pair => pair.subject, pair => pair.place, StringComparer.Ordinal);
        ILookup<bool, StudyFilm> parts = films.ToLookup(film => places[film.Row.SubjectId] % ValidationEvery == 0);
        return parts[false].Any()
            ? ([.. parts[false]], [.. parts[true]])
            : throw new TrabeculaException(
                "no_usable_films", $"Of the {manifest.Rows.Count} films of the manifest none is left to train on, the first of every ten people being held out.");
    }

    /// <summary>Few films have no distribution; the bundle then goes without, and estimation does not compare.</summary>
    private static void WriteTrainingFilms(string folder, StudyFilm[] films, StudyFilm[] held)
    {
        // One frame at a time: all of them with their masks would take a gigabyte.
        static FrameMeasures[] Measures(StudyFilm[] films) => [.. films.Select(film => FrameMeasures.Of(film.Frame.Spine()))];
        string path = Path.Combine(folder, ModelBundle.TrainingFilmsFile);
        File.Delete(path);
        if (TrainingFilms.Of(Measures(films), Measures(held)) is TrainingFilms distribution)
        {
            ReplacedFile.Write(path, stream => stream.Write(distribution.ToJson()));
        }
    }

    private static Forwarding Forward(IProgress<BundleTrainingProgress> progress, string stage) => new(progress, stage);

    private sealed class Located(IProgress<BundleTrainingProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new BundleTrainingProgress("Finding the vertebrae", value, ""));
    }

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
