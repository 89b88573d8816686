using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A DXA scan of a projection: two beams, the dual-energy solution, a soft-tissue reference and bone edges.</summary>
public static class SimulatedDxa
{
    private const uint LowStream = 0xD001, HighStream = 0xD002;
    private const ulong RepositioningStream = 0xD003;

    // A ray through less than half a centimetre of tissue passes beside the body.
    private const float BodyGPerCm2 = 0.5f;

    // Placing the regions again moves them by about half a millimetre.
    private const double PlacementMm = 0.5;

    // What is left of short-term precision (1.1 % spine, 1.3 % total hip; Wilson, Hologic review) beyond noise, placement and the pose
    // (ScanPose): breath, bowel and fat lie elsewhere, a spine is a little more or less hollow. Nothing is left at the neck.
    private const double SpineShared = 0.008, SpineEach = 0.008, Hip = 0.010;

    /// <summary>Scans a projection of the spine or of one hip.</summary>
    /// <param name="maps">Line integrals of a scan from behind, 0.5 to 1.2 mm per pixel at the table plane.</param>
    /// <param name="regions">One region per single site; L1–L4 and L2–L4 follow from the vertebrae.</param>
    /// <param name="scanner">The scanner.</param>
    /// <param name="seed">Seeds noise and repositioning: another seed is the same person scanned once more.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    /// <returns>Every site in which bone was found, single ones first, in the order of the regions.</returns>
    /// <exception cref="TrabeculaException"><c>bad_projection</c> or <c>bad_dxa_region</c>.</exception>
    public static IReadOnlyList<DxaMeasurement> Scan(
        ProjectionMaps maps, IReadOnlyList<DxaRegion> regions, DxaScanner scanner, ulong seed, int threads = 0)
    {
        ProjectionChecks.ThrowIfInconsistent(maps);
        ThrowIfUnusable(regions);
        var draws = new DeterministicRandom(seed, RepositioningStream);
        var masks = regions.Select(region => RegionMask.Of(
            region.Polygon, maps.Width, maps.Height,
            draws.Normal(0, PlacementMm / maps.PixelMm), draws.Normal(0, PlacementMm / maps.PixelMm))).ToArray();
        var spine = draws.Normal(1, SpineShared);

        var mineral = MineralImage(maps, scanner, seed, threads);
        var smooth = Smooth(mineral, maps.Width, maps.Height);
        Subtract(mineral, smooth, maps, masks, regions.Any(r => r.Site is SkeletalSite.FemoralNeck or SkeletalSite.TotalHip));

        var measured = new List<DxaMeasurement>();
        for (var i = 0; i < regions.Count; i++)
        {
            var factor = regions[i].Site switch
            {
                SkeletalSite.FemoralNeck => 1,
                SkeletalSite.TotalHip => draws.Normal(1, Hip),
                _ => spine * draws.Normal(1, SpineEach),
            };
            if (Measure(regions[i].Site, mineral, smooth, masks[i], maps.PixelMm, factor, scanner.EdgeGPerCm2) is { AreaCm2: > 0 } measurement)
                measured.Add(measurement);
        }

        AddSum(measured, SkeletalSite.LumbarL1L4, SkeletalSite.L1, SkeletalSite.L2, SkeletalSite.L3, SkeletalSite.L4);
        AddSum(measured, SkeletalSite.LumbarL2L4, SkeletalSite.L2, SkeletalSite.L3, SkeletalSite.L4);
        return measured;
    }

