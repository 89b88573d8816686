using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>One setting of a console's processing for the eye.</summary>
/// <remarks>
/// The chain is the one that makers describe: logarithm, exposure normalisation from the histogram, multi-frequency processing
/// (Vuylsteke and Schoeters 1994), dynamic range compression, S-shaped look-up table. The families A to E and their ranges imitate how
/// consoles differ; they are not measurements of any maker's product. F and G lie outside the ranges of all of these, for tests on films
/// of other rooms. Their place and width follow the looks of six published AP
/// abdomens and are told with them in docs/explanation/in-silico-cohort.md.
/// </remarks>
/// <param name="Vendor">The family, <c>A</c> to <c>G</c>.</param>
/// <param name="HighPercentile">Percentile of the log attenuation in the middle of the film that counts as the examined part's brightest.</param>
/// <param name="Headroom">How far the bright end lies above soft tissue, the median, in units of that brightest part: above 1, so that
/// bone keeps its detail on the curve's shoulder.</param>
/// <param name="SoftTissueShare">Where soft tissue lies between the dark and the bright end, 0 to 1.</param>
/// <param name="DetailGain">Gain of the two finest bands for faint detail, 1 for none.</param>
/// <param name="ContrastGain">Gain of the middle bands (about 0.6 to 5 mm) for faint structure.</param>
/// <param name="FaintContrast">The contrast in ln units above which a band is no longer amplified.</param>
/// <param name="RangeCompression">How much of the coarsest structure is taken out, 0 to 0.8.</param>
/// <param name="Slope">Steepness of the S-curve at its middle, relative to a straight line; 1.0 to 2.8.</param>
/// <param name="Midpoint">Where the middle of the S-curve lies between the dark and the bright end, 0 to 1.</param>
/// <param name="BitsStored">10 to 14.</param>
/// <param name="IsMonochrome1">Whether the stored values are inverted.</param>
/// <param name="Equalisation">Limit of adaptive equalisation, as picture programs apply it, above 1; null for none.</param>
public sealed record VendorChain(
    string Vendor,
    double HighPercentile,
    double Headroom,
    double SoftTissueShare,
    double DetailGain,
    double ContrastGain,
    double FaintContrast,
    double RangeCompression,
    double Slope,
    double Midpoint,
    int BitsStored,
    bool IsMonochrome1,
    double? Equalisation = null)
{
    private const ulong Stream = 0xC4A1;

    private static readonly string[] Vendors = ["A", "B", "C", "D", "E"], OtherVendors = ["F", "G"];

    /// <summary>Draws a setting: a family, then its parameters within the family's ranges.</summary>
    /// <param name="seed">The film's seed.</param>
    /// <param name="equipment">Whether the family is one of A to E, or of F and G.</param>
    /// <returns>The setting.</returns>
    public static VendorChain Draw(ulong seed, Equipment equipment = Equipment.Usual)
    {
        var draws = new DeterministicRandom(seed, Stream);
        var vendors = equipment == Equipment.Usual ? Vendors : OtherVendors;
        return Draw(vendors[draws.Index(vendors.Length)], draws);
    }

    /// <summary>Draws a setting of one family.</summary>
    /// <param name="seed">The film's seed.</param>
    /// <param name="vendor">The family, <c>A</c> to <c>G</c>.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="TrabeculaException"><c>unknown_vendor</c> for any other name.</exception>
    public static VendorChain Draw(ulong seed, string vendor) => Draw(vendor, new DeterministicRandom(seed, Stream));

    // The look-up table's slope varies by 30 % from site to site within every family.
    private static VendorChain Draw(string vendor, DeterministicRandom draws) => vendor switch
    {
        // Strong multi-frequency processing, 12 bit.
        "A" => Of(vendor, draws, detail: (1.6, 3.6), contrast: (2.2, 3.7), compression: (0.1, 0.25), slope: 1.75, 12, inverted: 0.1),

        // Unsharp masking and an S-curve close to film, MONOCHROME1 by habit, 10 bit.
        "B" => Of(vendor, draws, detail: (1.2, 2.6), contrast: (1.7, 2.2), compression: (0.0, 0.1), slope: 2.0, 10, inverted: 0.8),

        // Gentle, nearly linear, 14 bit.
        "C" => Of(vendor, draws, detail: (1.0, 1.8), contrast: (1.7, 2.4), compression: (0.0, 0.1), slope: 1.4, 14, inverted: 0.1),

        // Strong range compression, flat look, 12 bit.
        "D" => Of(vendor, draws, detail: (1.4, 3.0), contrast: (2.3, 4.0), compression: (0.2, 0.4), slope: 1.7, 12, inverted: 0.3),

        // High contrast, 12 bit, both polarities.
        "E" => Of(vendor, draws, detail: (1.0, 2.2), contrast: (1.8, 2.7), compression: (0.0, 0.2), slope: 2.2, 12, inverted: 0.5),

        // The strongest local contrast on the flattest ground, 12 bit.
        "F" => Of(vendor, draws, detail: (3.6, 4.5), contrast: (4.0, 5.0), compression: (0.4, 0.5), slope: 1.2, 12, inverted: 0.2),

        // As a film on a light box: hardly any enhancement and the steepest curve, 10 bit.
        "G" => Of(vendor, draws, detail: (1.0, 1.0), contrast: (1.0, 1.5), compression: (0.0, 0.0), slope: 2.6, 10, inverted: 0.5),
        _ => throw new TrabeculaException("unknown_vendor", "The families of processing are A to G."),
    };

    private static VendorChain Of(
        string vendor,
        DeterministicRandom draws,
        (double Low, double High) detail,
        (double Low, double High) contrast,
        (double Low, double High) compression,
        double slope,
        int bits,
        double inverted) => new(
            vendor,
            HighPercentile: draws.Uniform(98.5, 99.9),
            Headroom: draws.Uniform(1.25, 1.85),
            SoftTissueShare: draws.Uniform(0.40, 0.53),
            DetailGain: draws.Uniform(detail.Low, detail.High),
            ContrastGain: draws.Uniform(contrast.Low, contrast.High),
            FaintContrast: draws.Uniform(0.015, 0.05),
            RangeCompression: draws.Uniform(compression.Low, compression.High),
            Slope: slope * draws.Uniform(0.7, 1.3),
            Midpoint: draws.Uniform(0.30, 0.46),
            BitsStored: bits,
            IsMonochrome1: draws.Chance(inverted));
}
