using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>Numbers and their shape, before they become a tensor.</summary>
internal sealed record BatchArray(float[] Values, params long[] Shape)
{
    /// <summary>A copy in libtorch's own memory.</summary>
    /// <remarks>A tensor over a managed array lies wherever the collector put the array; at another distance from 64 bytes vectors are added up in
    /// another order, and the last digits of a run that was stopped would differ from those of one that was not.</remarks>
    public Tensor ToTensor() => tensor(Values, Shape).clone();
}

/// <summary>What one step needs.</summary>
/// <param name="Count">Samples.</param>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Targets">What the loss compares with, as the task defines.</param>
internal sealed record TrainingBatch(int Count, IReadOnlyList<BatchArray> Inputs, IReadOnlyList<BatchArray> Targets);