    /// <summary>Apparent hydroxyapatite per pixel in g/cm², before the soft-tissue reference is taken away.</summary>
    internal static float[] MineralImage(ProjectionMaps maps, DxaScanner scanner, ulong seed, int threads)
    {
        var solver = new DualEnergySolver(scanner);
        var count = maps.Width * maps.Height;
        float[] low = new float[count], high = new float[count], lowVariance = new float[count], highVariance = new float[count];
        solver.Low.Evaluate(maps, low, lowVariance, threads);
        solver.High.Evaluate(maps, high, highVariance, threads);
        var lowNoise = NoiseScale(solver.Low, scanner.RelativeNoise, maps.PixelMm);
        var highNoise = NoiseScale(solver.High, scanner.RelativeNoise, maps.PixelMm);
        CounterRandom lowRandom = new(seed, LowStream), highRandom = new(seed, HighStream);
        var mineral = new float[count];
        PixelBlocks.ForPixels(count, threads, (start, end) =>
        {
            var noise = new float[2 * (end - start)];
            lowRandom.FillNormal(start, noise.AsSpan(0, end - start));
            highRandom.FillNormal(start, noise.AsSpan(end - start));
            for (var i = start; i < end; i++)
            {
                var l = low[i] + lowNoise * Math.Sqrt(lowVariance[i]) * noise[i - start];
                var h = high[i] + highNoise * Math.Sqrt(highVariance[i]) * noise[end - start + i - start];

                // Behind metal hardly a quantum is left; a tenth of the expected signal stands for "almost none".
                mineral[i] = (float)solver.Mineral(Math.Max(l, 0.1 * low[i]), Math.Max(h, 0.1 * high[i]));
            }
        });
        return mineral;
    }

    /// <summary>The picture in which edges are sought: the mean of 3 by 3 pixels, or noise would fray them.</summary>
    internal static float[] Smooth(float[] image, int width, int height)
    {
        var result = new float[image.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                float sum = 0;
                for (var dy = -1; dy <= 1; dy++)
                {
                    var line = Math.Clamp(y + dy, 0, height - 1) * width;
                    sum += image[line + Math.Max(0, x - 1)] + image[line + x] + image[line + Math.Min(width - 1, x + 1)];
                }

                result[y * width + x] = sum / 9;
            }
        }

        return result;
    }

    private static double NoiseScale(PolychromaticResponse response, double relativeNoise, double pixelMm)
    {
        var (lean, fat) = DualEnergySolver.ReferenceTissue(20);
        return relativeNoise / pixelMm * response.ExactSignal(lean, fat, 0) / Math.Sqrt(response.ExactVariance(lean, fat, 0));
    }

    private static void Subtract(float[] mineral, float[] smooth, ProjectionMaps maps, bool[][] masks, bool isHip)
    {
        var isRegion = new bool[mineral.Length];
        var isBody = new bool[mineral.Length];
        for (var i = 0; i < mineral.Length; i++)
        {
            isBody[i] = maps.Lean[i] + maps.Fat[i] > BodyGPerCm2;
            foreach (var mask in masks)
                isRegion[i] |= mask[i];
        }

        var reference = SoftTissueReference.PerRow(smooth, isRegion, isBody, maps.Width, maps.Height, maps.PixelMm, isHip);
        for (var i = 0; i < mineral.Length; i++)
        {
            mineral[i] -= (float)reference[i / maps.Width];
            smooth[i] -= (float)reference[i / maps.Width];
        }
    }

    private static DxaMeasurement Measure(
        SkeletalSite site, float[] mineral, float[] smooth, bool[] mask, double pixelMm, double factor, float edge)
    {
        var content = 0d;
        var pixels = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (!mask[i] || smooth[i] <= edge)
                continue;
            content += mineral[i];
            pixels++;
        }

        var pixelCm2 = pixelMm * pixelMm / 100;
        return new DxaMeasurement(site, content * pixelCm2 * factor, pixels * pixelCm2);
    }

    private static void AddSum(List<DxaMeasurement> measured, SkeletalSite sum, params ReadOnlySpan<SkeletalSite> parts)
    {
        double content = 0, area = 0;
        foreach (var part in parts)
        {
            if (measured.Find(m => m.Site == part) is not { } found)
                return;
            content += found.BmcGrams;
            area += found.AreaCm2;
        }

        measured.Add(new DxaMeasurement(sum, content, area));
    }

    private static void ThrowIfUnusable(IReadOnlyList<DxaRegion> regions)
    {
        foreach (var region in regions)
        {
            if (region.Polygon.Count < 3 || region.Site is SkeletalSite.LumbarL1L4 or SkeletalSite.LumbarL2L4)
                throw new TrabeculaException("bad_dxa_region", "A DXA region is a polygon around one vertebra, a femoral neck or a hip.");
        }

        if (regions.Select(r => r.Site).Distinct().Count() != regions.Count)
            throw new TrabeculaException("bad_dxa_region", "Every site has at most one DXA region.");
    }
}
