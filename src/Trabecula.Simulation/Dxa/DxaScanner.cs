using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A dual-energy scanner.</summary>
/// <param name="Name">For the manifest.</param>
/// <param name="Maker">Whose scale the readings are on.</param>
/// <param name="Low">The softer beam.</param>
/// <param name="High">The harder beam.</param>
/// <param name="RelativeNoise">Noise of either signal in one pixel of 1 mm² behind 20 cm of tissue, relative to the signal.</param>
/// <param name="MarrowFatPerMineral">Fat over the bone, in g per g of mineral, that the maker's calibration allows for. At 2 a scanner
/// reads the true mineral of bone with ordinary marrow (Lunar DPX: 100.1 ± 1.1 % of the apatite's mass when the fat over the bone is
/// about twice the apatite); at 0 it reads that of plain apatite.</param>
public sealed record DxaScanner(
    string Name, DxaManufacturer Maker, Spectrum Low, Spectrum High, double RelativeNoise, double MarrowFatPerMineral = 2)
{
    /// <summary>From how much mineral on a pixel counts as bone, g/cm², after smoothing over 3 × 3 pixels.</summary>
    public float EdgeGPerCm2 { get; init; } = 0.2f;

    /// <summary>Mineral per area of a spine over what the Hologic-like scanner finds in it, on account of edges: mean of 44 drawn people.</summary>
    public double SpineOverHologic { get; init; } = 1;

    /// <summary>Where the neck's box begins, mm from the head's centre along the neck.</summary>
    public float NeckFromMm { get; init; } = HipRegions.DistalNeckFromMm;

    // 100 and 140 kVp in turn; the harder pulse is filtered further, here by 2 mm copper, to set the two apart (95 keV mean).
    private const double HologicCopperMm = 2;

    /// <summary>A tube that switches between 100 and 140 kVp.</summary>
    public static DxaScanner HologicLike { get; } = new(
        "Hologic-like (in silico)",
        DxaManufacturer.Hologic,
        Spectrum.Tungsten(100, aluminiumMm: 3),
        Spectrum.Tungsten(140, aluminiumMm: 3, copperMm: HologicCopperMm),
        0.01);

    /// <summary>A beam split by a cerium K-edge filter into two lines of 38 and 70 keV.</summary>
    public static DxaScanner LunarLike { get; } = new(
        "Lunar-like (in silico)", DxaManufacturer.Lunar, Spectrum.Line(38), Spectrum.Line(70), 0.01)
    {
        // Hologic's area = 0.873 · Lunar's + 8.808 cm² (Fan, Shepherd et al. 2010): smaller below 69 cm². The maker's edges clip more of the
        // thin transverse processes than 0.2 g/cm² does (section 4.5 of the constants).
        EdgeGPerCm2 = 0.23f,
        SpineOverHologic = 1.018,
        NeckFromMm = HipRegions.NarrowestNeckFromMm,
    };

    /// <summary>What the scanner prints for a measurement, g/cm².</summary>
    /// <remarks>
    /// Makers hold their scales by phantoms of their own. Here hydroxyapatite is on Hologic's scale, as the simulated population's
    /// densities are; another maker's scale follows by the published cross-calibration (<see cref="CrossCalibration"/>).
    /// </remarks>
    /// <param name="measurement">What was measured, as hydroxyapatite.</param>
    public double Reading(DxaMeasurement measurement) =>
        CrossCalibration.Convert(
        measurement.BmdGPerCm2 / (measurement.Site is SkeletalSite.FemoralNeck or SkeletalSite.TotalHip ? 1 : SpineOverHologic),
        measurement.Site,
        DxaManufacturer.Hologic,
        Maker);
}
