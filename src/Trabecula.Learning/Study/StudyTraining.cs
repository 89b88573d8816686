using Trabecula.Domain;
using Trabecula.Learning.Augmentation;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Study;

/// <summary>Does the trainings of a study, one after another, each to a file of outputs.</summary>
/// <remarks>
/// A training knows the films of its split alone: the scale of the densities is that of its training films, its best epoch is chosen by
/// its inner part, and the fold that is held out meets the finished network only. Whatever is fitted later (calibration, intervals) is
/// fitted on the outputs for the inner part.
/// </remarks>
public sealed class StudyTraining
{
    /// <summary>Highest learning rate of a training that begins with weights: with 5e-4 and 1.5e-3 one fold of the simulated cohort ended alike, as
    /// good after two to four passes as with more.</summary>
    private const double PretrainedLearningRate = 1e-3;

    private readonly StudyCohort _cohort;
    private readonly StudyPlan _plan;
    private readonly string _fingerprint;
    private readonly string _folder;
    private readonly Func<DensityNetwork> _network;
    private readonly PretrainedWeights? _pretrained;

    /// <summary>Prepares the trainings.</summary>
    /// <param name="cohort">Films and folds.</param>
    /// <param name="plan">What is to be done.</param>
    /// <param name="fingerprint">Of the study: films, folds and plan. Outputs of another one are refused.</param>
    /// <param name="folder">Folder for checkpoints and outputs; made where it is not there.</param>
    /// <param name="pretrained">Weights that the networks begin with, of films that are not in the cohort; random ones where there are none.</param>
    public StudyTraining(StudyCohort cohort, StudyPlan plan, string fingerprint, string folder, PretrainedWeights? pretrained = null)
        : this(cohort, plan, fingerprint, folder, () => new DensityNetwork(), pretrained)
    {
    }

