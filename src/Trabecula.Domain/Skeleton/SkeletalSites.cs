namespace Trabecula.Domain;

/// <summary>Codes and names of the skeletal sites, the same in every table, file and report.</summary>
public static class SkeletalSites
{
    /// <summary>The stable code: <c>l1</c>…<c>l4</c>, <c>lumbar_l1_l4</c>, <c>lumbar_l2_l4</c>, <c>femoral_neck</c>,
    /// <c>total_hip</c>.</summary>
    /// <param name="site">The site.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value names no site.</exception>
    public static string Code(this SkeletalSite site) => site switch
    {
        SkeletalSite.L1 => "l1",
        SkeletalSite.L2 => "l2",
        SkeletalSite.L3 => "l3",
        SkeletalSite.L4 => "l4",
        SkeletalSite.LumbarL1L4 => "lumbar_l1_l4",
        SkeletalSite.LumbarL2L4 => "lumbar_l2_l4",
        SkeletalSite.FemoralNeck => "femoral_neck",
        SkeletalSite.TotalHip => "total_hip",
        _ => throw new ArgumentOutOfRangeException(nameof(site), site, "No such skeletal site."),
    };

    /// <summary>The name a clinician reads, for instance <c>lumbar spine L1–L4</c>.</summary>
    /// <param name="site">The site.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value names no site.</exception>
    public static string DisplayName(this SkeletalSite site) => site switch
    {
        SkeletalSite.L1 or SkeletalSite.L2 or SkeletalSite.L3 or SkeletalSite.L4 => site.ToString(),
        SkeletalSite.LumbarL1L4 => "lumbar spine L1–L4",
        SkeletalSite.LumbarL2L4 => "lumbar spine L2–L4",
        SkeletalSite.FemoralNeck => "femoral neck",
        SkeletalSite.TotalHip => "total hip",
        _ => throw new ArgumentOutOfRangeException(nameof(site), site, "No such skeletal site."),
    };

    /// <summary>Whether a diagnosis may rest on the site: L1–L4, L2–L4, femoral neck, total hip; never one vertebra (ISCD).</summary>
    /// <param name="site">The site.</param>
    public static bool IsRegional(this SkeletalSite site) => site is >= SkeletalSite.LumbarL1L4 and <= SkeletalSite.TotalHip;

    /// <summary>Whether the site is a lumbar vertebra or a lumbar region.</summary>
    /// <param name="site">The site.</param>
    public static bool IsSpine(this SkeletalSite site) => site is >= SkeletalSite.L1 and <= SkeletalSite.LumbarL2L4;

    /// <summary>The vertebrae of a lumbar site, from the head downwards; empty for a site of the hip.</summary>
    /// <param name="site">The site.</param>
    public static IReadOnlyList<VertebralLevel> Levels(this SkeletalSite site) => site switch
    {
        SkeletalSite.L1 => [VertebralLevel.L1],
        SkeletalSite.L2 => [VertebralLevel.L2],
        SkeletalSite.L3 => [VertebralLevel.L3],
        SkeletalSite.L4 => [VertebralLevel.L4],
        SkeletalSite.LumbarL1L4 => [VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4],
        SkeletalSite.LumbarL2L4 => [VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4],
        _ => [],
    };

    /// <summary>Reads a code as <see cref="Code"/> writes it.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The site, or null where the code names none.</returns>
    public static SkeletalSite? FromCode(string code)
    {
        foreach (var site in Enum.GetValues<SkeletalSite>())
        {
            if (site.Code() == code)
                return site;
        }

        return null;
    }
}
