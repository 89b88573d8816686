namespace Trabecula.Simulation;

/// <summary>What a region of a scan holds in truth: the mineral and the area that a scanner without error would read.</summary>
internal static class BoneWindow
{
    /// <summary>The mineral of one bone along each ray of a scan, g/cm².</summary>
    public static float[] Project(BoneVolume bone, ProjectionGeometry scan)
    {
        int count = scan.Width * scan.Height;
        float[] mineral = new float[count], lengths = new float[count];
        VolumeProjector.Add(bone, scan, mineral, lengths);
        return mineral;
    }

    /// <summary>Mean mineral (g/cm²) of a mask's pixels that count as bone, and their number.</summary>
    /// <param name="mineral">The mineral along each ray.</param>
    /// <param name="edges">The same, smoothed as a scanner seeks edges (<see cref="SimulatedDxa.Smooth"/>).</param>
    /// <param name="mask">The region.</param>
    public static (double Density, int Pixels) Read(float[] mineral, float[] edges, bool[] mask)
    {
        double content = 0;
        int pixels = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] && edges[i] > DxaScanner.HologicLike.EdgeGPerCm2)
            {
                content += mineral[i];
                pixels++;
            }
        }

        return (content / Math.Max(1, pixels), pixels);
    }
}
