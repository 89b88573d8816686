namespace Trabecula.Domain;

/// <summary>Turns a density on one maker's scale into another's, by way of standardised BMD.</summary>
/// <remarks>
/// sBMD = 1000 · (a + b · BMD), one line for each maker and site: spine L2–L4 and femoral neck after Hui et al. 1997
/// (J Bone Miner Res 12:1463), total hip after Lu et al. 2001 (Osteoporos Int 12:438), as given at
/// courses.washington.edu/bonephys. The spine's line is used for L1–L4 and for each vertebra too. The
/// error for one person is 3.5 % on average (same page); a conversion does not replace calibration in a hospital.
/// </remarks>
public static class CrossCalibration
{
    /// <summary>Standardised BMD.</summary>
    /// <param name="bmd">Areal BMD, g/cm², on the maker's scale.</param>
    /// <param name="site">The site.</param>
    /// <param name="maker">The maker of the scale.</param>
    /// <returns>sBMD, mg/cm².</returns>
    public static double ToStandardized(double bmd, SkeletalSite site, DxaManufacturer maker)
    {
        var (intercept, slope) = Line(site, maker);
        return 1000 * (intercept + (slope * bmd));
    }

    /// <summary>Density on a maker's scale from standardised BMD.</summary>
    /// <param name="standardizedBmd">sBMD, mg/cm².</param>
    /// <param name="site">The site.</param>
    /// <param name="maker">The maker whose scale is wanted.</param>
    /// <returns>Areal BMD, g/cm².</returns>
    public static double FromStandardized(double standardizedBmd, SkeletalSite site, DxaManufacturer maker)
    {
        var (intercept, slope) = Line(site, maker);
        return ((standardizedBmd / 1000) - intercept) / slope;
    }

    /// <summary>Density on another maker's scale; unchanged where both scales are the same.</summary>
    /// <param name="bmd">Areal BMD, g/cm², on the scale of <paramref name="from"/>.</param>
    /// <param name="site">The site.</param>
    /// <param name="from">The maker of the scale the density is on.</param>
    /// <param name="to">The maker of the scale that is wanted.</param>
    /// <returns>Areal BMD, g/cm², on the scale of <paramref name="to"/>.</returns>
    public static double Convert(double bmd, SkeletalSite site, DxaManufacturer from, DxaManufacturer to) =>
        from == to ? bmd : FromStandardized(ToStandardized(bmd, site, from), site, to);

    /// <summary>By how much a difference or a spread grows in a conversion.</summary>
    /// <param name="site">The site.</param>
    /// <param name="from">The maker of the scale the spread is on.</param>
    /// <param name="to">The maker of the scale that is wanted.</param>
    /// <returns>Ratio of the two slopes, above 0.</returns>
    public static double SpreadRatio(SkeletalSite site, DxaManufacturer from, DxaManufacturer to) =>
        from == to ? 1 : Line(site, from).Slope / Line(site, to).Slope;

    private static (double Intercept, double Slope) Line(SkeletalSite site, DxaManufacturer maker) => (site, maker) switch
    {
        (SkeletalSite.FemoralNeck, DxaManufacturer.Hologic) => (0.019, 1.087),
        (SkeletalSite.FemoralNeck, DxaManufacturer.Lunar) => (-0.023, 0.939),
        (SkeletalSite.FemoralNeck, DxaManufacturer.Norland) => (0.006, 0.985),
        (SkeletalSite.TotalHip, DxaManufacturer.Hologic) => (0.006, 1.008),
        (SkeletalSite.TotalHip, DxaManufacturer.Lunar) => (-0.031, 0.979),
        (SkeletalSite.TotalHip, DxaManufacturer.Norland) => (0.026, 1.012),
        (_, DxaManufacturer.Hologic) when site.IsSpine() => Spine(1.0550, 0.972),
        (_, DxaManufacturer.Lunar) when site.IsSpine() => Spine(0.9683, 1.100),
        (_, DxaManufacturer.Norland) when site.IsSpine() => Spine(0.9743, 0.969),
        _ => throw new ArgumentOutOfRangeException(nameof(site), (site, maker), "No cross-calibration for this site and maker."),
    };

    // Hui writes the spine's lines about the mean of each scanner: sBMD = 1000 · (slope · (BMD − mean) + 1.0436).
    private static (double Intercept, double Slope) Spine(double slope, double mean) => (1.0436 - (slope * mean), slope);
}
