using Trabecula.Learning.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Trabecula.Learning.Torch;

/// <summary>The back-end that computes with TorchSharp.</summary>
/// <param name="weights">The weights.</param>
/// <param name="training">Batch statistics are used and averaged, in place of the running ones.</param>
/// <param name="withOwn">Once the training is over, the picture's own statistics take the part that <see cref="Convolution.OwnShare"/> says.</param>
/// <param name="halved">Normalised convolutions, which are nearly all of the work, run in bfloat16; the heads never do.</param>
internal sealed class TorchOps(TorchWeights weights, bool training, bool halved = false, bool withOwn = true) : INetworkOps<Tensor>
{
    /// <summary>Share of a new batch in the running statistics; the default of PyTorch.</summary>
    private const double Momentum = 0.1;

    /// <summary>Channels lie side by side in memory from this many on, in multiples of <see cref="ChannelBlock"/>.</summary>
    /// <remarks>
    /// Where they lie in planes, libtorch 2.10 (oneDNN 3.7.1) blocks them by 16, and on an AMD EPYC of family 26 what it computes is wrong
    /// by tens of per cent, another each time, wherever 16 does not divide their number; side by side all is right there, and a quarter faster
    /// on processors that multiply bfloat16. With fewer than a block, on the other hand, kernels for channels side by side write beyond their
    /// memory (oneDNN's issue 6035). One channel in planes and float32 is right everywhere. ConvolutionTests holds all of it to float64.
    /// </remarks>
    private const int FewestSideBySide = 16, ChannelBlock = 8;

    /// <inheritdoc />
    public Tensor Convolve(string name, Tensor input, Convolution convolution)
    {
        var offset = weights[$"{name}.offset"];
        var result = Convolve(input, weights[$"{name}.kernel"], convolution.Normalise ? null : offset, convolution, halved && convolution.Normalise);
        if (convolution.Normalise)
        {
            if (IsSideBySide(convolution.Outputs)) result = ChannelsLast(result);
            var gain = weights[$"{name}.gain"];
            var common = functional.batch_norm(
                result, weights[$"{name}.mean"], weights[$"{name}.variance"], gain, offset, training, Momentum, Convolution.VarianceFloor);
            result = training || !withOwn || convolution.OwnShare == 0
                ? common
                : common.Times(1 - convolution.OwnShare).Plus(
                    functional.instance_norm(result, weight: gain, bias: offset, eps: Convolution.VarianceFloor).Times(convolution.OwnShare));
        }
        return convolution.Rectify ? result.relu_() : result;
    }

    private static bool IsSideBySide(int channels) => channels >= FewestSideBySide && channels % ChannelBlock == 0;

    /// <summary>The convolution alone.</summary>
    internal static Tensor Convolve(Tensor input, Tensor kernel, Tensor? offset, Convolution convolution, bool halved)
    {
        var sideBySide = IsSideBySide(convolution.Inputs);
        var type = halved && sideBySide ? ScalarType.BFloat16 : ScalarType.Float32;
        var result = functional.conv2d(
            sideBySide ? ChannelsLast(input.to(type)) : input.to(type).contiguous(),
            kernel.to(type),
            offset,
            [convolution.Stride, convolution.Stride],
            [convolution.Padding, convolution.Padding],
            [convolution.Dilation, convolution.Dilation]);
        return halved ? result.to(ScalarType.BFloat16) : result;
    }

    /// <summary>The same map, with the channels of a cell side by side in memory.</summary>
    /// <remarks>The first layer's output is laid out anew; all that follows keeps the layout, in both directions. TorchSharp 0.107 has no
    /// call for it.</remarks>
    private static Tensor ChannelsLast(Tensor map) =>
        map.stride(1) == 1 ? map : map.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <inheritdoc />
    public Tensor Add(Tensor first, Tensor second, bool rectify) => rectify ? first.Plus(second).relu_() : first.Plus(second);

    /// <inheritdoc />
    public Tensor Concatenate(params ReadOnlySpan<Tensor> parts) => cat(parts.ToArray(), 1);

    /// <inheritdoc />
    public Tensor Enlarge(Tensor input) => functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Nearest);

    /// <inheritdoc />
    public Tensor Shrink(Tensor input, int factor) => functional.avg_pool2d(input, factor);

    /// <inheritdoc />
    public Tensor MeanOverCells(Tensor input) => input.to(ScalarType.Float32).mean([2, 3]);

    /// <inheritdoc />
    public Tensor SumOverChannels(Tensor input) => input.sum(1, keepdim: true);

    /// <inheritdoc />
    public Tensor WeightedMeans(Tensor features, Tensor weights)
    {
        var flat = weights.flatten(2);
        return matmul(flat, features.to(ScalarType.Float32).permute(0, 2, 3, 1).flatten(1, 2)) / flat.sum(2, keepdim: true).AtLeast(WeightedMean.SmallestSum);
    }

    /// <inheritdoc />
    public Tensor Linear(string name, Tensor input, int inputs, int outputs, bool rectify)
    {
        var result = functional.linear(input, weights[$"{name}.kernel"], weights[$"{name}.offset"]);
        return rectify ? result.relu_() : result;
    }

    /// <inheritdoc />
    public Tensor Flatten(Tensor input) => input.flatten(1);

    /// <inheritdoc />
    public Tensor Bound(Tensor input, float low, float high) => input.sigmoid().Times(high - low).Plus(low);

    /// <inheritdoc />
    public Tensor Scale(string name, Tensor input, int size) => (input * weights[$"{name}.gain"]).Plus(weights[$"{name}.offset"]);
}
