namespace Trabecula.Learning.Networks;

/// <summary>All weights of a network: those that are trained in one array, the others in a second.</summary>
/// <remarks>One array each, so that the optimiser, the running average and the checkpoint are single operations.</remarks>
internal sealed class NetworkWeights
{
    private readonly Dictionary<string, (WeightSpec Spec, int Start)> _places = [];

    private NetworkWeights(IReadOnlyList<WeightSpec> specs)
    {
        Specs = specs;
        int trained = 0, fixedCount = 0;
        foreach (var spec in specs)
        {
            _places.Add(spec.Name, (spec, spec.IsTrained ? trained : fixedCount));
            if (spec.IsTrained) trained += spec.Count;
            else fixedCount += spec.Count;
        }
        Trained = new float[trained];
        Fixed = new float[fixedCount];
    }

    /// <summary>The groups in the order in which the network uses them.</summary>
    public IReadOnlyList<WeightSpec> Specs { get; }

    /// <summary>Weights that gradients change.</summary>
    public float[] Trained { get; }

    /// <summary>Running statistics and fixed scales.</summary>
    public float[] Fixed { get; }

    /// <summary>Values of one group.</summary>
    public Span<float> this[string name]
    {
        get
        {
            var (spec, start) = _places[name];
            return (spec.IsTrained ? Trained : Fixed).AsSpan(start, spec.Count);
        }
    }

    /// <summary>Place of one group in <see cref="Trained"/> or <see cref="Fixed"/>.</summary>
    public int StartOf(string name) => _places[name].Start;

    /// <summary>Weights as a network begins: normal with variance 2 / inputs (He et al. 2015), gains 1, offsets 0.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    public static NetworkWeights Create(INetwork network, int seed)
    {
        var shapes = new ShapeOps();
        network.Forward(shapes, [.. network.Inputs.Select(port => port.Shape.ToArray())]);
        var weights = new NetworkWeights(shapes.Weights);
        var random = new Random(seed);
        foreach (var spec in weights.Specs)
        {
            var values = weights[spec.Name];
            if (spec.Kind is WeightKind.Gain or WeightKind.FixedGain) values.Fill(1);
            if (spec.Kind != WeightKind.Kernel) continue;
            var spread = Math.Sqrt(2.0 / (spec.Count / spec.Shape[0]));
            foreach (ref var value in values) value = (float)(spread * Normal(random));
        }
        return weights;
    }

    /// <summary>The same groups with other values.</summary>
    public NetworkWeights With(ReadOnlySpan<float> trained, ReadOnlySpan<float> fixedValues)
    {
        var copy = new NetworkWeights(Specs);
        trained.CopyTo(copy.Trained);
        fixedValues.CopyTo(copy.Fixed);
        return copy;
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
