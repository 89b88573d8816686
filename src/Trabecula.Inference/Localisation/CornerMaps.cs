using System.Numerics.Tensors;

namespace Trabecula.Inference;

/// <summary>For each corner of each level the probability that it lies in a cell; what is missing to 1 is that it is absent.</summary>
/// <param name="Cells">Maps of <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>, index
/// <c>4 * level + corner</c>.</param>
internal sealed record CornerMaps(float[][] Cells)
{
    private const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight;

    /// <summary>From the network's logits.</summary>
    /// <param name="maps">Logits, <see cref="HeatmapDecoder.Corners"/> × <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
    /// <param name="absent">Logits of "not in the picture", <see cref="HeatmapDecoder.Corners"/>.</param>
    public static CornerMaps FromLogits(ReadOnlySpan<float> maps, ReadOnlySpan<float> absent)
    {
        var cells = new float[HeatmapDecoder.Corners][];
        for (int channel = 0; channel < cells.Length; channel++)
        {
            cells[channel] = Softmax(maps.Slice(channel * Width * Height, Width * Height), absent[channel]);
        }

        return new CornerMaps(cells);
    }

    /// <summary>The maps of the picture whose mirror image was looked at: columns reversed, left and right corners exchanged.</summary>
    public CornerMaps Mirrored()
    {
        var cells = new float[Cells.Length][];
        for (int channel = 0; channel < cells.Length; channel++)
        {
            // Top left 0, top right 1, bottom right 2, bottom left 3.
            cells[channel] = (float[])Cells[channel ^ 1].Clone();
            for (int row = 0; row < Height; row++)
            {
                Array.Reverse(cells[channel], row * Width, Width);
            }
        }

        return new CornerMaps(cells);
    }

    /// <summary>The mean of two looks at the same picture.</summary>
    public CornerMaps MeanWith(CornerMaps other)
    {
        var cells = new float[Cells.Length][];
        for (int channel = 0; channel < cells.Length; channel++)
        {
            cells[channel] = new float[Width * Height];
            TensorPrimitives.Add(Cells[channel], other.Cells[channel], cells[channel]);
            TensorPrimitives.Multiply(cells[channel], 0.5f, cells[channel]);
        }

        return new CornerMaps(cells);
    }

    private static float[] Softmax(ReadOnlySpan<float> map, float absent)
    {
        float highest = Math.Max(TensorPrimitives.Max(map), absent);
        var result = new float[map.Length];
        TensorPrimitives.Subtract(map, highest, result);
        TensorPrimitives.Exp(result, result);
        TensorPrimitives.Divide(result, TensorPrimitives.Sum(result) + MathF.Exp(absent - highest), result);
        return result;
    }
}
