namespace Trabecula.Simulation;

/// <summary>The apparent mineral of the soft tissue beside the bone, line by line.</summary>
internal static class SoftTissueReference
{
    // A strip of 35 mm on either side, 4 mm away from the region, as far as a scan of 11 to 13 cm width reaches beside the spine.
    private const double GapMm = 4, StripMm = 35;

    // Strips also hold ribs, transverse processes and the other hip: values this far above the tissue's are not tissue.
    private const float Tolerance = 0.12f;
    private const double StartingQuantile = 0.35;
    private const int FewestPixels = 8;
    private const double SmoothingMm = 6;

    /// <summary>One value per row, g/cm².</summary>
    /// <param name="mineral">Apparent mineral, smoothed.</param>
    /// <param name="isRegion">All regions of interest.</param>
    /// <param name="isBody">Where there is tissue at all.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    public static double[] PerRow(float[] mineral, bool[] isRegion, bool[] isBody, int width, int height, double pixelMm)
    {
        var rows = new double[height];
        var all = new List<float>();
        for (var row = 0; row < height; row++)
        {
            var strip = Strip(mineral, isRegion, isBody, row, width, pixelMm);
            all.AddRange(strip);
            rows[row] = strip.Count >= FewestPixels ? Tissue(strip) : double.NaN;
        }

        var overall = all.Count > 0 ? Tissue(all) : 0;
        return Smooth(rows, Math.Max(1, (int)Math.Round(SmoothingMm / pixelMm)), overall);
    }

    private static List<float> Strip(float[] mineral, bool[] isRegion, bool[] isBody, int row, int width, double pixelMm)
    {
        var line = isRegion.AsSpan(row * width, width);
        int first = line.IndexOf(true), last = line.LastIndexOf(true);
        var strip = new List<float>();
        if (first < 0)
            return strip;
        int gap = (int)Math.Round(GapMm / pixelMm), reach = (int)Math.Round((GapMm + StripMm) / pixelMm);
        for (var x = Math.Max(0, first - reach); x <= Math.Min(width - 1, last + reach); x++)
        {
            if ((x < first - gap || x > last + gap) && isBody[row * width + x])
                strip.Add(mineral[row * width + x]);
        }

        return strip;
    }

    private static double Tissue(List<float> values)
    {
        values.Sort();
        double centre = values[(int)(StartingQuantile * (values.Count - 1))];
        for (var pass = 0; pass < 6; pass++)
        {
            var near = values.Where(v => Math.Abs(v - centre) < Tolerance).ToList();
            if (near.Count == 0)
                break;
            centre = near.Average(v => (double)v);
        }

        return centre;
    }

    private static double[] Smooth(double[] rows, int reach, double overall)
    {
        var result = new double[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var near = rows[Math.Max(0, row - reach)..Math.Min(rows.Length, row + reach + 1)].Where(double.IsFinite).ToList();
            result[row] = near.Count > 0 ? near.Average() : overall;
        }

        return result;
    }
}
