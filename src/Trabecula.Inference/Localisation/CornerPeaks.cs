using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>A place where a kind of corner may be, and how likely it is each level's.</summary>
/// <param name="Place">In canvas pixels.</param>
/// <param name="Levels">Probability mass around the place for T12, L1 … L5; zeros where the corner was not seen.</param>
internal sealed record CornerPeak(ImagePoint Place, double[] Levels)
{
    // A body's fourth corner is where the other three say, give or take; it is worth less than one that was seen.
    private const double Inferred = 0.7;

    /// <summary>That a corner of this kind is here, whatever its level; at most 1.</summary>
    public double Presence { get; } = Math.Min(1, Levels.Sum());

    /// <summary>What the corner leaves of its box's confidence.</summary>
    public double Confidence => Presence == 0 ? Inferred : Presence;
}

/// <summary>Finds the peaks of one kind of corner over all levels together.</summary>
/// <remarks>
/// Vertebrae look alike, so a corner's map for one level often has mass on its neighbours' corners too. Where corners are is
/// therefore read from the sum over levels, and whose they are is decided afterwards for the whole row.
/// </remarks>
internal static class CornerPeaks
{
    // Two corners of one kind lie at least a vertebra apart: more than two cells even on a film of the whole spine.
    private const int Reach = 2;
    private const int MostPeaks = 14;
    private const double LeastMass = 0.02;

    /// <summary>Peaks, highest first.</summary>
    /// <param name="probabilities">For each level a map of probabilities, <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
    public static IReadOnlyList<CornerPeak> Find(float[][] probabilities)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight;
        var sum = new float[Width * Height];
        foreach (float[] map in probabilities)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sum, map, sum);
        }

        var peaks = new List<CornerPeak>();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (sum[(y * Width) + x] < LeastMass / 25 || !IsHighest(sum, x, y))
                {
                    continue;
                }

                CornerPeak peak = Gather(sum, probabilities, x, y);
                if (peak.Presence >= LeastMass)
                {
                    peaks.Add(peak);
                }
            }
        }

        return [.. peaks.OrderByDescending(peak => peak.Presence).Take(MostPeaks)];
    }

    private static bool IsHighest(float[] sum, int x, int y)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight;
        int centre = (y * Width) + x;
        for (int j = Math.Max(0, y - Reach); j <= Math.Min(Height - 1, y + Reach); j++)
        {
            for (int i = Math.Max(0, x - Reach); i <= Math.Min(Width - 1, x + Reach); i++)
            {
                // Of equal neighbours the first counts.
                int other = (j * Width) + i;
                if (sum[other] > sum[centre] || (sum[other] == sum[centre] && other < centre))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static CornerPeak Gather(float[] sum, float[][] probabilities, int x, int y)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight, Wide = Reach + 1;
        double mass = 0, sumX = 0, sumY = 0;
        var levels = new double[probabilities.Length];
        for (int j = Math.Max(0, y - Wide); j <= Math.Min(Height - 1, y + Wide); j++)
        {
            for (int i = Math.Max(0, x - Wide); i <= Math.Min(Width - 1, x + Wide); i++)
            {
                int cell = (j * Width) + i;
                mass += sum[cell];
                sumX += sum[cell] * i;
                sumY += sum[cell] * j;
                for (int level = 0; level < levels.Length; level++)
                {
                    levels[level] += probabilities[level][cell];
                }
            }
        }

        return new CornerPeak(HeatmapDecoder.ToCanvas(sumX / mass, sumY / mass), levels);
    }
}
