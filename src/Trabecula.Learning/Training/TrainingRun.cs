using System.Globalization;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>One training from the first weights, or from a checkpoint, to the network that is kept.</summary>
/// <remarks>All randomness comes from (seed, epoch), so an interrupted training continues as if nothing had happened.</remarks>
internal sealed class TrainingRun<TSample> : IDisposable
{
    private readonly ITrainingTask<TSample> _task;
    private readonly TrainingOptions _options;
    private readonly NetworkWeights _layout;
    private readonly TorchWeights _weights;
    private readonly TorchWeights _average;
    private readonly Optimiser _optimiser;
    private readonly IReadOnlyList<TrainingBatch> _validation;
    private readonly int _batches;
    private readonly List<EpochResult> _history = [];
    private NetworkWeights _best;
    private int _bestEpoch;

    private TrainingRun(ITrainingTask<TSample> task, TrainingOptions options)
    {
        _task = task;
        _options = options;
        _layout = options.Pretrained?.Copy() ?? NetworkWeights.Create(task.Network, options.Seed);
        task.Prepare(_layout);
        _best = _layout;
        _weights = new TorchWeights(_layout, withGradients: true);
        _average = new TorchWeights(_layout, withGradients: false);
        _optimiser = new Optimiser(_weights, _layout, options);
        _validation = [.. task.Validation.Chunk(options.BatchSize).Select(task.Collect)];
        _batches = (task.Count + options.BatchSize - 1) / options.BatchSize;
    }

    /// <summary>Trains.</summary>
    public static TrainedNetwork Execute(
        ITrainingTask<TSample> task, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(task.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        using var scope = NewDisposeScope();
        using var run = new TrainingRun<TSample>(task, options);
        run.Resume();
        while (run._history.Count < options.Epochs && !run.IsExhausted)
        {
            run.TrainEpoch(run._history.Count, progress, cancellationToken);
            run.Save();
        }
        var kept = run._best;
        task.Complete(kept);
        return new TrainedNetwork(task.Network, kept, run._history, run._bestEpoch);
    }

    private bool IsExhausted => _options.Patience is { } patience && _history.Count - _bestEpoch >= patience && _history.Count > 0;

    private void TrainEpoch(int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        double sum = 0;
        int samples = 0, batch = 0;
        foreach (var next in BatchesAhead.Of(_task, epoch, _options.Seed, _options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += TrainBatch(next, (long)epoch * _batches + batch + 1) * next.Count;
            samples += next.Count;
            batch++;
            if (batch < _batches) progress?.Report(new TrainingProgress(epoch + 1, _options.Epochs, batch, _batches, sum / samples, null));
        }
        var (loss, error) = Validate(cancellationToken);
        var result = new EpochResult(epoch + 1, sum / samples, loss, error);
        if (_bestEpoch == 0 || double.IsNaN(loss) || loss < _history[_bestEpoch - 1].ValidationLoss)
        {
            _best = _average.ToNetworkWeights();
            _bestEpoch = epoch + 1;
        }
        _history.Add(result);
        progress?.Report(new TrainingProgress(epoch + 1, _options.Epochs, _batches, _batches, sum / samples, result));
    }

    private double TrainBatch(TrainingBatch batch, long step)
    {
        using var scope = NewDisposeScope();
        var steps = (long)_options.Epochs * _batches;
        var ops = new TorchOps(_weights, training: true, _options.HalvePrecision);
        var outputs = _task.Network.Forward(ops, [.. batch.Inputs.Select(input => input.ToTensor())]);
        var loss = _task.Loss(outputs, [.. batch.Targets.Select(target => target.ToTensor())], (step - 1.0) / steps);
        var gradients = autograd.grad([loss], [.. _weights.Leaves], allow_unused: true);
        using (no_grad())
        {
            // Weights that this loss does not reach have no gradient.
            var parts = gradients.Zip(_weights.Leaves, (gradient, leaf) => gradient is null || gradient.IsInvalid ? zeros_like(leaf) : gradient);
            var flat = cat([.. parts.Select(part => part.flatten())], 0);
            var length = _optimiser.Step(flat, step, _options.LearningRate * LearningRate.Factor(step, steps));
            if (!double.IsFinite(length))
            {
                throw new TrabeculaException(
                    "training_diverged",
                    string.Create(CultureInfo.InvariantCulture, $"The training of the {_task.Network.Name} network broke down at step {step}: use a lower learning rate."));
            }
            _optimiser.Average(_average, step);
        }
        return loss.item<float>();
    }

    private (double Loss, double Error) Validate(CancellationToken cancellationToken)
    {
        if (_validation.Count == 0) return (double.NaN, double.NaN);
        double sum = 0;
        var samples = 0;
        var errors = new List<double>();
        foreach (var batch in _validation)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            // Held-out samples look like those of the training, whose statistics are right for them.
            var outputs = _task.Network.Forward(new TorchOps(_average, training: false, withOwn: false), [.. batch.Inputs.Select(input => input.ToTensor())]);
            var loss = _task.Loss(outputs, [.. batch.Targets.Select(target => target.ToTensor())], 1);
            sum += loss.item<float>() * batch.Count;
            samples += batch.Count;
            errors.AddRange(_task.Errors(outputs, batch));
        }
        return (sum / samples, _task.Summarise(errors));
    }

    private void Resume()
    {
        if (_options.CheckpointPath is not { } path || !File.Exists(path)) return;
        var state = Checkpoint.Read(path, Fingerprint, _layout.Trained.Length, _layout.Fixed.Length);
        using var frozen = no_grad();
        Tensor[] places = [_weights.Trained, _weights.Fixed, _average.Trained, _average.Fixed, _optimiser.First, _optimiser.Second];
        for (var i = 0; i < places.Length; i++)
        {
            using var values = tensor(state.State[i]);
            places[i].copy_(values);
        }
        _best = _layout.With(state.BestTrained, state.BestFixed);
        _bestEpoch = state.BestEpoch;
        _history.AddRange(state.History);
    }

    private void Save()
    {
        if (_options.CheckpointPath is not { } path) return;
        Tensor[] places = [_weights.Trained, _weights.Fixed, _average.Trained, _average.Fixed, _optimiser.First, _optimiser.Second];
        float[][] state = [.. places.Select(place => place.data<float>().ToArray())];
        new Checkpoint(state, _best.Trained, _best.Fixed, _bestEpoch, _history).Write(path, Fingerprint);
    }

    /// <summary>What must be the same for a checkpoint to be continued.</summary>
    private string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{_task.Network.Name} {_layout.Trained.Length} {_task.Count} {_task.Validation.Count} {_options.Epochs} {_options.Seed} {_options.BatchSize} {_options.LearningRate:R} {_options.WeightDecay:R} {_options.MaxGradientNorm:R} {_options.AverageDecay:R} {_options.HalvePrecision} {_options.Pretrained?.Sha256} {_options.Material}");

    /// <inheritdoc />
    public void Dispose()
    {
        _weights.Dispose();
        _average.Dispose();
        _optimiser.Dispose();
    }
}