    internal StudyTraining(
        StudyCohort cohort, StudyPlan plan, string fingerprint, string folder, Func<DensityNetwork> network, PretrainedWeights? pretrained = null)
    {
        (_cohort, _plan, _fingerprint, _folder, _network, _pretrained) = (cohort, plan, fingerprint, folder, network, pretrained);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Where a training's outputs lie.</summary>
    /// <param name="folder">Folder of the trainings.</param>
    /// <param name="job">The training.</param>
    public static string PathOf(string folder, StudyJob job) => Path.Combine(folder, $"{job.Name}.outputs.json");

    /// <summary>Trains, goes on from the checkpoint, or reads what was done before.</summary>
    /// <param name="job">The training.</param>
    /// <param name="progress">Is told after each step.</param>
    /// <param name="ct">Stops after the current step; what was done up to the last whole epoch stays.</param>
    /// <exception cref="TrabeculaException">As <see cref="DensityTrainer.Train(DensityTraining, TrainingOptions, IProgress{TrainingProgress}?, CancellationToken)"/>
    /// and <see cref="JobOutputs.Read"/>.</exception>
    public JobOutputs Run(StudyJob job, IProgress<TrainingProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var path = PathOf(_folder, job);
        if (File.Exists(path)) return JobOutputs.Read(path, _fingerprint);
        var split = _cohort.Split(job, _plan.Seed);
        var (trained, network) = Train(job, split, progress, ct);
        var outputs = new JobOutputs(
            _fingerprint, trained.BestEpoch, trained.History, Ask(trained, network, Films(split.Inner), ct), Ask(trained, network, Films(split.HeldOut), ct));
        outputs.Write(path);
        return outputs;
    }

    /// <summary>Asks a finished training about films that belong to no fold.</summary>
    /// <param name="job">The training; its checkpoint is read.</param>
    /// <param name="films">The films.</param>
    /// <param name="name">Name of the file of outputs: the same films have the same name.</param>
    /// <param name="ct">Stops the work.</param>
    public JobOutputs Ask(StudyJob job, IReadOnlyList<StudyFilm> films, string name, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var path = Path.Combine(_folder, $"{job.Name}.{name}.json");
        if (File.Exists(path)) return JobOutputs.Read(path, _fingerprint);
        var (trained, network) = Train(job, _cohort.Split(job, _plan.Seed), null, ct);
        var outputs = new JobOutputs(_fingerprint, trained.BestEpoch, trained.History, [], Ask(trained, network, films, ct));
        outputs.Write(path);
        return outputs;
    }

    /// <summary>Trains, or goes on, and writes the network for ONNX Runtime and for other trainings to begin with.</summary>
    /// <param name="job">The training.</param>
    /// <param name="onnx">Where the network goes; written beside and renamed.</param>
    /// <param name="weights">Where its weights go.</param>
    /// <param name="progress">Is told after each step.</param>
    /// <param name="ct">Stops after the current step; what was done up to the last whole epoch stays.</param>
    /// <exception cref="TrabeculaException">As <see cref="Run"/>.</exception>
    public void Export(StudyJob job, string onnx, string weights, IProgress<TrainingProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var trained = Train(job, _cohort.Split(job, _plan.Seed), progress, ct).Trained;
        trained.ExportOnnx(onnx);
        trained.ExportWeights(weights);
    }

    private (TrainedNetwork Trained, DensityNetwork Network) Train(
        StudyJob job, StudySplit split, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        var network = _network();
        var stream = new DeterministicRandom((ulong)_plan.Seed, (ulong)job.Kind, (ulong)job.Fold, (ulong)job.Network, (ulong)(100 * job.Share));
        var seed = (int)(stream.NextBits() >> 33);
        var labels = Labels(job, split, stream);
        float[] LabelsOf(int film) => labels[film];
        DensitySample Sample(int epoch, int index) => FrameAugmentation.Vary(
            _cohort.Films[split.Training[index]].Frame,
            LabelsOf(split.Training[index]),
            new DeterministicRandom((ulong)seed, (ulong)epoch, (ulong)index));
        var training = new DensityTraining(
            split.Training.Count,
            Sample,
            [.. split.Inner.Select(film => _cohort.Films[film].Frame.Sample(LabelsOf(film)))],
            SiteScale.Of(split.Training.Select(LabelsOf)));
        // What was learned before of densities is no leak: the control is about this cohort's, and begins with nothing.
        var pretrained = job.Kind == StudyJobKind.ShuffledLabels ? null : _pretrained;
        var options = new TrainingOptions
        {
            Epochs = job.Epochs,
            Seed = seed,
            HalvePrecision = Processor.HasBfloat16,
            Pretrained = pretrained,
            Material = _fingerprint,
            CheckpointPath = Path.Combine(_folder, $"{job.Name}.checkpoint"),
        };
        if (pretrained is not null) options = options with { LearningRate = PretrainedLearningRate };
        return (DensityTrainer.Train(network, training, options, progress, ct), network);
    }

    /// <summary>The densities that are learned: each film's own, or in the control those of another subject of the training folds.</summary>
    private Dictionary<int, float[]> Labels(StudyJob job, StudySplit split, DeterministicRandom random)
    {
        int[] films = [.. split.Training, .. split.Inner];
        if (job.Kind != StudyJobKind.ShuffledLabels) return films.ToDictionary(film => film, film => _cohort.Films[film].Bmd);
        var bySubject = films.GroupBy(film => _cohort.Films[film].Row.SubjectId, StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        float[][] dealt = [.. bySubject.Select(group => _cohort.Films[group[0]].Bmd)];
        for (var i = dealt.Length - 1; i > 0; i--)
        {
            var j = random.Index(i + 1);
            (dealt[i], dealt[j]) = (dealt[j], dealt[i]);
        }
        return bySubject.SelectMany((group, i) => group.Select(film => (film, dealt[i]))).ToDictionary(pair => pair.film, pair => pair.Item2);
    }

    private IReadOnlyList<StudyFilm> Films(IEnumerable<int> numbers) => [.. numbers.Select(film => _cohort.Films[film])];

    private static IReadOnlyList<FilmOutput> Ask(
        TrainedNetwork trained, DensityNetwork network, IReadOnlyList<StudyFilm> films, CancellationToken ct)
    {
        var answers = DensityPrediction.Of(trained, network, films.Select(film => film.Frame.Sample(film.Bmd)), ct);
        return [.. films.Zip(answers, (film, answer) => new FilmOutput(film.Line, answer.Bmd, answer.StandardDeviation))];
    }
}
