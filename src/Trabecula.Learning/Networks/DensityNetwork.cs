namespace Trabecula.Learning.Networks;

/// <summary>Estimates areal densities from the straightened spine: a small residual network with attention to each level.</summary>
/// <remarks>
/// Inputs <c>frame</c> (N, 1, 256, 160) and <c>levels</c> (N, 4, 256, 160), soft masks of L1 to L4 in 0..1. Outputs, in the
/// order of <see cref="Domain.SkeletalSite"/>: <c>bmd</c> (N, 8) in g/cm², and <c>log_variance</c> (N, 8), the natural
/// logarithm of the variance in (g/cm²)².
/// </remarks>
public sealed class DensityNetwork : INetwork
{
    /// <summary>Rows of the inputs.</summary>
    public const int InputHeight = 256;

    /// <summary>Columns of the inputs.</summary>
    public const int InputWidth = 160;

    /// <summary>Masks: L1 to L4.</summary>
    public const int LevelCount = 4;

    /// <summary>Outputs: the skeletal sites.</summary>
    public const int SiteCount = 8;

    /// <summary>Name of the layer that turns standard deviations of the training set into g/cm².</summary>
    internal const string DensityScale = "bmd.scale";

    /// <summary>Name of the layer that does the same to the logarithm of the variance.</summary>
    internal const string VarianceScale = "log_variance.scale";

    /// <summary>Bounds of the log variance in units of the training set's: the spread is between 5 % and 450 % of its SD.</summary>
    /// <remarks>Without them one well-fitted sample can drive the likelihood, and its gradient, without limit.</remarks>
    internal const float LowestLogVariance = -6f, HighestLogVariance = 3f;

    private const int Reduction = 8;
    private readonly int _width;

    /// <summary>The network of the model bundle.</summary>
    internal DensityNetwork()
        : this(InputHeight, InputWidth, 8)
    {
    }

    /// <summary>The same network for another size, for tests.</summary>
    /// <param name="height">Rows of the inputs, a multiple of 8.</param>
    /// <param name="width">Columns of the inputs, a multiple of 8.</param>
    /// <param name="unit">A third of the channels after the stem; the stages have 3, 4, 8 and 12 times as many.</param>
    internal DensityNetwork(int height, int width, int unit)
    {
        Height = height;
        Width = width;
        _width = unit;
    }

    internal int Height { get; }

    internal int Width { get; }

    string INetwork.Name => "density";

    IReadOnlyList<Port> INetwork.Inputs => [new Port("frame", 1, Height, Width), new Port("levels", LevelCount, Height, Width)];

    IReadOnlyList<string> INetwork.OutputNames => ["bmd", "log_variance"];

    IReadOnlyList<T> INetwork.Forward<T>(INetworkOps<T> ops, IReadOnlyList<T> inputs)
    {
        var (a, b, c, d) = (3 * _width, 4 * _width, 8 * _width, 12 * _width);
        var map = ops.Convolve("stem", inputs[0], new Convolution(1, a, 3, Stride: 2));
        map = Blocks.Residual(ops, "quarter.0", map, a, b, stride: 2);
        map = Blocks.Residual(ops, "quarter.1", map, b, b);
        map = Blocks.Residual(ops, "eighth.0", map, b, c, stride: 2);
        map = Blocks.Residual(ops, "eighth.1", map, c, c);
        map = Blocks.Residual(ops, "wide.0", map, c, d, dilation: 2);
        map = Blocks.Residual(ops, "wide.1", map, d, d, dilation: 2);

        var masks = ops.Shrink(inputs[1], Reduction);
        var perLevel = ops.Linear("level.hidden", ops.WeightedMeans(map, masks), d, b, rectify: true);
        var levelMeans = ops.Flatten(ops.Linear("level.mean", perLevel, b, 1, rectify: false));
        var levelSpreads = ops.Flatten(ops.Linear("level.spread", perLevel, b, 1, rectify: false));

        var vertebrae = ops.Flatten(ops.WeightedMeans(map, ops.SumOverChannels(masks)));
        var region = ops.Concatenate(vertebrae, ops.MeanOverCells(map), levelMeans, levelSpreads);
        var hidden = ops.Linear("region.hidden", region, 2 * d + 2 * LevelCount, c, rectify: true);
        var means = ops.Concatenate(levelMeans, ops.Linear("region.mean", hidden, c, SiteCount - LevelCount, rectify: false));
        var spreads = ops.Concatenate(levelSpreads, ops.Linear("region.spread", hidden, c, SiteCount - LevelCount, rectify: false));
        return
        [
            ops.Scale(DensityScale, means, SiteCount),
            ops.Scale(VarianceScale, ops.Bound(spreads, LowestLogVariance, HighestLogVariance), SiteCount),
        ];
    }
}
