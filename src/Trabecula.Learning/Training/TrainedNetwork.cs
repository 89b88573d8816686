using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx;

namespace Trabecula.Learning.Training;

/// <summary>A network after training, with the weights of its best epoch.</summary>
public sealed class TrainedNetwork
{
    internal TrainedNetwork(INetwork network, NetworkWeights weights, IReadOnlyList<EpochResult> history, int bestEpoch)
    {
        Network = network;
        Weights = weights;
        History = history;
        BestEpoch = bestEpoch;
    }

    /// <summary>All epochs in order.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>The epoch, from 1, whose weights were kept: the one of the lowest validation loss, or the last.</summary>
    public int BestEpoch { get; }

    internal INetwork Network { get; }

    internal NetworkWeights Weights { get; }

    /// <summary>Writes the network for ONNX Runtime; the same weights give the same bytes.</summary>
    /// <param name="path">Where; written beside and renamed.</param>
    /// <exception cref="TrabeculaException">The file cannot be written (<c>cannot_write</c>).</exception>
    public void ExportOnnx(string path) => OnnxFile.Write(path, Network, Weights);

    /// <summary>Writes the weights, for a training that begins with them; the same weights give the same bytes.</summary>
    /// <param name="path">Where; written beside and renamed.</param>
    /// <exception cref="TrabeculaException">The file cannot be written (<c>cannot_write</c>).</exception>
    public void ExportWeights(string path) => ReplacedFile.Write(path, stream => stream.Write(WeightsFile.ToBytes(Weights)));
}
