using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A hip scan's field and the regions that an operator sets in it.</summary>
/// <param name="Geometry">The scan's rays.</param>
/// <param name="Neck">The femoral neck's box.</param>
/// <param name="TotalHip">Neck, trochanter and intertrochanteric region.</param>
internal sealed record HipScan(ProjectionGeometry Geometry, DxaRegion Neck, DxaRegion TotalHip)
{
    private const double PixelMm = 1.0;

    /// <summary>Lays a scan over a femur.</summary>
    /// <param name="head">Centre of its head, patient's coordinates, mm.</param>
    /// <param name="size">Its scale, 1 for the mean adult.</param>
    /// <param name="side">+1 for the patient's left, −1 for the right.</param>
    /// <param name="scanner">Whose regions are set; <see cref="DxaScanner.HologicLike"/> where it is left out.</param>
    /// <param name="pose">How the leg lies; as it was built where it is left out.</param>
    public static HipScan Over(Vector3 head, float size, int side, DxaScanner? scanner = null, ScanPose pose = default)
    {
        RigidFrame leg = pose.Femur(head);
        ProjectionGeometry scan = ProjectionGeometry.Scan(
            head + (size * new Vector3(14 * side, 0, -38)) + pose.ShiftMm, 140, 150, PixelMm, 0, pose.TiltRadians);
        if (side < 0)
        {
            // Seen in the mirror, so that outwards is the same way for both hips.
            scan = scan with { FirstPixel = scan.PixelCentre(scan.Width - 1, 0), Right = -scan.Right };
        }

        DxaRegion Region(SkeletalSite site, IReadOnlyList<Vector2> box) =>
            new(site, [.. box.Select(p => scan.Project(leg.ToPatient(size * new Vector3(side * p.X, 0, p.Y))))]);
        float neckFrom = (scanner ?? DxaScanner.HologicLike).NeckFromMm;
        return new HipScan(scan, Region(SkeletalSite.FemoralNeck, HipRegions.NeckBox(neckFrom)), Region(SkeletalSite.TotalHip, HipRegions.TotalHipBox));
    }
}
