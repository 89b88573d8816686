using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>The localiser's samples and loss.</summary>
/// <remarks>
/// For each corner the cross-entropy of a softmax over all cells and one bin for "absent"; for the film the binary
/// cross-entropy of "lumbar" and "inverted".
/// </remarks>
internal sealed class LocaliserTask(LocaliserNetwork network, LocaliserTraining training) : ITrainingTask<LocaliserSample>
{
    private const int Corners = LocaliserNetwork.CornerCount;

    private readonly int _rows = network.Height / LocaliserNetwork.CellSize;
    private readonly int _columns = network.Width / LocaliserNetwork.CellSize;

    /// <inheritdoc />
    public INetwork Network => network;

    /// <inheritdoc />
    public int Count => training.Count;

    /// <inheritdoc />
    public IReadOnlyList<LocaliserSample> Validation => training.Validation;

    /// <inheritdoc />
    public LocaliserSample Sample(int epoch, int index) => training.Sample(epoch, index);

    /// <inheritdoc />
    public void Prepare(NetworkWeights weights)
    {
        // Nearly all cells are empty at first, so the logits begin small.
        foreach (ref var value in weights["corners.1.kernel"]) value *= 0.1f;
    }

    /// <inheritdoc />
    public void Complete(NetworkWeights weights)
    {
    }

    /// <inheritdoc />
    public TrainingBatch Collect(IReadOnlyList<LocaliserSample> samples)
    {
        var (pixels, bins) = (network.Height * network.Width, _rows * _columns + 1);
        var images = new float[samples.Count * pixels];
        var cells = new float[samples.Count * Corners * bins];
        var places = new float[samples.Count * Corners * 2];
        var films = new float[samples.Count * 2];
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.Image.Length != pixels || sample.Corners.Count != Corners)
                throw new ArgumentException($"A sample has {pixels} pixels and {Corners} corners.", nameof(samples));
            sample.Image.CopyTo(images, i * pixels);
            for (var corner = 0; corner < Corners; corner++)
            {
                var row = i * Corners + corner;
                var place = sample.IsLumbar ? sample.Corners[corner] : null;
                CornerTarget.Fill(cells.AsSpan(row * bins, bins), place, _rows, _columns, LocaliserNetwork.CellSize);
                var isThere = place is { } point && CornerTarget.IsInside(point, network.Height, network.Width);
                places[2 * row] = isThere ? (float)place!.Value.X : float.NaN;
                places[2 * row + 1] = isThere ? (float)place!.Value.Y : float.NaN;
            }
            films[2 * i] = sample.IsLumbar ? 1 : 0;
            films[2 * i + 1] = sample.IsInverted ? 1 : 0;
        }
        return new TrainingBatch(
            samples.Count,
            [new BatchArray(images, samples.Count, 1, network.Height, network.Width)],
            [
                new BatchArray(cells, samples.Count, Corners, bins),
                new BatchArray(films, samples.Count, 2),
                new BatchArray(places, samples.Count, Corners, 2),
            ]);
    }

    /// <inheritdoc />
    public Tensor Loss(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> targets, double progress)
    {
        var logits = cat([outputs[0].flatten(2), outputs[1].unsqueeze(2)], 2);
        var corners = -(targets[0] * logits.log_softmax(2)).sum(2).mean();
        return corners.Plus(nn.functional.binary_cross_entropy_with_logits(outputs[2], targets[1]));
    }

    /// <inheritdoc />
    public IEnumerable<double> Errors(IReadOnlyList<Tensor> outputs, TrainingBatch batch)
    {
        var logits = outputs[0].contiguous().data<float>().ToArray();
        var places = batch.Targets[2].Values;
        var cells = _rows * _columns;
        for (var row = 0; row < batch.Count * Corners; row++)
        {
            if (float.IsNaN(places[2 * row])) continue;
            var found = CornerPeak.Find(logits.AsSpan(row * cells, cells), _columns);
            yield return Math.Sqrt(Math.Pow(found.X - places[2 * row], 2) + Math.Pow(found.Y - places[2 * row + 1], 2));
        }
    }

    /// <inheritdoc />
    public double Summarise(IReadOnlyList<double> errors)
    {
        if (errors.Count == 0) return double.NaN;
        var sorted = errors.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
