using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>Numbers and their shape, before they become a tensor.</summary>
internal sealed record BatchArray(float[] Values, params long[] Shape)
{
    public Tensor ToTensor() => OwnMemory.Copy(Values, Shape);
}

/// <summary>What one step needs.</summary>
/// <param name="Count">Samples.</param>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Targets">What the loss compares with, as the task defines.</param>
internal sealed record TrainingBatch(int Count, IReadOnlyList<BatchArray> Inputs, IReadOnlyList<BatchArray> Targets);
