namespace Trabecula.Simulation;

/// <summary>Scales a spine's mineral until a scan's windows from mid-disc to mid-disc hold the person's densities.</summary>
/// <remarks>
/// The population's densities are what DXA reads of a person: all mineral that projects into the window, neighbours' processes and
/// wear included. A worn vertebra of a given density therefore holds less mineral in its body than an unworn one.
/// </remarks>
internal static class SpineCalibration
{
    // The windows depend on one another through the neighbours' processes, and their areas on the mineral; six rounds leave 0.1 %.
    private const int Rounds = 6;

    // What the Hologic-like scanner reads of mineral, fitted to 44 drawn people scanned three times each: reading = ReadOffset +
    // ReadSlope · mineral, g/cm². It allows for marrow's fat in proportion to the mineral, and marrow has more of it; the fat that a trunk
    // lacks over the spine gives part of that back.
    private const double ReadSlope = 1.074;
    private static readonly double[] ReadOffset = [-0.058, -0.064, -0.070, -0.071];

    /// <summary>Scales the vertebrae and gives them back with the densities that they now have.</summary>
    /// <param name="vertebrae">The spine, L5 last; without T12 to L5 there are no windows and nothing changes.</param>
    /// <param name="lumbarL2L4">The person's areal BMD of L2–L4, g/cm². Levels keep their relation to one another.</param>
    public static IReadOnlyList<PhantomVertebra> Apply(IReadOnlyList<PhantomVertebra> vertebrae, double lumbarL2L4)
    {
        if (vertebrae.Count < LumbarScan.NeededVertebrae)
        {
            return vertebrae;
        }

        LumbarScan scan = LumbarScan.Over(vertebrae);
        PhantomVertebra[] lumbar = [.. vertebrae.TakeLast(LumbarScan.NeededVertebrae)];
        float[][] alone = [.. lumbar.Select(v => BoneWindow.Project(v.Volume, scan.Geometry))];
        bool[][] windows = [.. scan.Regions.Select(r => RegionMask.Of(r.Polygon, scan.Geometry.Width, scan.Geometry.Height, 0, 0))];
        double[] factors = [1, 1, 1, 1, 1, 1], targets = [.. lumbar.Select(v => v.TargetBmd)];
        for (int round = 0; round < Rounds; round++)
        {
            float[] all = Sum(alone, factors);
            float[] edges = SimulatedDxa.Smooth(all, scan.Geometry.Width, scan.Geometry.Height);
            (double Density, int Pixels)[] read = [.. windows.Select(w => BoneWindow.Read(all, edges, w))];
            double own = Enumerable.Range(1, 3).Sum(i => read[i].Pixels * targets[i + 1]) / Enumerable.Range(1, 3).Sum(i => read[i].Pixels);
            for (int i = 1; i <= 4; i++)
            {
                targets[i] *= lumbarL2L4 / own;
                factors[i] *= (targets[i] - ReadOffset[i - 1]) / ReadSlope / read[i - 1].Density;
            }

            // Beyond L1 and L4 the spine goes on like its neighbour.
            (factors[0], factors[5]) = (factors[1], factors[4]);
        }

        int above = vertebrae.Count - lumbar.Length;
        var scaled = new List<PhantomVertebra>();
        for (int i = 0; i < vertebrae.Count; i++)
        {
            int level = Math.Max(0, i - above);
            vertebrae[i].Volume.Scale((float)factors[level]);
            scaled.Add(i - above is >= 1 and <= 4 ? vertebrae[i] with { TargetBmd = targets[level] } : vertebrae[i]);
        }

        return scaled;
    }

    private static float[] Sum(float[][] alone, double[] factors)
    {
        var all = new float[alone[0].Length];
        for (int level = 0; level < alone.Length; level++)
        {
            float factor = (float)factors[level];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] += factor * alone[level][i];
            }
        }

        return all;
    }
}
