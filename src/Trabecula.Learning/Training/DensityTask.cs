using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>The density network's samples and loss.</summary>
/// <remarks>
/// Gaussian negative log-likelihood in units of each site's standard deviation, over the sites that were measured. The first
/// tenth of the training minimises squared error alone: while the means are wrong, a likelihood is lowered fastest by
/// widening the spread (Nix and Weigend 1994 begin the same way).
/// </remarks>
internal sealed class DensityTask(DensityNetwork network, DensityTraining training) : ITrainingTask<DensitySample>
{
    private const int Sites = DensityNetwork.SiteCount;
    private const double SquaredErrorShare = 0.1;

    private readonly float[] _deviations = [.. training.Scale.StandardDeviation.Select(value => (float)value)];

    /// <inheritdoc />
    public INetwork Network => network;

    /// <inheritdoc />
    public int Count => training.Count;

    /// <inheritdoc />
    public IReadOnlyList<DensitySample> Validation => training.Validation;

    /// <inheritdoc />
    public DensitySample Sample(int epoch, int index) => training.Sample(epoch, index);

    /// <inheritdoc />
    public void Prepare(NetworkWeights weights)
    {
        for (var site = 0; site < Sites; site++)
        {
            var mean = training.Scale.Mean[site];
            // NaN would spread through the gradients; a site without values gets its NaN when training is complete.
            weights[$"{DensityNetwork.DensityScale}.offset"][site] = double.IsNaN(mean) ? 0 : (float)mean;
            weights[$"{DensityNetwork.DensityScale}.gain"][site] = _deviations[site];
            weights[$"{DensityNetwork.VarianceScale}.offset"][site] = 2 * MathF.Log(_deviations[site]);
        }
    }

    /// <inheritdoc />
    public void Complete(NetworkWeights weights)
    {
        for (var site = 0; site < Sites; site++)
        {
            if (!double.IsNaN(training.Scale.Mean[site])) continue;
            weights[$"{DensityNetwork.DensityScale}.offset"][site] = float.NaN;
            weights[$"{DensityNetwork.VarianceScale}.offset"][site] = float.NaN;
        }
    }

    /// <inheritdoc />
    public TrainingBatch Collect(IReadOnlyList<DensitySample> samples)
    {
        var pixels = network.Height * network.Width;
        var frames = new float[samples.Count * pixels];
        var levels = new float[samples.Count * pixels * DensityNetwork.LevelCount];
        var densities = new float[samples.Count * Sites];
        var measured = new float[samples.Count * Sites];
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.Frame.Length != pixels || sample.Levels.Length != pixels * DensityNetwork.LevelCount || sample.Bmd.Length != Sites)
                throw new ArgumentException($"A sample has {pixels} pixels, four masks and {Sites} densities.", nameof(samples));
            sample.Frame.CopyTo(frames, i * pixels);
            sample.Levels.CopyTo(levels, i * pixels * DensityNetwork.LevelCount);
            for (var site = 0; site < Sites; site++)
            {
                if (float.IsNaN(sample.Bmd[site]) || double.IsNaN(training.Scale.Mean[site])) continue;
                densities[i * Sites + site] = sample.Bmd[site];
                measured[i * Sites + site] = 1;
            }
        }
        return new TrainingBatch(
            samples.Count,
            [
                new BatchArray(frames, samples.Count, 1, network.Height, network.Width),
                new BatchArray(levels, samples.Count, DensityNetwork.LevelCount, network.Height, network.Width),
            ],
            [new BatchArray(densities, samples.Count, Sites), new BatchArray(measured, samples.Count, Sites)]);
    }

    /// <inheritdoc />
    public Tensor Loss(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> targets, double progress)
    {
        var deviations = OwnMemory.Copy(_deviations);
        var standardised = (outputs[0] - targets[0]) / deviations;
        var squared = standardised * standardised;
        if (progress >= SquaredErrorShare)
        {
            var logVariance = outputs[1] - (deviations * deviations).log();
            squared = logVariance.Plus(squared * (-logVariance).exp()).Times(0.5);
        }
        return (squared * targets[1]).sum() / targets[1].sum().AtLeast(1);
    }

    /// <inheritdoc />
    public IEnumerable<double> Errors(IReadOnlyList<Tensor> outputs, TrainingBatch batch)
    {
        var estimates = outputs[0].contiguous().data<float>().ToArray();
        for (var i = 0; i < estimates.Length; i++)
        {
            if (batch.Targets[1].Values[i] > 0) yield return Math.Abs(estimates[i] - batch.Targets[0].Values[i]);
        }
    }

    /// <inheritdoc />
    public double Summarise(IReadOnlyList<double> errors) => errors.Count == 0 ? double.NaN : errors.Average();
}
