namespace Trabecula.Learning.Networks;

/// <summary>The form of one convolution.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Kernel">Width and height of the kernel, odd.</param>
/// <param name="Stride">Step in cells.</param>
/// <param name="Dilation">Distance of the kernel's taps in cells.</param>
/// <param name="Normalise">Batch normalisation follows (in place of a bias); folded into the weights at export.</param>
/// <param name="Rectify">Negative outputs become 0.</param>
internal sealed record Convolution(
    int Inputs, int Outputs, int Kernel, int Stride = 1, int Dilation = 1, bool Normalise = true, bool Rectify = true)
{
    /// <summary>Added to the variance in batch normalisation; the default of PyTorch.</summary>
    public const float VarianceFloor = 1e-5f;

    /// <summary>Cells of zeros on each side.</summary>
    public int Padding => Dilation * (Kernel - 1) / 2;
}
