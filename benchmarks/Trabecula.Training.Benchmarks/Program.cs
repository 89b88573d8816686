using System.Diagnostics;
using System.Globalization;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using Trabecula.Learning.Training;

// training-throughput STEPS: trains the density network for two passes of STEPS batches and prints the samples a second of the second.
// Samples are noise of the right size, made beforehand: no augmentation is timed, here or in the peer.
const int batch = 8, different = 64;
const int pixels = DensityNetwork.InputHeight * DensityNetwork.InputWidth;
if (args is not [var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) || steps < 1)
{
    Console.Error.WriteLine("usage: Trabecula.Training.Benchmarks STEPS");
    return 2;
}

var random = new DeterministicRandom(1);
DensitySample[] samples = [.. Enumerable.Range(0, different).Select(_ => new DensitySample(
    [.. Enumerable.Range(0, pixels).Select(_ => (float)random.Normal(0, 1))],
    [.. Enumerable.Range(0, DensityNetwork.LevelCount * pixels).Select(i => i % 7 == 0 ? 1f : 0f)],
    [.. Enumerable.Range(0, DensityNetwork.SiteCount).Select(_ => (float)random.Normal(0.9, 0.15))]))];
var clock = new Clock();
DensityTrainer.Train(
    new DensityTraining(batch * steps, (_, index) => samples[index % different], [], SiteScale.Of(samples.Select(sample => sample.Bmd))),
    new TrainingOptions { Epochs = 2, Seed = 1, BatchSize = batch, HalvePrecision = Processor.HasBfloat16 },
    clock);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{batch * steps / clock.Seconds:0.00}"));
return 0;

/// <summary>Times the second pass: from the end of the first to its own.</summary>
internal sealed class Clock : IProgress<TrainingProgress>
{
    private long _begun;

    public double Seconds { get; private set; }

    public void Report(TrainingProgress value)
    {
        if (value.Finished is null)
        {
            return;
        }

        Seconds = Stopwatch.GetElapsedTime(_begun).TotalSeconds;
        _begun = Stopwatch.GetTimestamp();
    }
}
