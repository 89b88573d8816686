using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Scans a phantom's spine and hip as a DXA examination does.</summary>
public static class PhantomDxa
{
    private const double ScanPixelMm = 1.0;

    /// <summary>Densities of all eight sites in g/cm² as the scanner measures them.</summary>
    /// <param name="phantom">The person.</param>
    /// <param name="seed">Seed of noise and repositioning.</param>
    public static IReadOnlyDictionary<SkeletalSite, double> Measure(Phantom phantom, ulong seed)
    {
        Vector3 top = phantom.Vertebra(VertebralLevel.L1).Frame.Origin, bottom = phantom.Vertebra(VertebralLevel.L4).Frame.Origin;
        double height = top.Z - bottom.Z + 90;
        ProjectionGeometry spine = ProjectionGeometry.Scan((top + bottom) / 2, 130 + Math.Abs(top.X - bottom.X), height, ScanPixelMm);
        DxaRegion[] levels = [.. LumbarRegions(phantom, spine)];
        ProjectionGeometry hip = ProjectionGeometry.Scan(phantom.FemoralHead + (phantom.FemurScale * new Vector3(14, 0, -38)), 140, 150, ScanPixelMm);
        DxaRegion[] femur =
        [
            Region(SkeletalSite.FemoralNeck, HipRegions.NeckBox, phantom, hip),
            Region(SkeletalSite.TotalHip, HipRegions.TotalHipBox, phantom, hip),
        ];
        IEnumerable<DxaMeasurement> measured = SimulatedDxa
            .Scan(PhantomProjector.Project(phantom, spine), levels, DxaScanner.HologicLike, seed, 1)
            .Concat(SimulatedDxa.Scan(PhantomProjector.Project(phantom, hip), femur, DxaScanner.HologicLike, seed + 1, 1));
        return measured.Where(m => double.IsFinite(m.BmdGPerCm2)).ToDictionary(m => m.Site, m => m.BmdGPerCm2);
    }

    /// <summary>L1 to L4, each from mid-disc to mid-disc, as an operator sets the lines.</summary>
    private static IEnumerable<DxaRegion> LumbarRegions(Phantom phantom, ProjectionGeometry scan)
    {
        for (VertebralLevel level = VertebralLevel.L1; level <= VertebralLevel.L4; level++)
        {
            PhantomVertebra above = phantom.Vertebra(level - 1), own = phantom.Vertebra(level), below = phantom.Vertebra(level + 1);
            (Vector3 upper, Vector3 lower) = (Between(above, own), Between(own, below));
            Vector3 across = (float)((own.Size.Width / 2) + 9) * own.Frame.Left;
            yield return new DxaRegion(
                SkeletalSite.L1 + (level - VertebralLevel.L1),
                [scan.Project(upper - across), scan.Project(upper + across), scan.Project(lower + across), scan.Project(lower - across)]);
        }
    }

    private static Vector3 Between(PhantomVertebra above, PhantomVertebra below) =>
        (above.Corners[2] + above.Corners[3] + below.Corners[0] + below.Corners[1]) / 4;

    private static DxaRegion Region(SkeletalSite site, IReadOnlyList<Vector2> box, Phantom phantom, ProjectionGeometry scan) =>
        new(site, [.. box.Select(p => scan.Project(phantom.FemoralHead + (phantom.FemurScale * new Vector3(p.X, 0, p.Y))))]);
}
