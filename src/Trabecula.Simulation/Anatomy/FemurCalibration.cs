using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Scales a femur's mineral until a hip scan's regions hold the person's densities.</summary>
internal static class FemurCalibration
{
    // Areas depend on the mineral; four rounds leave 0.1 %.
    private const int Rounds = 4;

    // What the Hologic-like scanner reads of mineral, fitted to 44 drawn people scanned three times each: reading = offset + slope · mineral, g/cm². It allows for
    // marrow's fat in proportion to the mineral, and marrow has more of it; beside a trochanter there is fat.
    private const double NeckReadSlope = 1.120, NeckReadOffset = -0.087, HipReadSlope = 1.0945, HipReadOffset = -0.099;

    // However low the total hip was drawn below the neck, a trochanter is not empty.
    private const double LeastShare = 0.4;

    // Neck and the rest join within these mm of the neck's outer line.
    private const float JoinMm = 3;

    /// <summary>Scales neck and head by one factor, the rest by another.</summary>
    /// <param name="femur">The femur that is scanned.</param>
    /// <param name="side">+1 for the patient's left, −1 for the right.</param>
    /// <param name="head">Centre of its head, patient's coordinates, mm.</param>
    /// <param name="size">Its scale, 1 for the mean adult.</param>
    /// <param name="subject">The person.</param>
    public static void Apply(BoneVolume femur, int side, Vector3 head, float size, SimulatedSubject subject)
    {
        HipScan scan = HipScan.Over(head, size, side);
        bool[] neck = Mask(scan.Neck, scan.Geometry), hip = Mask(scan.TotalHip, scan.Geometry);
        bool[] rest = [.. hip.Zip(neck, (h, n) => h && !n)];
        double wantedNeck = (subject.FemoralNeckBmd - NeckReadOffset) / NeckReadSlope;
        double wantedHip = (subject.TotalHipBmd - HipReadOffset) / HipReadSlope;
        for (int round = 0; round < Rounds; round++)
        {
            float[] mineral = BoneWindow.Project(femur, scan.Geometry);
            float[] edges = SimulatedDxa.Smooth(mineral, scan.Geometry.Width, scan.Geometry.Height);
            (double neckDensity, int neckPixels) = BoneWindow.Read(mineral, edges, neck);
            (double restDensity, int restPixels) = BoneWindow.Read(mineral, edges, rest);
            double wanted = ((wantedHip * (neckPixels + restPixels)) - (wantedNeck * neckPixels)) / restPixels;
            float inner = (float)(wantedNeck / neckDensity), outer = (float)Math.Max(wanted / restDensity, LeastShare * wantedNeck / neckDensity);
            femur.Change((p, value) => value * (inner + ((outer - inner) * HipRegions.BeyondNeck(new Vector3(side * p.X, p.Y, p.Z) / size, JoinMm))));
        }
    }

    private static bool[] Mask(DxaRegion region, ProjectionGeometry scan) => RegionMask.Of(region.Polygon, scan.Width, scan.Height, 0, 0);
}
