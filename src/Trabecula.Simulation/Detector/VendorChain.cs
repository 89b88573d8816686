using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>One setting of a console's processing for the eye.</summary>
/// <remarks>
/// The chain is the one that makers describe: logarithm, exposure normalisation from the histogram, multi-frequency processing
/// (Vuylsteke and Schoeters 1994), dynamic range compression, S-shaped look-up table. The families A to E and their ranges imitate how
/// consoles differ; they are not measurements of any maker's product.
/// </remarks>
/// <param name="Vendor">The family, <c>A</c> to <c>E</c>.</param>
/// <param name="LowPercentile">Percentile of the log attenuation in the middle of the film that is set to the dark end.</param>
/// <param name="HighPercentile">Percentile that is set to the bright end.</param>
/// <param name="DetailGain">Gain of the two finest bands for faint detail, 1 for none.</param>
/// <param name="ContrastGain">Gain of the middle bands (about 0.6 to 5 mm) for faint structure.</param>
/// <param name="FaintContrast">The contrast in ln units above which a band is no longer amplified.</param>
/// <param name="RangeCompression">How much of the coarsest structure is taken out, 0 to 0.8.</param>
/// <param name="Slope">Steepness of the S-curve at its middle, relative to a straight line; 0.7 to 2.2.</param>
/// <param name="Midpoint">Where the middle of the S-curve lies between the dark and the bright end, 0 to 1.</param>
/// <param name="BitsStored">10 to 14.</param>
/// <param name="IsMonochrome1">Whether the stored values are inverted.</param>
public sealed record VendorChain(
    string Vendor,
    double LowPercentile,
    double HighPercentile,
    double DetailGain,
    double ContrastGain,
    double FaintContrast,
    double RangeCompression,
    double Slope,
    double Midpoint,
    int BitsStored,
    bool IsMonochrome1)
{
    private const ulong Stream = 0xC4A1;

    private static readonly string[] Vendors = ["A", "B", "C", "D", "E"];

    /// <summary>Draws a setting: a family, then its parameters within the family's ranges.</summary>
    /// <param name="seed">The film's seed.</param>
    /// <returns>The setting.</returns>
    public static VendorChain Draw(ulong seed)
    {
        var draws = new DeterministicRandom(seed, Stream);
        return Draw(Vendors[draws.Index(Vendors.Length)], draws);
    }

    /// <summary>Draws a setting of one family.</summary>
    /// <param name="seed">The film's seed.</param>
    /// <param name="vendor">The family, <c>A</c> to <c>E</c>.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="TrabeculaException"><c>unknown_vendor</c> for any other name.</exception>
    public static VendorChain Draw(ulong seed, string vendor) => Draw(vendor, new DeterministicRandom(seed, Stream));

    // The look-up table's slope varies by 30 % from site to site within every family.
    private static VendorChain Draw(string vendor, DeterministicRandom draws) => vendor switch
    {
        // Strong multi-frequency processing, 12 bit.
        "A" => Of(vendor, draws, detail: (1.3, 2.4), contrast: (1.3, 2.2), compression: (0.2, 0.5), slope: 1.25, 12, inverted: 0.1),

        // Unsharp masking and an S-curve close to film, MONOCHROME1 by habit, 10 bit.
        "B" => Of(vendor, draws, detail: (1.1, 1.8), contrast: (1.0, 1.3), compression: (0.0, 0.3), slope: 1.5, 10, inverted: 0.8),

        // Gentle, nearly linear, 14 bit.
        "C" => Of(vendor, draws, detail: (1.0, 1.4), contrast: (1.0, 1.4), compression: (0.0, 0.2), slope: 1.0, 14, inverted: 0.1),

        // Strong range compression, flat look, 12 bit.
        "D" => Of(vendor, draws, detail: (1.2, 2.0), contrast: (1.4, 2.4), compression: (0.4, 0.7), slope: 1.2, 12, inverted: 0.3),

        // High contrast, 12 bit, both polarities.
        "E" => Of(vendor, draws, detail: (1.0, 1.6), contrast: (1.1, 1.6), compression: (0.1, 0.4), slope: 1.7, 12, inverted: 0.5),
        _ => throw new TrabeculaException("unknown_vendor", "The families of processing are A, B, C, D and E."),
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
            LowPercentile: draws.Uniform(1, 6),
            HighPercentile: draws.Uniform(98.5, 99.9),
            DetailGain: draws.Uniform(detail.Low, detail.High),
            ContrastGain: draws.Uniform(contrast.Low, contrast.High),
            FaintContrast: draws.Uniform(0.03, 0.10),
            RangeCompression: draws.Uniform(compression.Low, compression.High),
            Slope: slope * draws.Uniform(0.7, 1.3),
            Midpoint: draws.Uniform(0.38, 0.56),
            BitsStored: bits,
            IsMonochrome1: draws.Chance(inverted));
}
