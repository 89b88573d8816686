using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>A trained density network's answer to one film.</summary>
/// <param name="Bmd">8 areal densities, g/cm²; NaN for a site without training values.</param>
/// <param name="StandardDeviation">Their spreads, g/cm².</param>
internal sealed record DensityAnswer(double[] Bmd, double[] StandardDeviation);

/// <summary>Asks a trained density network, in float32, with the weights that its export would have.</summary>
internal static class DensityPrediction
{
    private const int BatchSize = 8;

    /// <summary>The answers in the order of the samples.</summary>
    public static IReadOnlyList<DensityAnswer> Of(
        TrainedNetwork trained, DensityNetwork network, IEnumerable<DensitySample> samples, CancellationToken cancellationToken)
    {
        var answers = new List<DensityAnswer>();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var weights = new TorchWeights(trained.Weights, withGradients: false);
        foreach (var batch in samples.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            float[] frames = [.. batch.SelectMany(sample => sample.Frame)], levels = [.. batch.SelectMany(sample => sample.Levels)];
            var outputs = ((INetwork)network).Forward(
                new TorchOps(weights, training: false),
                [
                    new BatchArray(frames, batch.Length, 1, network.Height, network.Width).ToTensor(),
                    new BatchArray(levels, batch.Length, DensityNetwork.LevelCount, network.Height, network.Width).ToTensor(),
                ]);
            float[] means = outputs[0].contiguous().data<float>().ToArray(), logVariances = outputs[1].contiguous().data<float>().ToArray();
            const int sites = DensityNetwork.SiteCount;
            for (var i = 0; i < batch.Length; i++)
            {
                answers.Add(new DensityAnswer(
                    [.. means.Skip(i * sites).Take(sites).Select(value => (double)value)],
                    [.. logVariances.Skip(i * sites).Take(sites).Select(value => Math.Exp(value / 2.0))]));
            }
        }
        return answers;
    }
}
