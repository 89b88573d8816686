using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;

namespace Trabecula.Learning.Training;

/// <summary>Trains <see cref="LocaliserNetwork"/>.</summary>
public static class LocaliserTrainer
{
    /// <summary>Trains, or continues from the checkpoint.</summary>
    /// <param name="training">The samples.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told after each step.</param>
    /// <param name="cancellationToken">Stops after the current step; the checkpoint of the last whole epoch stays.</param>
    /// <exception cref="TrabeculaException">Training is not installed (<c>training_not_installed</c>), the checkpoint is of
    /// another training (<c>checkpoint_mismatch</c>) or damaged (<c>checkpoint_unreadable</c>), or the loss became infinite
    /// (<c>training_diverged</c>).</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TrainedNetwork Train(
        LocaliserTraining training,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Train(new LocaliserNetwork(), training, options, progress, cancellationToken);

    internal static TrainedNetwork Train(
        LocaliserNetwork network,
        LocaliserTraining training,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        TorchLibrary.EnsureLoaded();
        return TrainingRun<LocaliserSample>.Execute(new LocaliserTask(network, training), options, progress, cancellationToken);
    }
}
