using System.Numerics.Tensors;

namespace Trabecula.Inference;

/// <summary>What the localiser says of each cell of a picture.</summary>
/// <param name="Corners">Probability that a body's top left, top right, bottom right or bottom left corner lies in the cell, whatever
/// the body's level: four maps of <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
/// <param name="Levels">Probability of each level for a body that the cell lies in: maps of T12, L1 … L5, whose sum is 1 in each cell.</param>
internal sealed record CornerMaps(float[][] Corners, float[][] Levels)
{
    private const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight, Cells = Width * Height;

    /// <summary>From the network's logits.</summary>
    /// <param name="corners">4 × <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
    /// <param name="levels">6 × <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
    public static CornerMaps FromLogits(ReadOnlySpan<float> corners, ReadOnlySpan<float> levels)
    {
        var kinds = new float[HeatmapDecoder.Kinds][];
        for (int kind = 0; kind < kinds.Length; kind++)
        {
            kinds[kind] = new float[Cells];
            TensorPrimitives.Sigmoid(corners.Slice(kind * Cells, Cells), kinds[kind]);
        }

        var shares = new float[HeatmapDecoder.Levels][];
        var sum = new float[Cells];
        for (int level = 0; level < shares.Length; level++)
        {
            // Logits of one cell differ by less than 80, or the smaller one is 0 for all purposes.
            shares[level] = new float[Cells];
            TensorPrimitives.Subtract(levels.Slice(level * Cells, Cells), levels[..Cells], shares[level]);
            TensorPrimitives.Clamp(shares[level], -80f, 80f, shares[level]);
            TensorPrimitives.Exp(shares[level], shares[level]);
            TensorPrimitives.Add(sum, shares[level], sum);
        }

        foreach (float[] share in shares)
        {
            TensorPrimitives.Divide(share, sum, share);
        }

        return new CornerMaps(kinds, shares);
    }

    /// <summary>The maps of the picture whose mirror image was looked at: columns reversed, left and right corners exchanged.</summary>
    public CornerMaps Mirrored() =>
        new([.. Enumerable.Range(0, Corners.Length).Select(kind => Reversed(Corners[kind ^ 1]))], [.. Levels.Select(Reversed)]);

    /// <summary>The mean of two looks at the same picture.</summary>
    public CornerMaps MeanWith(CornerMaps other) => new([.. Corners.Zip(other.Corners, Mean)], [.. Levels.Zip(other.Levels, Mean)]);

    private static float[] Reversed(float[] map)
    {
        var reversed = (float[])map.Clone();
        for (int row = 0; row < Height; row++)
        {
            Array.Reverse(reversed, row * Width, Width);
        }

        return reversed;
    }

    private static float[] Mean(float[] a, float[] b)
    {
        var mean = new float[a.Length];
        TensorPrimitives.Add(a, b, mean);
        TensorPrimitives.Multiply(mean, 0.5f, mean);
        return mean;
    }
}
