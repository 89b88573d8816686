using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A lumbar scan's field and the regions that an operator sets in it.</summary>
/// <param name="Geometry">The scan's rays.</param>
/// <param name="Regions">L1 to L4, each from mid-disc to mid-disc.</param>
internal sealed record LumbarScan(ProjectionGeometry Geometry, IReadOnlyList<DxaRegion> Regions)
{
    /// <summary>From T12 to L5: a region's lines need the vertebra above and that below.</summary>
    public const int NeededVertebrae = 6;

    private const double PixelMm = 1.0;

    // A region reaches a little beyond the body and cuts the transverse processes off, as makers' boxes of fixed width do.
    private const double BesideBodyMm = 9;

    /// <summary>Lays a scan over the lowest vertebrae of a spine.</summary>
    /// <param name="vertebrae">At least <see cref="NeededVertebrae"/>, L5 last.</param>
    /// <param name="pose">How the person lies; straight where it is left out.</param>
    public static LumbarScan Over(IReadOnlyList<PhantomVertebra> vertebrae, ScanPose pose = default)
    {
        PhantomVertebra[] lumbar = [.. vertebrae.TakeLast(NeededVertebrae)];
        Vector3 top = lumbar[1].Frame.Origin, bottom = lumbar[4].Frame.Origin;
        ProjectionGeometry geometry = ProjectionGeometry.Scan(
            ((top + bottom) / 2) + pose.ShiftMm, 130 + Math.Abs(top.X - bottom.X), top.Z - bottom.Z + 90, PixelMm, pose.TurnRadians, pose.TiltRadians);
        return new LumbarScan(geometry, [.. Enumerable.Range(1, 4).Select(i => Region(lumbar, i, geometry))]);
    }

    private static DxaRegion Region(PhantomVertebra[] lumbar, int index, ProjectionGeometry scan)
    {
        PhantomVertebra own = lumbar[index];
        Vector3 upper = MidDisc(lumbar[index - 1], own), lower = MidDisc(own, lumbar[index + 1]);
        Vector3 across = (float)((own.Size.Width / 2) + BesideBodyMm) * own.Frame.Left;
        return new DxaRegion(
            SkeletalSite.L1 + (index - 1),
            [scan.Project(upper - across), scan.Project(upper + across), scan.Project(lower + across), scan.Project(lower - across)]);
    }

    private static Vector3 MidDisc(PhantomVertebra above, PhantomVertebra below) =>
        (above.Corners[2] + above.Corners[3] + below.Corners[0] + below.Corners[1]) / 4;
}
