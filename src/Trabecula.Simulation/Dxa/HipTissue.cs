namespace Trabecula.Simulation;

/// <summary>The soft tissue around a hip that is scanned.</summary>
/// <remarks>
/// A trunk's outline is drawn for lumbar films, which end above the trochanters; further down it can leave them in the fat or outside
/// the skin. A hip is scanned with the leg turned in and lies within muscle, with fat beside it.
/// </remarks>
internal static class HipTissue
{
    // Outer border of the greater trochanter from the head's centre, mean adult, mm; and what fascia and muscle cover it.
    private const float TrochanterMm = 57, CoverMm = 14;

    // Half way between head and lesser trochanter, mm.
    private const float LevelMm = -30;

    // Least fat beside a trochanter.
    private const float LeastFatMm = 8;

    /// <summary>The phantom's soft tissue, wide enough to hold the femur that is scanned.</summary>
    public static SoftTissue Around(Phantom phantom)
    {
        SoftTissue tissue = phantom.SoftTissue;
        float height = phantom.FemoralHead.Z + (phantom.FemurScale * LevelMm);
        float outer = MathF.Abs(phantom.FemoralHead.X) + (phantom.FemurScale * TrochanterMm) + CoverMm;
        float fat = MathF.Max(LeastFatMm, tissue.Trunk.HalfWidth - tissue.MuscleWall.HalfWidth);
        return tissue with
        {
            Trunk = Widened(tissue.Trunk, height, outer + fat),
            MuscleWall = Widened(tissue.MuscleWall, height, outer),
        };
    }

    private static EllipticTrunk Widened(EllipticTrunk trunk, float height, float least)
    {
        // Flanks wave; thighs do not.
        EllipticTrunk still = trunk with { Waves = trunk.Waves with { X = 0 } };
        return still with { HalfWidth = still.HalfWidth * MathF.Max(1, least / still.HalfWidthAt(height)) };
    }
}
