using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Tests.Golden;

/// <summary>Two residual blocks, an enlargement and weighted means: the network that make_golden.py computes.</summary>
internal sealed class TwoBlocks(double ownShare = 0) : INetwork
{
    public string Name => "two-blocks";

    public IReadOnlyList<Port> Inputs => [new Port("map", 3, 8, 6), new Port("weights", 2, 8, 6)];

    public IReadOnlyList<string> OutputNames => ["enlarged", "means"];

    public IReadOnlyList<T> Forward<T>(INetworkOps<T> ops, IReadOnlyList<T> inputs)
    {
        var map = Blocks.Residual(ops, "first", inputs[0], 3, 5, stride: 2, ownShare: ownShare);
        map = ops.Enlarge(Blocks.Residual(ops, "second", map, 5, 5, dilation: 2, ownShare: ownShare));
        return [map, ops.WeightedMeans(map, inputs[1])];
    }

    /// <summary>Groups are numbered from 1 in the order of use.</summary>
    public static NetworkWeights Weights()
    {
        var weights = NetworkWeights.Create(new TwoBlocks(), 1);
        foreach (var (index, spec) in weights.Specs.Index())
        {
            var (scale, offset) = spec.Kind switch
            {
                WeightKind.Kernel => (0.4, 0.0),
                WeightKind.Gain or WeightKind.FixedGain => (0.3, 1.0),
                _ => (0.2, 0.0),
            };
            GoldenFile.Fill(index + 1, spec.Count, scale, offset).CopyTo(weights[spec.Name]);
        }
        return weights;
    }
}

/// <summary>One linear layer, for the optimiser.</summary>
internal sealed class OneLayer : INetwork
{
    public string Name => "one-layer";

    public IReadOnlyList<Port> Inputs => [new Port("x", 3)];

    public IReadOnlyList<string> OutputNames => ["y"];

    public IReadOnlyList<T> Forward<T>(INetworkOps<T> ops, IReadOnlyList<T> inputs) => [ops.Linear("layer", inputs[0], 3, 2, rectify: false)];
}
