namespace Trabecula.Simulation;

/// <summary>The apparent mineral of the soft tissue beside the bone, line by line.</summary>
internal static class SoftTissueReference
{
    // A strip on either side of the spine, 4 mm away from the regions, as far as a scan of 115 mm width reaches.
    private const double GapMm = 4, SpineStripMm = 24;

    // Beside a hip: towards the pelvis, and outwards, where soon there is nothing but fat beneath the skin. The left hip is scanned.
    private const double InwardMm = 25, OutwardMm = 0;

    // Strips also hold ribs, transverse processes, the femoral head and the ischium: values this far from the tissue's are not tissue.
    private const float Tolerance = 0.12f;

    // Between the thickest fat and dense bone; the histogram that parts tissue from bone spans it in steps of 0.01 g/cm².
    private const float Lowest = -0.3f;
    private const int Bins = 110;
    private const float BinWidth = 0.01f;
    private const int FewestPixels = 8;
    private const double SmoothingMm = 6;

    /// <summary>One value per row, g/cm².</summary>
    /// <param name="mineral">Apparent mineral, smoothed.</param>
    /// <param name="isRegion">All regions of interest.</param>
    /// <param name="isBody">Where there is tissue at all.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    /// <param name="isHip">A hip's regions hold soft tissue beside the neck and the shaft, which serves too; a spine's do not.</param>
    public static double[] PerRow(float[] mineral, bool[] isRegion, bool[] isBody, int width, int height, double pixelMm, bool isHip)
    {
        var strips = Enumerable.Range(0, height).Select(row => Strip(mineral, isRegion, isBody, row, width, pixelMm, isHip)).ToArray();
        var all = strips.SelectMany(strip => strip).ToArray();
        var overall = all.Length > 0 ? Centre(all, BelowThreshold(all)) : 0;
        var rows = strips.Select(strip =>
            strip.Count(v => Math.Abs(v - overall) < Tolerance) >= FewestPixels ? Centre(strip, overall) : double.NaN).ToArray();
        return Smooth(rows, Math.Max(1, (int)Math.Round(SmoothingMm / pixelMm)), overall);
    }

    private static List<float> Strip(float[] mineral, bool[] isRegion, bool[] isBody, int row, int width, double pixelMm, bool isHip)
    {
        var line = isRegion.AsSpan(row * width, width);
        int first = line.IndexOf(true), last = line.LastIndexOf(true);
        var strip = new List<float>();
        if (first < 0)
            return strip;
        int Pixels(double mm) => (int)Math.Round(mm / pixelMm);
        int gap = Pixels(GapMm), inward = Pixels(isHip ? InwardMm : GapMm + SpineStripMm), outward = Pixels(isHip ? OutwardMm : GapMm + SpineStripMm);
        for (var x = Math.Max(0, first - inward); x <= Math.Min(width - 1, last + outward); x++)
        {
            if ((isHip || x < first - gap || x > last + gap) && isBody[row * width + x])
                strip.Add(mineral[row * width + x]);
        }

        return strip;
    }

    // The mean of the lower of two classes, parted where the variance between them is largest (Otsu 1979).
    private static double BelowThreshold(float[] values)
    {
        var histogram = new int[Bins];
        foreach (var value in values)
            histogram[Math.Clamp((int)((value - Lowest) / BinWidth), 0, Bins - 1)]++;
        double total = 0, below = 0, best = -1, centre = 0;
        for (var bin = 0; bin < Bins; bin++)
            total += (double)bin * histogram[bin];
        var count = 0;
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            count += histogram[bin];
            below += (double)bin * histogram[bin];
            if (count == 0 || count == values.Length)
                continue;
            var distance = below / count - (total - below) / (values.Length - count);
            var between = (double)count * (values.Length - count) * distance * distance;
            if (between > best)
                (best, centre) = (between, below / count);
        }

        return Lowest + (centre + 0.5) * BinWidth;
    }

    private static double Centre(IReadOnlyCollection<float> values, double start)
    {
        var centre = start;
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
