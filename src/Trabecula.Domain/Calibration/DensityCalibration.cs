namespace Trabecula.Domain;

/// <summary>How the estimates of one site are corrected: a line, the size of the spread, the reach of the 90 % interval, the probabilities.</summary>
/// <param name="Site">The site.</param>
/// <param name="Slope">Corrected density = <paramref name="Intercept"/> + slope · estimate.</param>
/// <param name="Intercept">g/cm².</param>
/// <param name="SpreadFactor">Standard deviation = factor · the network's spread; above 0.</param>
/// <param name="ReachFactor">Half the width of the 90 % interval = factor · the network's spread; above 0.</param>
/// <param name="Categories">Correction of the probabilities, or null where they follow from density and spread alone.</param>
public sealed record DensityCalibration(
    SkeletalSite Site, double Slope, double Intercept, double SpreadFactor, double ReachFactor, CategoryCalibration? Categories)
{
    /// <summary>What holds where nothing was calibrated: the estimate as it is, with the interval of a normal distribution.</summary>
    /// <param name="site">The site.</param>
    public static DensityCalibration None(SkeletalSite site) => new(site, 1, 0, 1, NormalDistribution.Quantile95, null);

    /// <summary>Corrects an estimate.</summary>
    /// <param name="estimate">The network's estimate of the same site.</param>
    public DensityEstimate Apply(DensityEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate with
        {
            Bmd = Intercept + (Slope * estimate.Bmd),
            StandardDeviation = SpreadFactor * estimate.StandardDeviation,
            CalibratedReach = ReachFactor * estimate.StandardDeviation,
            Categories = Categories,
        };
    }

    /// <summary>This correction and a further one after it, as one.</summary>
    /// <param name="slope">Of the further line.</param>
    /// <param name="intercept">Of the further line, g/cm².</param>
    /// <param name="spreadFactor">By what half the width of the present interval is multiplied to be the standard deviation.</param>
    /// <param name="reachFactor">By what half the width of the present interval is multiplied to be half that of the new one.</param>
    /// <param name="categories">The probabilities' correction from now on.</param>
    public DensityCalibration Then(double slope, double intercept, double spreadFactor, double reachFactor, CategoryCalibration? categories) => new(
        Site, slope * Slope, intercept + (slope * Intercept), spreadFactor * ReachFactor, reachFactor * ReachFactor, categories);
}
