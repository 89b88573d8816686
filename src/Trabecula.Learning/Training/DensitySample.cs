namespace Trabecula.Learning.Training;

/// <summary>One straightened spine for the density network.</summary>
/// <param name="Frame">256 × 160 values, rows from the top.</param>
/// <param name="Levels">4 × 256 × 160 values, soft masks of L1 to L4 in 0..1.</param>
/// <param name="Bmd">8 areal densities in g/cm², in the order of <see cref="Domain.SkeletalSite"/>; NaN where not measured.</param>
public sealed record DensitySample(float[] Frame, float[] Levels, float[] Bmd);
