using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Scans a phantom's spine and hip as a DXA examination does.</summary>
public static class PhantomDxa
{
    // A region with more metal than a clip's edge in it: g/cm² of copper's equal, and cm².
    private const float MetalGPerCm2 = 0.05f;
    private const double MetalCm2 = 0.1;

    // ISCD: three vertebrae if four are not to be had, two if three are not, never one.
    private const int FewestLevels = 2;

    private static readonly SkeletalSite[] Vertebrae = [SkeletalSite.L1, SkeletalSite.L2, SkeletalSite.L3, SkeletalSite.L4];

    /// <summary>Densities in g/cm², on the scanner's own scale: all eight sites, unless vertebrae or hips cannot be judged.</summary>
    /// <param name="phantom">The person, with all vertebrae from T12 on.</param>
    /// <param name="seed">Seed of noise and repositioning: another seed is the same person scanned once more.</param>
    /// <param name="scanner">The scanner; <see cref="DxaScanner.HologicLike"/> where it is left out.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static IReadOnlyDictionary<SkeletalSite, double> Measure(Phantom phantom, ulong seed, DxaScanner? scanner = null, int threads = 1) =>
        Examine(phantom, seed, scanner, threads).Densities;

    /// <summary>The same, and which levels the lumbar densities are of.</summary>
    /// <param name="phantom">The person, with all vertebrae from T12 on.</param>
    /// <param name="seed">Seed of noise and repositioning.</param>
    /// <param name="scanner">The scanner; <see cref="DxaScanner.HologicLike"/> where it is left out.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static DxaExamination Examine(Phantom phantom, ulong seed, DxaScanner? scanner = null, int threads = 1)
    {
        DxaScanner used = scanner ?? DxaScanner.HologicLike;
        ScanPose pose = ScanPose.Draw(seed);
        SkeletalSite[] metal = [];
        var parts = new IReadOnlyList<DxaMeasurement>[2];
        PixelBlocks.ForBlocks(parts.Length, 1, threads, (part, _) =>
        {
            if (part == 0)
            {
                (parts[0], metal) = Spine(phantom, used, pose, seed);
            }
            else
            {
                parts[1] = Hip(phantom, used, pose, seed + 1);
            }
        });
        IReadOnlyList<DxaMeasurement> single = parts[0];
        DxaMeasurement[] evaluable = [.. single.Where(m => phantom.Findings.Fractures.All(f => f.Number != Number(m.Site)))];
        List<DxaMeasurement> measured = [.. single, .. parts[1]];

        // Without L1 the mean of L2 to L4 is a site of its own and not one of L1 to L4.
        DxaMeasurement[] lower = [.. evaluable.Where(m => m.Site != SkeletalSite.L1)];
        bool isLowerWhole = lower.Length == 3 && evaluable.Length == 3;
        if (evaluable.Length >= FewestLevels && !isLowerWhole)
        {
            measured.Add(Mean(SkeletalSite.LumbarL1L4, evaluable));
        }

        if (lower.Length >= FewestLevels)
        {
            measured.Add(Mean(SkeletalSite.LumbarL2L4, lower));
        }

        return new DxaExamination(
            measured.ToDictionary(m => m.Site, used.Reading), [.. evaluable.Select(m => Level(m.Site))], [.. metal.Select(Level)]);
    }

    /// <summary>Single vertebrae that are not beneath metal, and those that are.</summary>
    private static (DxaMeasurement[] Read, SkeletalSite[] Metal) Spine(Phantom phantom, DxaScanner scanner, ScanPose pose, ulong seed)
    {
        LumbarScan scan = LumbarScan.Over(phantom.Vertebrae, pose);
        ProjectionMaps maps = PhantomProjector.Project(phantom, scan.Geometry);
        SkeletalSite[] metal = [.. scan.Regions.Where(r => HoldsMetal(r, maps)).Select(r => r.Site)];
        IEnumerable<DxaMeasurement> read = SimulatedDxa.Scan(maps, scan.Regions, scanner, seed, 1)
            .Where(m => Vertebrae.Contains(m.Site) && !metal.Contains(m.Site) && double.IsFinite(m.BmdGPerCm2));
        return ([.. read], metal);
    }

    private static DxaMeasurement[] Hip(Phantom phantom, DxaScanner scanner, ScanPose pose, ulong seed)
    {
        if (phantom.Findings.Implants.ScannedHip is not { } side)
        {
            return [];
        }

        HipScan scan = HipScan.Over(phantom.FemoralHead, phantom.FemurScale, side, scanner, pose);
        Phantom lying = LegTurned(phantom, pose);
        IReadOnlyList<DxaMeasurement> read = SimulatedDxa.Scan(PhantomProjector.Project(lying, scan.Geometry), [scan.Neck, scan.TotalHip], scanner, seed, 1);
        return [.. read.Where(m => double.IsFinite(m.BmdGPerCm2))];
    }

    private static Phantom LegTurned(Phantom phantom, ScanPose pose)
    {
        BoneVolume femur = phantom.Femur.At(pose.Femur(phantom.FemoralHead));
        return phantom with
        {
            SoftTissue = HipTissue.Around(phantom),
            Femur = femur,
            Volumes = [.. phantom.Volumes.Select(volume => volume == phantom.Femur ? femur : volume)],
        };
    }

    private static bool HoldsMetal(DxaRegion region, ProjectionMaps maps)
    {
        bool[] mask = RegionMask.Of(region.Polygon, maps.Width, maps.Height, 0, 0);
        int pixels = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            pixels += mask[i] && maps.Metal[i] > MetalGPerCm2 ? 1 : 0;
        }

        return pixels * maps.PixelMm * maps.PixelMm / 100 > MetalCm2;
    }

    private static DxaMeasurement Mean(SkeletalSite site, IReadOnlyList<DxaMeasurement> of) =>
        new(site, of.Sum(m => m.BmcGrams), of.Sum(m => m.AreaCm2));

    private static VertebralLevel Level(SkeletalSite site) => VertebralLevel.L1 + Array.IndexOf(Vertebrae, site);

    private static int Number(SkeletalSite site) => SpineNumbering.LastThoracic + (int)Level(site);
}
