using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Scans a phantom's spine and hip as a DXA examination does.</summary>
public static class PhantomDxa
{
    /// <summary>Densities of all eight sites in g/cm², on the scanner's own scale.</summary>
    /// <param name="phantom">The person, with all vertebrae from T12 to L5.</param>
    /// <param name="seed">Seed of noise and repositioning: another seed is the same person scanned once more.</param>
    /// <param name="scanner">The scanner; <see cref="DxaScanner.HologicLike"/> where it is left out.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static IReadOnlyDictionary<SkeletalSite, double> Measure(Phantom phantom, ulong seed, DxaScanner? scanner = null, int threads = 1)
    {
        DxaScanner used = scanner ?? DxaScanner.HologicLike;
        ScanPose pose = ScanPose.Draw(seed);
        LumbarScan spine = LumbarScan.Over(phantom.Vertebrae, pose);
        HipScan hip = HipScan.Over(phantom.FemoralHead, phantom.FemurScale, used, pose);
        Phantom lying = LegTurned(phantom, pose);
        var measured = new IReadOnlyList<DxaMeasurement>[2];
        PixelBlocks.ForBlocks(measured.Length, 1, threads, (part, _) => measured[part] = part == 0
            ? SimulatedDxa.Scan(PhantomProjector.Project(phantom, spine.Geometry), spine.Regions, used, seed, 1)
            : SimulatedDxa.Scan(PhantomProjector.Project(lying, hip.Geometry), [hip.Neck, hip.TotalHip], used, seed + 1, 1));
        return measured.SelectMany(part => part).Where(m => double.IsFinite(m.BmdGPerCm2)).ToDictionary(m => m.Site, used.Reading);
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
}
