using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A lumbar scan's field and the regions that an operator sets in it.</summary>
/// <param name="Geometry">The scan's rays.</param>
/// <param name="Regions">L1 to L4, each from mid-disc to mid-disc.</param>
internal sealed record LumbarScan(ProjectionGeometry Geometry, IReadOnlyList<DxaRegion> Regions)
{
    /// <summary>T12: a region's upper line needs the vertebra above.</summary>
    private const int Highest = SpineNumbering.LastThoracic, Levels = 4;

    private const double PixelMm = 1.0;

    // A region reaches a little beyond the body and cuts the transverse processes off, as makers' boxes of fixed width do.
    private const double BesideBodyMm = 9;

    /// <summary>T12 to L5, or to L4 where there is no L5; null where T12 or a level down to L4 was not built.</summary>
    public static PhantomVertebra[]? Needed(IReadOnlyList<PhantomVertebra> vertebrae)
    {
        PhantomVertebra[] needed = [.. vertebrae.Where(v => v.Number is >= Highest and <= Highest + Levels + 1).OrderBy(v => v.Number)];
        return needed.Length > Levels && needed[0].Number == Highest ? needed : null;
    }

    /// <summary>Lays a scan over L1 to L4 of a spine.</summary>
    /// <param name="vertebrae">At least T12 to L4.</param>
    /// <param name="pose">How the person lies; straight where it is left out.</param>
    /// <exception cref="TrabeculaException"><c>bad_dxa_region</c> where one of them is missing.</exception>
    public static LumbarScan Over(IReadOnlyList<PhantomVertebra> vertebrae, ScanPose pose = default)
    {
        PhantomVertebra[] lumbar = Needed(vertebrae) ?? throw new TrabeculaException("bad_dxa_region", "A lumbar scan needs all vertebrae from T12 to L4.");
        Vector3 top = lumbar[1].Frame.Origin, bottom = lumbar[4].Frame.Origin;
        ProjectionGeometry geometry = ProjectionGeometry.Scan(
            ((top + bottom) / 2) + pose.ShiftMm, 130 + Math.Abs(top.X - bottom.X), top.Z - bottom.Z + 90, PixelMm, pose.TurnRadians, pose.TiltRadians);
        return new LumbarScan(geometry, [.. Enumerable.Range(1, Levels).Select(i => Region(lumbar, i, geometry))]);
    }

    private static DxaRegion Region(PhantomVertebra[] lumbar, int index, ProjectionGeometry scan)
    {
        PhantomVertebra own = lumbar[index];
        Vector3 upper = MidDisc(lumbar[index - 1], own), lower = index + 1 < lumbar.Length ? MidDisc(own, lumbar[index + 1]) : MidDiscBelow(own);
        Vector3 across = (float)((own.Size.Width / 2) + BesideBodyMm) * own.Frame.Left;
        return new DxaRegion(
            SkeletalSite.L1 + (index - 1),
            [scan.Project(upper - across), scan.Project(upper + across), scan.Project(lower + across), scan.Project(lower - across)]);
    }

    private static Vector3 MidDiscBelow(PhantomVertebra last) =>
        ((last.Corners[2] + last.Corners[3]) / 2) - ((float)(last.Size.DiscBelow / 2) * last.Frame.Up);

    private static Vector3 MidDisc(PhantomVertebra above, PhantomVertebra below) =>
        (above.Corners[2] + above.Corners[3] + below.Corners[0] + below.Corners[1]) / 4;
}
