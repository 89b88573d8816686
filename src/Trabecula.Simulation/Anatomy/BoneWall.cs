namespace Trabecula.Simulation;

/// <summary>The density of a bone with a wall, by depth below its surface, free of voxel stairs.</summary>
internal static class BoneWall
{
    /// <summary>Hydroxyapatite in g/cm³ at a depth.</summary>
    /// <param name="depthMm">Depth below the surface, negative outside.</param>
    /// <param name="wallMm">Thickness of the wall; it may be thinner than a voxel.</param>
    /// <param name="rampMm">Half the width of a face's ramp: 1 or 1.5 voxels of the grid that is filled.</param>
    /// <param name="cortex">Density of the wall.</param>
    /// <param name="inside">Density of the inside.</param>
    /// <remarks>
    /// Both faces of the wall are ramps two or three voxels wide with the form of a raised cosine. Such ramps add up to the same
    /// mineral wherever the surface lies between the grid's points (a Hann window sampled at a half or a third of its width sums
    /// to 1): a sampled oblique surface then shows no stairs and a wall thinner than a voxel keeps its mineral.
    /// </remarks>
    public static float Density(float depthMm, float wallMm, float rampMm, float cortex, float inside)
    {
        float inner = Ramp((depthMm - wallMm) / rampMm);
        return (cortex * (Ramp(depthMm / rampMm) - inner)) + (inside * inner);
    }

    private static float Ramp(float t) => t <= -1 ? 0 : t >= 1 ? 1 : 0.5f * (1 + t + (MathF.Sin(MathF.PI * t) / MathF.PI));
}
