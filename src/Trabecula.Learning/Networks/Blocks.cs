namespace Trabecula.Learning.Networks;

/// <summary>Groups of operations that both networks use.</summary>
internal static class Blocks
{
    /// <summary>A residual block of two 3×3 convolutions (He et al. 2016, "basic block").</summary>
    /// <remarks>The first convolution and a 1×1 shortcut change size and channels where asked.</remarks>
    public static T Residual<T>(
        INetworkOps<T> ops, string name, T input, int inputs, int outputs, int stride = 1, int dilation = 1, double ownShare = 0)
    {
        var inner = ops.Convolve($"{name}.first", input, new Convolution(inputs, outputs, 3, stride, dilation, OwnShare: ownShare));
        inner = ops.Convolve($"{name}.second", inner, new Convolution(outputs, outputs, 3, 1, dilation, Rectify: false, OwnShare: ownShare));
        var shortcut = inputs == outputs && stride == 1
            ? input
            : ops.Convolve($"{name}.shortcut", input, new Convolution(inputs, outputs, 1, stride, Rectify: false, OwnShare: ownShare));
        return ops.Add(inner, shortcut, rectify: true);
    }
}
