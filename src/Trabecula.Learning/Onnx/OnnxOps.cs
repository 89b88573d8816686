using System.Runtime.InteropServices;
using Google.Protobuf;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx.Format;

namespace Trabecula.Learning.Onnx;

/// <summary>The back-end that writes an ONNX graph (operator set 17); a value is its name.</summary>
/// <remarks>Batch normalisation is folded into the kernels, so that a convolution is one node, unless the picture's own statistics take part.</remarks>
/// <param name="weights">The weights; running statistics are used for normalisation.</param>
/// <param name="graph">Receives nodes and initialisers.</param>
internal sealed class OnnxOps(NetworkWeights weights, GraphProto graph) : INetworkOps<string>
{
    private int _values;

    /// <inheritdoc />
    public string Convolve(string name, string input, Convolution convolution)
    {
        var kernel = weights[$"{name}.kernel"].ToArray();
        var offset = weights[$"{name}.offset"].ToArray();
        var isFolded = convolution is { Normalise: true, OwnShare: 0 };
        if (isFolded) FoldNormalisation(name, kernel, offset);
        var node = Node(
            "Conv",
            input,
            Constant($"{name}.kernel", kernel, convolution.Outputs, convolution.Inputs, convolution.Kernel, convolution.Kernel));
        if (isFolded || !convolution.Normalise) node.Input.Add(Constant($"{name}.offset", offset, convolution.Outputs));
        var padding = convolution.Padding;
        node.Attribute.Add(Integers("dilations", convolution.Dilation, convolution.Dilation));
        node.Attribute.Add(Integers("kernel_shape", convolution.Kernel, convolution.Kernel));
        node.Attribute.Add(Integers("pads", padding, padding, padding, padding));
        node.Attribute.Add(Integers("strides", convolution.Stride, convolution.Stride));
        var result = convolution.OwnShare == 0 ? node.Output[0] : NormaliseByBoth(name, node.Output[0], convolution);
        return Rectified(result, convolution.Rectify);
    }

    /// <summary>The mean of normalisation by the common statistics and by the picture's own.</summary>
    private string NormaliseByBoth(string name, string input, Convolution convolution)
    {
        string Weights(string part, string weight, double factor) => Constant(
            $"{name}.{part}", [.. weights[$"{name}.{weight}"].ToArray().Select(value => (float)(factor * value))], convolution.Outputs);

        var (own, rest) = (convolution.OwnShare, 1 - convolution.OwnShare);
        var common = Node(
            "BatchNormalization",
            input,
            Weights("common.gain", "gain", rest),
            Weights("common.offset", "offset", rest),
            Weights("mean", "mean", 1),
            Weights("variance", "variance", 1));
        var single = Node("InstanceNormalization", input, Weights("own.gain", "gain", own), Weights("own.offset", "offset", own));
        common.Attribute.Add(Number("epsilon", Convolution.VarianceFloor));
        single.Attribute.Add(Number("epsilon", Convolution.VarianceFloor));
        return Node("Add", common.Output[0], single.Output[0]).Output[0];
    }

    /// <inheritdoc />
    public string Add(string first, string second, bool rectify) => Rectified(Node("Add", first, second).Output[0], rectify);

    /// <inheritdoc />
    public string Concatenate(params ReadOnlySpan<string> parts)
    {
        var node = Node("Concat", parts);
        node.Attribute.Add(Integer("axis", 1));
        return node.Output[0];
    }

    /// <inheritdoc />
    public string Enlarge(string input)
    {
        var node = Node("Resize", input, "", Shared("enlarge.scales", [1f, 1f, 2f, 2f]));
        node.Attribute.Add(Text("coordinate_transformation_mode", "asymmetric"));
        node.Attribute.Add(Text("mode", "nearest"));
        node.Attribute.Add(Text("nearest_mode", "floor"));
        return node.Output[0];
    }

    /// <inheritdoc />
    public string Shrink(string input, int factor)
    {
        var node = Node("AveragePool", input);
        node.Attribute.Add(Integers("kernel_shape", factor, factor));
        node.Attribute.Add(Integers("strides", factor, factor));
        return node.Output[0];
    }

    /// <inheritdoc />
    public string MeanOverCells(string input) => Flatten(Node("GlobalAveragePool", input).Output[0]);

