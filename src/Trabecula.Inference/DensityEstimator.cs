using Microsoft.ML.OnnxRuntime;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Estimates areal BMD from a straightened spine.</summary>
public sealed class DensityEstimator : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads the network.</summary>
    /// <param name="network">An ONNX file's bytes: inputs <c>frame</c> (1,1,256,160) and <c>levels</c> (1,4,256,160); outputs
    /// <c>bmd</c> (1,8) in g/cm² and <c>log_variance</c> (1,8), in the order of <see cref="SkeletalSite"/>.</param>
    /// <param name="threads">Threads of one run.</param>
    public DensityEstimator(byte[] network, int threads) =>
        _session = OnnxSession.Open(network, threads, ["frame", "levels"], ["bmd", "log_variance"]);

    /// <summary>Estimates all eight sites, in the order of <see cref="SkeletalSite"/>.</summary>
    public IReadOnlyList<DensityEstimate> Estimate(SpineFrame frame)
    {
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(frame.Pixels, [1, 1, SpineFrame.Height, SpineFrame.Width]);
        using OrtValue levels = OrtValue.CreateTensorValueFromMemory(frame.Levels, [1, 4, SpineFrame.Height, SpineFrame.Width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, ["frame", "levels"], [pixels, levels], ["bmd", "log_variance"]);
        ReadOnlySpan<float> bmd = outputs[0].GetTensorDataAsSpan<float>(), logVariance = outputs[1].GetTensorDataAsSpan<float>();
        SkeletalSite[] sites = Enum.GetValues<SkeletalSite>();
        var estimates = new DensityEstimate[sites.Length];
        for (int i = 0; i < sites.Length; i++)
        {
            estimates[i] = new DensityEstimate(sites[i], bmd[i], Math.Exp(logVariance[i] / 2));
        }

        return estimates;
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();
}
