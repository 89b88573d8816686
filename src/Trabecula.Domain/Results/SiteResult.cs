namespace Trabecula.Domain;

/// <summary>An estimate of areal bone mineral density at one site, as a network gives it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Bmd">Areal BMD, g/cm².</param>
/// <param name="StandardDeviation">Spread of the estimate, g/cm², above 0.</param>
public sealed record DensityEstimate(SkeletalSite Site, double Bmd, double StandardDeviation)
{
    /// <summary>Calibrated half width of the 90 % interval, g/cm², above 0; null where it is that of a normal distribution.</summary>
    public double? CalibratedReach { get; init; }

    /// <summary>Half the width of the 90 % interval, g/cm².</summary>
    public double Reach90 => CalibratedReach ?? (NormalDistribution.Quantile95 * StandardDeviation);

    /// <summary>Correction of the category probabilities, or null where they follow from density and spread alone.</summary>
    public CategoryCalibration? Categories { get; init; }
}

/// <summary>An estimate with all that a reference population makes of it.</summary>
/// <param name="Estimate">The density and its spread.</param>
/// <param name="Lower90">Lower end of the 90 % interval, g/cm².</param>
/// <param name="Upper90">Upper end of the 90 % interval, g/cm².</param>
/// <param name="TScore">T-score, or null where none may be given.</param>
/// <param name="ZScore">Z-score, or null where none may be given.</param>
/// <param name="YamPercent">Per cent of the young adult mean, or null.</param>
/// <param name="Category">Category, or null where the criteria give none.</param>
/// <param name="Probabilities">Probability of each category, in the order of <see cref="DiagnosticCategory"/>, or null.</param>
/// <param name="Reference">Which reference population was used, in words, or null.</param>
public sealed record SiteResult(
    DensityEstimate Estimate,
    double Lower90,
    double Upper90,
    double? TScore,
    double? ZScore,
    double? YamPercent,
    DiagnosticCategory? Category,
    IReadOnlyList<double>? Probabilities,
    string? Reference);
