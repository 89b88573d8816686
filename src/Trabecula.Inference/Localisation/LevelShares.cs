using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>How well a body fits each level: the mean over its cells of the logarithm of the level's probability.</summary>
/// <param name="maps">Probability maps of T12, L1 … L5.</param>
internal sealed class LevelShares(float[][] maps)
{
    // A network is never surer than this of a single cell on a film of a look that it was not shown.
    private const double Floor = 0.02;

    // Places within a body that are asked, each way: its middle three quarters, away from the neighbours.
    private const int Steps = 5;

    /// <summary>One number for each level, at most 0.</summary>
    /// <param name="corners">The body's corners in canvas pixels: top left, top right, bottom right, bottom left.</param>
    public double[] Of(IReadOnlyList<ImagePoint> corners)
    {
        var fits = new double[maps.Length];
        for (int i = 0; i < Steps; i++)
        {
            double down = 0.125 + (0.75 * i / (Steps - 1));
            for (int k = 0; k < Steps; k++)
            {
                double across = 0.125 + (0.75 * k / (Steps - 1));
                double x = Mix(Mix(corners[0].X, corners[1].X, across), Mix(corners[3].X, corners[2].X, across), down);
                double y = Mix(Mix(corners[0].Y, corners[1].Y, across), Mix(corners[3].Y, corners[2].Y, across), down);
                int cell = HeatmapDecoder.CellAt(x, y);
                for (int level = 0; level < fits.Length; level++)
                {
                    fits[level] += Math.Log(Math.Max(Floor, maps[level][cell])) / (Steps * Steps);
                }
            }
        }

        return fits;
    }

    private static double Mix(double a, double b, double share) => a + (share * (b - a));
}