    /// <inheritdoc />
    public string SumOverChannels(string input) => Sum(input, 1);

    /// <inheritdoc />
    public string WeightedMeans(string features, string weights)
    {
        // 0 keeps the size of an axis, −1 takes what is left.
        var flat = Node("Reshape", weights, Shared("cells", [0L, 0L, -1L])).Output[0];
        var cells = Node("Transpose", Node("Reshape", features, Shared("cells", [0L, 0L, -1L])).Output[0]);
        cells.Attribute.Add(Integers("perm", 0, 2, 1));
        var sums = Node("MatMul", flat, cells.Output[0]).Output[0];
        var total = Node("Max", Sum(flat, 2), Shared("smallest_sum", [WeightedMean.SmallestSum])).Output[0];
        return Node("Div", sums, total).Output[0];
    }

    /// <inheritdoc />
    public string Linear(string name, string input, int inputs, int outputs, bool rectify)
    {
        var kernel = weights[$"{name}.kernel"];
        var transposed = new float[kernel.Length];
        for (var row = 0; row < outputs; row++)
        {
            for (var column = 0; column < inputs; column++) transposed[column * outputs + row] = kernel[row * inputs + column];
        }
        var product = Node("MatMul", input, Constant($"{name}.kernel", transposed, inputs, outputs)).Output[0];
        var offset = Constant($"{name}.offset", weights[$"{name}.offset"], outputs);
        return Rectified(Node("Add", product, offset).Output[0], rectify);
    }

    /// <inheritdoc />
    public string Flatten(string input)
    {
        var node = Node("Flatten", input);
        node.Attribute.Add(Integer("axis", 1));
        return node.Output[0];
    }

    /// <inheritdoc />
    public string Bound(string input, float low, float high)
    {
        var share = Node("Sigmoid", input).Output[0];
        var scaled = Node("Mul", share, Shared("bound.range", [high - low])).Output[0];
        return Node("Add", scaled, Shared("bound.low", [low])).Output[0];
    }

    /// <inheritdoc />
    public string Scale(string name, string input, int size)
    {
        var scaled = Node("Mul", input, Constant($"{name}.gain", weights[$"{name}.gain"], size)).Output[0];
        return Node("Add", scaled, Constant($"{name}.offset", weights[$"{name}.offset"], size)).Output[0];
    }

    private void FoldNormalisation(string name, Span<float> kernel, Span<float> offset)
    {
        var gain = weights[$"{name}.gain"];
        var mean = weights[$"{name}.mean"];
        var variance = weights[$"{name}.variance"];
        var perOutput = kernel.Length / offset.Length;
        for (var output = 0; output < offset.Length; output++)
        {
            var factor = gain[output] / Math.Sqrt(variance[output] + (double)Convolution.VarianceFloor);
            foreach (ref var value in kernel.Slice(output * perOutput, perOutput)) value = (float)(value * factor);
            offset[output] = (float)(offset[output] - mean[output] * factor);
        }
    }

    private string Rectified(string value, bool rectify) => rectify ? Node("Relu", value).Output[0] : value;

    private string Sum(string input, int axis)
    {
        var node = Node("ReduceSum", input, Shared($"axis.{axis}", [(long)axis]));
        node.Attribute.Add(Integer("keepdims", 1));
        return node.Output[0];
    }

    private NodeProto Node(string operation, params ReadOnlySpan<string> inputs)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}.{_values}", Output = { $"value.{_values}" } };
        foreach (var input in inputs) node.Input.Add(input);
        _values++;
        graph.Node.Add(node);
        return node;
    }

    private string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A constant that several operations may use under one name.</summary>
    private string Shared(string name, float[] values) =>
        graph.Initializer.Any(constant => constant.Name == name) ? name : Constant(name, values, values.Length);

    private string Shared(string name, long[] values) =>
        graph.Initializer.Any(constant => constant.Name == name)
            ? name
            : Constant(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), values.Length);

    private string Constant(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> shape)
    {
        var constant = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (var size in shape) constant.Dims.Add(size);
        graph.Initializer.Add(constant);
        return name;
    }

    private static AttributeProto Integer(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private static AttributeProto Number(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static AttributeProto Integers(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (var value in values) attribute.Ints.Add(value);
        return attribute;
    }

    private static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
