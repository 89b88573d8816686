using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>How a film is exposed.</summary>
/// <param name="KVp">Tube voltage, 30 to 140 kV; 75 to 85 for an AP lumbar film.</param>
/// <param name="SidMm">Source to image distance in mm; 1000 to 1150.</param>
/// <param name="MilliampereSeconds">Tube load, or null for automatic exposure control to <paramref name="DetectorKermaMicroGy"/>.</param>
/// <param name="DetectorKermaMicroGy">Mean air kerma in the middle of the detector that automatic exposure control aims at.</param>
/// <param name="CopperMm">Added copper in mm.</param>
/// <param name="FocalSpotMm">Effective focal spot; 1.0 to 1.2 mm for the large focus.</param>
/// <param name="Magnification">Source–detector over source–spine distance; 1.15 to 1.25.</param>
/// <param name="GridPrimaryTransmission">Primary let through by the grid; 0.70 for 10:1 (IEC 60627).</param>
/// <param name="GridScatterTransmission">Scatter let through by the grid; 0.12 for 10:1 (IEC 60627).</param>
/// <param name="ScatterScale">Multiplies the scatter model, 1 for a large field.</param>
/// <param name="ScatterWidthMm">Full width at half maximum of the scatter's spread; 100 to 200 mm.</param>
/// <param name="HeelFraction">Relative fall of the beam from the film's upper to its lower edge by the anode's heel; may be negative.</param>
public sealed record TechniqueFactors(
    double KVp = 80,
    double SidMm = 1100,
    double? MilliampereSeconds = null,
    double DetectorKermaMicroGy = 2.5,
    double CopperMm = 0,
    double FocalSpotMm = 1.2,
    double Magnification = 1.18,
    double GridPrimaryTransmission = 0.70,
    double GridScatterTransmission = 0.12,
    double ScatterScale = 1,
    double ScatterWidthMm = 150,
    double HeelFraction = 0.1)
{
    private const ulong Stream = 0x7EC1;

    // What is met in practice; a value that stands more than once is that much more frequent.
    private static readonly double[] KVps = [75, 78, 80, 80, 80, 82, 85];
    private static readonly double[] OtherKVps = [65, 70, 90, 100];
    private static readonly double[] SidsMm = [1000, 1050, 1100, 1100, 1150];
    private static readonly double[] FocalSpotsMm = [1.0, 1.2];
    private static readonly (double Primary, double Scatter)[] Grids = [(0.70, 0.12), (0.68, 0.09)];

    /// <summary>Draws a technique as it is met in general radiography.</summary>
    /// <param name="seed">The film's seed.</param>
    /// <param name="equipment">Whether the tube voltage is of 75 to 85 kV, or below or above.</param>
    /// <returns>75 to 85 kVp, or 65 to 100 in other rooms; 100 to 115 cm, a 10:1 or 12:1 grid, 1.5 to 4 μGy at the detector.</returns>
    public static TechniqueFactors Draw(ulong seed, Equipment equipment = Equipment.Usual)
    {
        var draws = new DeterministicRandom(seed, Stream);
        var (primary, scatter) = Grids[draws.Index(Grids.Length)];
        var voltages = equipment == Equipment.Usual ? KVps : OtherKVps;
        return new TechniqueFactors(
            KVp: voltages[draws.Index(voltages.Length)],
            SidMm: SidsMm[draws.Index(SidsMm.Length)],
            DetectorKermaMicroGy: draws.Uniform(1.5, 4),
            CopperMm: draws.Chance(0.15) ? 0.1 : 0,
            FocalSpotMm: FocalSpotsMm[draws.Index(FocalSpotsMm.Length)],
            Magnification: draws.Uniform(1.15, 1.25),
            GridPrimaryTransmission: primary,
            GridScatterTransmission: scatter,
            ScatterScale: draws.Uniform(0.75, 1.25),
            ScatterWidthMm: draws.Uniform(100, 200),
            HeelFraction: draws.Uniform(-0.2, 0.2));
    }
}
