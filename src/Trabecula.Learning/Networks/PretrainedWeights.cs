using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Learning.Networks;

/// <summary>Weights of a density network that was trained before, on other films, with which a training begins.</summary>
public sealed class PretrainedWeights
{
    private readonly NetworkWeights _weights;

    /// <summary>Reads the weights that a bundle keeps.</summary>
    /// <param name="safetensors">Bytes of its <c>density.safetensors</c>.</param>
    /// <exception cref="TrabeculaException">They are no such file, or another network's (<c>model_malformed</c>).</exception>
    public PretrainedWeights(ReadOnlySpan<byte> safetensors)
        : this(safetensors, new DensityNetwork())
    {
    }

    internal PretrainedWeights(ReadOnlySpan<byte> safetensors, INetwork network)
    {
        _weights = WeightsFile.Read(safetensors, network);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(safetensors));
    }

    /// <summary>SHA-256 of the file.</summary>
    public string Sha256 { get; }

    /// <summary>A copy, which the training changes.</summary>
    internal NetworkWeights Copy() => _weights.With(_weights.Trained, _weights.Fixed);
}
