using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What a scan says of one site.</summary>
/// <param name="Site">The site.</param>
/// <param name="BmcGrams">Bone mineral content, as hydroxyapatite.</param>
/// <param name="AreaCm2">Projected bone area.</param>
public sealed record DxaMeasurement(SkeletalSite Site, double BmcGrams, double AreaCm2)
{
    /// <summary>Areal bone mineral density in g/cm², or NaN where no bone was found.</summary>
    public double BmdGPerCm2 => BmcGrams / AreaCm2;
}
