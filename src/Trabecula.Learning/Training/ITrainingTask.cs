using Trabecula.Learning.Networks;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>What differs between the trainings of two networks.</summary>
/// <typeparam name="TSample">One training sample.</typeparam>
internal interface ITrainingTask<TSample>
{
    /// <summary>The network.</summary>
    INetwork Network { get; }

    /// <summary>Samples in an epoch.</summary>
    int Count { get; }

    /// <summary>Samples that are never trained on.</summary>
    IReadOnlyList<TSample> Validation { get; }

    /// <summary>The sample of (epoch from 0, index).</summary>
    TSample Sample(int epoch, int index);

    /// <summary>Sets the fixed weights before training.</summary>
    void Prepare(NetworkWeights weights);

    /// <summary>Sets the fixed weights of the network that is kept.</summary>
    void Complete(NetworkWeights weights);

    /// <summary>Puts samples together.</summary>
    TrainingBatch Collect(IReadOnlyList<TSample> samples);

    /// <summary>Mean loss of a batch.</summary>
    /// <param name="outputs">Of the network.</param>
    /// <param name="targets">Of the batch.</param>
    /// <param name="progress">Share of the training that is done; 1 in validation.</param>
    Tensor Loss(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> targets, double progress);

    /// <summary>Errors in the unit that people read, one for each comparison that can be made.</summary>
    IEnumerable<double> Errors(IReadOnlyList<Tensor> outputs, TrainingBatch batch);

    /// <summary>One number for all <see cref="Errors"/>.</summary>
    double Summarise(IReadOnlyList<double> errors);
}
