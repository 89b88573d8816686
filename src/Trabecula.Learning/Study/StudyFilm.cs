using Trabecula.Domain;
using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Study;

/// <summary>A film of a study, straightened, with its row of the manifest.</summary>
/// <param name="Row">The row; its line is known.</param>
/// <param name="Repeat">Number of the film among those of its subject, from 1, in the manifest's order.</param>
/// <param name="Frame">The straightened spine.</param>
public sealed record StudyFilm(ManifestRow Row, int Repeat, StudyFrame Frame)
{
    /// <summary>8 areal densities in the order of <see cref="SkeletalSite"/>, g/cm²; NaN where not measured.</summary>
    public float[] Bmd => [.. Enum.GetValues<SkeletalSite>().Take(DensityNetwork.SiteCount).Select(site => (float)(Row.Bmd(site) ?? double.NaN))];

    /// <summary>Line of the manifest.</summary>
    public int Line => Row.Line ?? 0;
}
