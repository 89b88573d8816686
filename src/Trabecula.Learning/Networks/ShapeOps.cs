namespace Trabecula.Learning.Networks;

/// <summary>The back-end that only follows shapes (without the number of films), and lists the weights of a network.</summary>
internal sealed class ShapeOps : INetworkOps<int[]>
{
    private readonly List<WeightSpec> _weights = [];

    /// <summary>The weights that were asked for, in the order of first use.</summary>
    public IReadOnlyList<WeightSpec> Weights => _weights;

    /// <inheritdoc />
    public int[] Convolve(string name, int[] input, Convolution convolution)
    {
        Require(input.Length == 3 && input[0] == convolution.Inputs, name);
        _weights.Add(new WeightSpec(
            $"{name}.kernel", WeightKind.Kernel, convolution.Outputs, convolution.Inputs, convolution.Kernel, convolution.Kernel));
        if (convolution.Normalise) _weights.Add(new WeightSpec($"{name}.gain", WeightKind.Gain, convolution.Outputs));
        _weights.Add(new WeightSpec($"{name}.offset", WeightKind.Offset, convolution.Outputs));
        if (convolution.Normalise)
        {
            _weights.Add(new WeightSpec($"{name}.mean", WeightKind.FixedOffset, convolution.Outputs));
            _weights.Add(new WeightSpec($"{name}.variance", WeightKind.FixedGain, convolution.Outputs));
        }
        return [convolution.Outputs, Strided(input[1], convolution.Stride), Strided(input[2], convolution.Stride)];
    }

    /// <inheritdoc />
    public int[] Add(int[] first, int[] second, bool rectify)
    {
        Require(first.SequenceEqual(second), "add");
        return first;
    }

    /// <inheritdoc />
    public int[] Concatenate(params ReadOnlySpan<int[]> parts)
    {
        var joined = (int[])parts[0].Clone();
        foreach (var part in parts[1..]) joined[0] += part[0];
        return joined;
    }

    /// <inheritdoc />
    public int[] Enlarge(int[] input) => [input[0], 2 * input[1], 2 * input[2]];

    /// <inheritdoc />
    public int[] Shrink(int[] input, int factor)
    {
        Require(input[1] % factor == 0 && input[2] % factor == 0, "shrink");
        return [input[0], input[1] / factor, input[2] / factor];
    }

    /// <inheritdoc />
    public int[] MeanOverCells(int[] input) => [input[0]];

    /// <inheritdoc />
    public int[] SumOverChannels(int[] input) => [1, input[1], input[2]];

    /// <inheritdoc />
    public int[] WeightedMeans(int[] features, int[] weights)
    {
        Require(features[1..].SequenceEqual(weights[1..]), "weighted means");
        return [weights[0], features[0]];
    }

    /// <inheritdoc />
    public int[] Linear(string name, int[] input, int inputs, int outputs, bool rectify)
    {
        Require(input[^1] == inputs, name);
        _weights.Add(new WeightSpec($"{name}.kernel", WeightKind.Kernel, outputs, inputs));
        _weights.Add(new WeightSpec($"{name}.offset", WeightKind.Offset, outputs));
        return [.. input[..^1], outputs];
    }

    /// <inheritdoc />
    public int[] Flatten(int[] input) => [input.Aggregate(1, (product, size) => product * size)];

    /// <inheritdoc />
    public int[] Bound(int[] input, float low, float high) => input;

    /// <inheritdoc />
    public int[] Scale(string name, int[] input, int size)
    {
        Require(input.SequenceEqual([size]), name);
        _weights.Add(new WeightSpec($"{name}.gain", WeightKind.FixedGain, size));
        _weights.Add(new WeightSpec($"{name}.offset", WeightKind.FixedOffset, size));
        return input;
    }

    private static int Strided(int size, int stride) => (size + stride - 1) / stride;

    private static void Require(bool condition, string name)
    {
        if (!condition) throw new InvalidOperationException($"The shapes at '{name}' do not fit.");
    }
}
