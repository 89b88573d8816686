using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>The localiser's samples and loss.</summary>
/// <remarks>
/// For the corners a cross-entropy with a soft target in each cell, in films that are no AP lumbar films all zero; for the levels
/// the cross-entropy of a softmax in the cells of each body; for the film the binary cross-entropy of "lumbar" and "inverted".
/// </remarks>
internal sealed class LocaliserTask(LocaliserNetwork network, LocaliserTraining training) : ITrainingTask<LocaliserSample>
{
    private const int Kinds = LocaliserNetwork.CornerKinds, Levels = LocaliserNetwork.LevelCount;

    // Nearly all cells are empty; a network that says so from the start learns the others sooner (Lin et al. 2017, RetinaNet).
    private const float FirstLogit = -4;

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
        foreach (ref var value in weights["corners.1.kernel"]) value *= 0.1f;
        weights["corners.1.offset"].Fill(FirstLogit);
    }

    /// <inheritdoc />
    public void Complete(NetworkWeights weights)
    {
    }

    /// <inheritdoc />
    public TrainingBatch Collect(IReadOnlyList<LocaliserSample> samples)
    {
        var (pixels, cells) = (network.Height * network.Width, _rows * _columns);
        var images = new float[samples.Count * pixels];
        var corners = new float[samples.Count * Kinds * cells];
        var counted = new float[samples.Count * cells];
        var levels = new float[samples.Count * Levels * cells];
        var places = new float[samples.Count * Levels * Kinds * 2];
        var films = new float[samples.Count * 2];
        Array.Fill(places, float.NaN);
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.Image.Length != pixels || sample.Corners.Count != Levels * Kinds)
                throw new ArgumentException($"A sample has {pixels} pixels and {Levels * Kinds} corners.", nameof(samples));
            sample.Image.CopyTo(images, i * pixels);
            Draw(sample, corners.AsSpan(i * Kinds * cells, Kinds * cells), levels.AsSpan(i * Levels * cells, Levels * cells), places.AsSpan(i * Levels * Kinds * 2, Levels * Kinds * 2));
            MarkCounted(sample, counted.AsSpan(i * cells, cells));
            films[2 * i] = sample.IsLumbar ? 1 : 0;
            films[2 * i + 1] = sample.IsInverted ? 1 : 0;
        }
        return new TrainingBatch(
            samples.Count,
            [new BatchArray(images, samples.Count, 1, network.Height, network.Width)],
            [
                new BatchArray(corners, samples.Count, Kinds, _rows, _columns),
                new BatchArray(counted, samples.Count, 1, _rows, _columns),
                new BatchArray(levels, samples.Count, Levels, _rows, _columns),
                new BatchArray(films, samples.Count, 2),
                new BatchArray(places, samples.Count, Levels * Kinds, 2),
            ]);
    }

    private void Draw(LocaliserSample sample, Span<float> corners, Span<float> levels, Span<float> places)
    {
        if (!sample.IsLumbar) return;
        var cells = _rows * _columns;
        for (var level = 0; level < Levels; level++)
        {
            var body = new List<ImagePoint>();
            for (var kind = 0; kind < Kinds; kind++)
            {
                var index = level * Kinds + kind;
                if (sample.Corners[index] is not { } corner || !CornerTarget.IsInside(corner, network.Height, network.Width)) continue;
                body.Add(corner);
                CornerTarget.Draw(corners.Slice(kind * cells, cells), corner, _rows, _columns, LocaliserNetwork.CellSize);
                (places[2 * index], places[2 * index + 1]) = ((float)corner.X, (float)corner.Y);
            }
            if (body.Count == Kinds) CornerTarget.Fill(levels.Slice(level * cells, cells), body, _rows, _columns, LocaliserNetwork.CellSize);
        }
    }

    /// <summary>Which cells count for the corners: the bodies above the highest that has a name are seen, but not in the samples.</summary>
    private void MarkCounted(LocaliserSample sample, Span<float> counted)
    {
        counted.Fill(1);
        if (!sample.IsLumbar || !sample.Corners.Any(corner => corner is not null)) return;
        var highest = sample.Corners.Min(corner => corner?.Y ?? double.MaxValue);
        var rows = (int)(CornerTarget.ToCell(highest, LocaliserNetwork.CellSize) - CornerTarget.SpreadCells * 3);
        counted[..(Math.Clamp(rows, 0, _rows) * _columns)].Clear();
    }

    /// <inheritdoc />
    public Tensor Loss(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> targets, double progress)
    {
        var (count, cornersOfFilm) = (targets[0].shape[0], (double)(Levels * Kinds));
        var corners = nn.functional.binary_cross_entropy_with_logits(outputs[0], targets[0], weight: targets[1], reduction: nn.Reduction.Sum).Times(1 / (count * cornersOfFilm));
        var cells = targets[2].sum().AtLeast(1);
        var levels = -((targets[2] * outputs[1].log_softmax(1)).sum() / cells);
        return corners.Plus(levels).Plus(nn.functional.binary_cross_entropy_with_logits(outputs[2], targets[3]));
    }

    /// <inheritdoc />
    public IEnumerable<double> Errors(IReadOnlyList<Tensor> outputs, TrainingBatch batch)
    {
        var logits = outputs[0].contiguous().data<float>().ToArray();
        var places = batch.Targets[4].Values;
        var cells = _rows * _columns;
        for (var i = 0; i < batch.Count * Levels * Kinds; i++)
        {
            if (float.IsNaN(places[2 * i])) continue;
            var (truth, map) = (new ImagePoint(places[2 * i], places[2 * i + 1]), i / (Levels * Kinds) * Kinds + i % Kinds);
            var found = CornerPeak.FindNear(logits.AsSpan(map * cells, cells), _columns, truth);
            yield return Math.Sqrt(Math.Pow(found.X - truth.X, 2) + Math.Pow(found.Y - truth.Y, 2));
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
