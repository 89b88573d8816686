using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>What others have published for one site.</summary>
/// <param name="Source">Where.</param>
/// <param name="People">People in the study.</param>
/// <param name="MeanAbsoluteError">Mean absolute error, g/cm².</param>
/// <param name="Correlation">Pearson's r.</param>
/// <param name="Sensitivity">Sensitivity for osteopenia, 0 to 1.</param>
/// <param name="Specificity">Specificity for osteopenia, 0 to 1.</param>
public sealed record PublishedFigures(
    string Source, int People, double MeanAbsoluteError, double Correlation, double Sensitivity, double Specificity)
{
    private const string Moro = "Moro et al. 2025, J Orthop Res (abstract; five-fold cross-validation)";

    /// <summary>The published figures for a site, or null.</summary>
    /// <remarks>"Lumbar" is set beside both lumbar regions and "femur" beside both femoral ones: the abstract does not say which.</remarks>
    /// <param name="site">The site.</param>
    public static PublishedFigures? For(SkeletalSite site)
    {
        if (!site.IsRegional())
            return null;
        return site.IsSpine()
            ? new PublishedFigures(Moro, 1454, 0.076, 0.89, 0.864, 0.841)
            : new PublishedFigures(Moro, 1454, 0.071, 0.74, 0.804, 0.763);
    }
}
