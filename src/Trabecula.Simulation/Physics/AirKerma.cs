namespace Trabecula.Simulation;

/// <summary>Air kerma of photons.</summary>
public static class AirKerma
{
    // Mass energy-absorption coefficient of dry air, cm²/g (NIST XAAMDI, Hubbell and Seltzer, NISTIR 5632).
    private static readonly double[] NodeKev = [10, 15, 20, 30, 40, 50, 60, 80, 100, 150];
    private static readonly double[] NodeValue = [4.742, 1.334, .5389, .1537, .06833, .04098, .03041, .02407, .02325, .02496];

    // keV to joule, per mm² to per cm², per gram to per kilogram, gray to microgray.
    private const double KevPerMm2ToMicroGy = 1.602176634e-16 * 1e2 * 1e3 * 1e6;

    /// <summary>The air kerma of one photon per mm².</summary>
    /// <param name="energyKev">Photon energy, 10 to 150 keV.</param>
    /// <returns>μGy per photon/mm².</returns>
    public static double MicroGyPerPhotonPerMm2(double energyKev)
    {
        var node = 0;
        while (node < NodeKev.Length - 2 && energyKev > NodeKev[node + 1])
            node++;
        var t = Math.Log(energyKev / NodeKev[node]) / Math.Log(NodeKev[node + 1] / NodeKev[node]);
        var absorption = Math.Exp((1 - t) * Math.Log(NodeValue[node]) + t * Math.Log(NodeValue[node + 1]));
        return energyKev * absorption * KevPerMm2ToMicroGy;
    }
}
