namespace Trabecula.Learning.Networks;

/// <summary>The operations that the networks are written in, so that each network is defined once.</summary>
/// <typeparam name="T">What stands for a value: a tensor (training), the name of a value (ONNX graph), a shape.</typeparam>
/// <remarks>
/// Shapes are (N, C, H, W) for maps, where N is the number of films. The name of an operation with weights names the
/// weights; it is unique in a network. Back-ends agree to 1e-5 on the same input.
/// </remarks>
internal interface INetworkOps<T>
{
    /// <summary>Convolution with zero padding that keeps the size (divided by the stride, rounded up).</summary>
    T Convolve(string name, T input, Convolution convolution);

    /// <summary>Sum of two values of one shape; negative sums become 0 when <paramref name="rectify"/> is set.</summary>
    T Add(T first, T second, bool rectify);

    /// <summary>Joins along the axis 1.</summary>
    T Concatenate(params ReadOnlySpan<T> parts);

    /// <summary>(N, C, H, W) to (N, C, 2H, 2W): every cell becomes four.</summary>
    T Enlarge(T input);

    /// <summary>(N, C, H, W) to (N, C, H/factor, W/factor), the mean of each square block.</summary>
    T Shrink(T input, int factor);

    /// <summary>(N, C, H, W) to (N, C), the mean over all cells.</summary>
    T MeanOverCells(T input);

    /// <summary>(N, C, H, W) to (N, 1, H, W), the sum over the channels.</summary>
    T SumOverChannels(T input);

    /// <summary>Features (N, C, H, W) and weights (N, K, H, W) to (N, K, C), the weighted mean; 0 where all weights are 0.</summary>
    T WeightedMeans(T features, T weights);

    /// <summary>(N, …, inputs) to (N, …, outputs).</summary>
    T Linear(string name, T input, int inputs, int outputs, bool rectify);

    /// <summary>(N, A, B, …) to (N, A·B·…).</summary>
    T Flatten(T input);

    /// <summary>Maps any number smoothly into the open range from low to high.</summary>
    T Bound(T input, float low, float high);

    /// <summary>(N, size) times a gain plus an offset per column; gain and offset are fixed, not trained.</summary>
    T Scale(string name, T input, int size);
}
