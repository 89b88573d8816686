namespace Trabecula.Learning.Networks;

/// <summary>The form of one convolution.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Kernel">Width and height of the kernel, odd.</param>
/// <param name="Stride">Step in cells.</param>
/// <param name="Dilation">Distance of the kernel's taps in cells.</param>
/// <param name="Normalise">Batch normalisation follows (in place of a bias); folded into the weights at export.</param>
/// <param name="Rectify">Negative outputs become 0.</param>
/// <param name="OwnShare">Share of the picture's own statistics in the normalisation once the training is over, 0 to below 1; the rest is
/// what the training has left. A film of a look that was never shown has other statistics than those that the network was trained on,
/// and its own make up for it (Schneider et al., NeurIPS 2020). In training all statistics are the batch's.</param>
internal sealed record Convolution(
    int Inputs, int Outputs, int Kernel, int Stride = 1, int Dilation = 1, bool Normalise = true, bool Rectify = true,
    double OwnShare = 0)
{
    /// <summary>Added to the variance in batch normalisation; the default of PyTorch.</summary>
    public const float VarianceFloor = 1e-5f;

    /// <summary>Cells of zeros on each side.</summary>
    public int Padding => Dilation * (Kernel - 1) / 2;
}
