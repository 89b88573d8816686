using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Tests.Networks;

/// <summary>Compares TorchSharp with ONNX Runtime on the same network, weights and inputs.</summary>
internal static class AgreementOfBackEnds
{
    public static float[][] RandomInputs(INetwork network, int films, Random random) =>
        [.. network.Inputs.Select(port => Enumerable.Range(0, films * Size(port)).Select(_ => random.NextSingle()).ToArray())];

    /// <summary>Differences are relative to the largest output, because logits have no unit.</summary>
    public static void AssertWithin(double tolerance, INetwork network, NetworkWeights weights, float[][] inputs)
    {
        var expected = Torch(network, weights, inputs);
        var actual = Onnx(OnnxFile.ToBytes(network, weights), network, inputs);
        for (var output = 0; output < expected.Length; output++)
        {
            var scale = Math.Max(1, expected[output].Max(Math.Abs));
            var worst = expected[output].Zip(actual[output], (a, b) => Math.Abs(a - b)).Max();
            Assert.True(worst <= tolerance * scale, $"{network.OutputNames[output]}: {worst} of {scale}");
            Assert.Equal(expected[output].Length, actual[output].Length);
        }
    }

    public static float[][] Torch(INetwork network, NetworkWeights weights, float[][] inputs)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var values = new TorchWeights(weights, withGradients: false);
        var tensors = network.Inputs.Zip(inputs, (port, data) => tensor(data, Shape(port, data)));
        return [.. network.Forward(new TorchOps(values, training: false), [.. tensors]).Select(o => o.contiguous().data<float>().ToArray())];
    }

    public static float[][] Onnx(byte[] model, INetwork network, float[][] inputs)
    {
        using var session = new InferenceSession(model);
        var named = network.Inputs.Zip(
            inputs,
            (port, data) => NamedOnnxValue.CreateFromTensor(
                port.Name, new DenseTensor<float>(data, [.. Shape(port, data).Select(size => (int)size)])));
        using var results = session.Run([.. named], [.. network.OutputNames]);
        return [.. results.Select(result => result.AsTensor<float>().ToArray())];
    }

    private static int Size(Port port) => port.Shape.Aggregate(1, (product, size) => product * size);

    private static long[] Shape(Port port, float[] data) =>
        [data.Length / Size(port), .. port.Shape.Select(size => (long)size)];
}
