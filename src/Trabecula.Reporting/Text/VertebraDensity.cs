using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Finds the estimate that belongs to a vertebra.</summary>
internal static class VertebraDensity
{
    /// <summary>The estimate of L1 to L4, or null for other levels and where there is none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="level">The level.</param>
    public static DensityEstimate? Of(FilmResult result, VertebralLevel level)
    {
        SkeletalSite? site = level switch
        {
            VertebralLevel.L1 => SkeletalSite.L1,
            VertebralLevel.L2 => SkeletalSite.L2,
            VertebralLevel.L3 => SkeletalSite.L3,
            VertebralLevel.L4 => SkeletalSite.L4,
            _ => null,
        };
        return site is null ? null : result.VertebraEstimates.FirstOrDefault(estimate => estimate.Site == site);
    }
}
