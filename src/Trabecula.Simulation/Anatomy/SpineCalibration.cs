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
    /// <param name="vertebrae">The spine from above; without T12 to L4 there are no windows and nothing changes.</param>
    /// <param name="lumbarL2L4">The person's areal BMD of L2–L4, g/cm². Levels keep their relation to one another.</param>
    /// <param name="pelvis">What of the pelvis reaches into the windows; it is not scaled.</param>
    public static IReadOnlyList<PhantomVertebra> Apply(
        IReadOnlyList<PhantomVertebra> vertebrae, double lumbarL2L4, IReadOnlyList<BoneVolume> pelvis)
    {
        if (LumbarScan.Needed(vertebrae) is not { } lumbar)
        {
            return vertebrae;
        }

        LumbarScan scan = LumbarScan.Over(vertebrae);
        float[][] alone = [.. lumbar.Select(v => v.Volume).Concat(pelvis).Select(v => BoneWindow.Project(v, scan.Geometry))];
        bool[][] windows = [.. scan.Regions.Select(r => RegionMask.Of(r.Polygon, scan.Geometry.Width, scan.Geometry.Height, 0, 0))];
        double[] factors = [.. alone.Select(_ => 1.0)], targets = [.. lumbar.Select(v => v.TargetBmd)];
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
            factors[0] = factors[1];
            if (lumbar.Length > 5)
            {
                factors[5] = factors[4];
            }
        }

        return [.. vertebrae.Select(v => Scaled(v, v.Number - SpineNumbering.LastThoracic))];

        PhantomVertebra Scaled(PhantomVertebra vertebra, int level)
        {
            vertebra.Volume.Scale((float)factors[Math.Clamp(level, 0, lumbar.Length - 1)]);
            return level is >= 1 and <= 4 ? vertebra with { TargetBmd = targets[level] } : vertebra;
        }
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
