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

    /// <summary>Channels that lie side by side come in multiples of this: with 6 of them, libtorch 2.10's bfloat16 kernels write beyond
    /// their memory (glibc's checked allocation stops the process); with 8, 16 and 24 nothing is found.</summary>
    private const int ChannelBlock = 8;

    /// <inheritdoc />
    public Tensor Convolve(string name, Tensor input, Convolution convolution)
    {
        var type = halved && convolution.Normalise ? ScalarType.BFloat16 : ScalarType.Float32;
        var offset = weights[$"{name}.offset"];
        var result = functional.conv2d(
            input.to(type),
            weights[$"{name}.kernel"].to(type),
            convolution.Normalise ? null : offset,
            [convolution.Stride, convolution.Stride],
            [convolution.Padding, convolution.Padding],
            [convolution.Dilation, convolution.Dilation]);
        if (convolution.Normalise)
        {
            if (halved && convolution.Outputs % ChannelBlock == 0) result = ChannelsLast(result);
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

    /// <summary>The same map, with the channels of a cell side by side in memory.</summary>
    /// <remarks>The first layer's output is laid out anew; all that follows keeps the layout, in both directions. In bfloat16 that
    /// is a quarter faster on processors that multiply it; TorchSharp 0.107 has no call for it.</remarks>
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
