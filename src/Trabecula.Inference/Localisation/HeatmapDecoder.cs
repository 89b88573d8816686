using System.Numerics.Tensors;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Turns the localiser's logits into corners with a confidence.</summary>
public static class HeatmapDecoder
{
    /// <summary>Levels times corners: T12, L1 … L5, each top left, top right, bottom right, bottom left.</summary>
    public const int Corners = 24;

    /// <summary>Columns of a corner's map.</summary>
    public const int MapWidth = LocaliserInput.Width / Stride;

    /// <summary>Rows of a corner's map.</summary>
    public const int MapHeight = LocaliserInput.Height / Stride;

    private const int Stride = 4;

    // A corner's probability is the mass within this many cells of its peak: 12 canvas pixels, a third of a vertebra on a large film.
    private const int Reach = 3;

    /// <summary>Decodes one film.</summary>
    /// <param name="maps">Logits, <see cref="Corners"/> × <see cref="MapHeight"/> × <see cref="MapWidth"/>.</param>
    /// <param name="absent">Logits of "not in the picture", <see cref="Corners"/>.</param>
    /// <returns>For each level the outline in canvas pixels, with the least sure of its corners as confidence.</returns>
    public static IReadOnlyList<VertebraOutline> Decode(ReadOnlySpan<float> maps, ReadOnlySpan<float> absent)
    {
        var outlines = new List<VertebraOutline>();
        int cells = MapWidth * MapHeight;
        foreach (VertebralLevel level in Enum.GetValues<VertebralLevel>())
        {
            var corners = new ImagePoint[4];
            double confidence = 1;
            for (int k = 0; k < 4; k++)
            {
                int channel = (4 * (int)level) + k;
                (corners[k], double sure) = DecodeCorner(maps.Slice(channel * cells, cells), absent[channel]);
                confidence = Math.Min(confidence, sure);
            }

            outlines.Add(new VertebraOutline(level, corners[0], corners[1], corners[2], corners[3], confidence));
        }

        return outlines;
    }

    private static (ImagePoint Corner, double Confidence) DecodeCorner(ReadOnlySpan<float> map, float absent)
    {
        int peak = TensorPrimitives.IndexOfMax(map);
        float highest = Math.Max(map[peak], absent);
        double total = Math.Exp(absent - highest);
        foreach (float logit in map)
        {
            total += Math.Exp(logit - highest);
        }

        int peakX = peak % MapWidth, peakY = peak / MapWidth;
        double mass = 0, sumX = 0, sumY = 0;
        for (int y = Math.Max(0, peakY - Reach); y <= Math.Min(MapHeight - 1, peakY + Reach); y++)
        {
            for (int x = Math.Max(0, peakX - Reach); x <= Math.Min(MapWidth - 1, peakX + Reach); x++)
            {
                double weight = Math.Exp(map[(y * MapWidth) + x] - highest);
                mass += weight;
                sumX += weight * x;
                sumY += weight * y;
            }
        }

        double column = sumX / Math.Max(mass, 1e-300), row = sumY / Math.Max(mass, 1e-300);
        return (new ImagePoint(((column + 0.5) * Stride) - 0.5, ((row + 0.5) * Stride) - 0.5), mass / total);
    }
}
