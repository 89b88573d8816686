using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>A place where a kind of corner may be.</summary>
/// <param name="Place">In canvas pixels.</param>
/// <param name="Presence">That a corner of this kind is here, at most 1; 0 where the corner was not seen.</param>
internal sealed record CornerPeak(ImagePoint Place, double Presence)
{
    // A body's fourth corner is where the other three say, give or take; it is worth less than one that was seen.
    private const double Inferred = 0.7;

    /// <summary>What the corner leaves of its box's confidence.</summary>
    public double Confidence => Presence == 0 ? Inferred : Presence;
}

/// <summary>Finds the peaks of one kind of corner.</summary>
internal static class CornerPeaks
{
    // Two corners of one kind lie at least a vertebra apart: more than two cells even on a film of the whole spine.
    private const int Reach = 2;
    private const int MostPeaks = 24;
    private const double LeastPresence = 0.02;

    // A corner's mark in training is a normal curve with a spread of 1.2 cells and the height 1: its sum over ±3 cells, 2π · 1.2² · 0.98.
    private const double WholeMark = 8.9;

    /// <summary>Peaks, highest first.</summary>
    /// <param name="map">Probabilities, <see cref="HeatmapDecoder.MapHeight"/> × <see cref="HeatmapDecoder.MapWidth"/>.</param>
    public static IReadOnlyList<CornerPeak> Find(float[] map)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight;
        var peaks = new List<CornerPeak>();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (map[(y * Width) + x] >= LeastPresence && IsHighest(map, x, y))
                {
                    peaks.Add(Gather(map, x, y));
                }
            }
        }

        return [.. peaks.OrderByDescending(peak => peak.Presence).Take(MostPeaks)];
    }

    private static bool IsHighest(float[] map, int x, int y)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight;
        int centre = (y * Width) + x;
        for (int j = Math.Max(0, y - Reach); j <= Math.Min(Height - 1, y + Reach); j++)
        {
            for (int i = Math.Max(0, x - Reach); i <= Math.Min(Width - 1, x + Reach); i++)
            {
                // Of equal neighbours the first counts.
                int other = (j * Width) + i;
                if (map[other] > map[centre] || (map[other] == map[centre] && other < centre))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static CornerPeak Gather(float[] map, int x, int y)
    {
        const int Width = HeatmapDecoder.MapWidth, Height = HeatmapDecoder.MapHeight, Wide = Reach + 1;
        double mass = 0, sumX = 0, sumY = 0;
        for (int j = Math.Max(0, y - Wide); j <= Math.Min(Height - 1, y + Wide); j++)
        {
            for (int i = Math.Max(0, x - Wide); i <= Math.Min(Width - 1, x + Wide); i++)
            {
                double value = map[(j * Width) + i];
                mass += value;
                sumX += value * i;
                sumY += value * j;
            }
        }

        return new CornerPeak(HeatmapDecoder.ToCanvas(sumX / mass, sumY / mass), Math.Min(1, mass / WholeMark));
    }
}
