using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>An X-ray spectrum in 1 keV bins from 10 to 150 keV.</summary>
public sealed class Spectrum
{
    // Added to TASMIP's own inherent filtration (about 1.2 mm Al) this gives the half-value layers of a general tube of
    // 2.7 to 3 mm Al total filtration; adding the full 3 mm would count the inherent part twice.
    private const double DefaultAluminiumMm = 1.5;

    private readonly double[] _fluence;

    private Spectrum(double kVp, double[] fluence) => (KVp, _fluence) = (kVp, fluence);

    /// <summary>The tube voltage, or the energy of the line, in kV.</summary>
    public double KVp { get; }

    /// <summary>Photons per mm², mAs and bin at 1 m, bins centred on 10, 11 … 150 keV.</summary>
    public ReadOnlySpan<double> FluencePerMm2PerMas => _fluence;

    /// <summary>A tungsten anode at constant potential (TASMIP, Boone and Seibert 1997, Med Phys 24:1661).</summary>
    /// <param name="kVp">Tube voltage, 30 to 140 kV.</param>
    /// <param name="aluminiumMm">Added aluminium in mm; 1.5 by default.</param>
    /// <param name="copperMm">Added copper in mm.</param>
    /// <returns>The filtered spectrum.</returns>
    /// <exception cref="TrabeculaException"><c>kvp_out_of_range</c> outside the model.</exception>
    public static Spectrum Tungsten(double kVp, double aluminiumMm = DefaultAluminiumMm, double copperMm = 0)
    {
        if (!(kVp >= 30 && kVp <= 140))
            throw new TrabeculaException("kvp_out_of_range", "The tungsten spectrum is modelled from 30 to 140 kV only.");

        var fluence = new double[Attenuation.BinCount];
        foreach (var row in EmbeddedTable.Rows("tasmip_coefficients.csv"))
        {
            var bin = (int)EmbeddedTable.Number(row[0]) - Attenuation.LowestKev;
            if (bin < 0 || bin >= fluence.Length || bin + Attenuation.LowestKev > kVp)
                continue;
            double a0 = EmbeddedTable.Number(row[1]), a1 = EmbeddedTable.Number(row[2]);
            double a2 = EmbeddedTable.Number(row[3]), a3 = EmbeddedTable.Number(row[4]);
            fluence[bin] = Math.Max(0, a0 + kVp * (a1 + kVp * (a2 + kVp * a3)));
        }

        return new Spectrum(kVp, fluence)
            .Behind(Material.Aluminium, aluminiumMm / 10 * Attenuation.DensityGPerCm3(Material.Aluminium))
            .Behind(Material.Copper, copperMm / 10 * Attenuation.DensityGPerCm3(Material.Copper));
    }

    /// <summary>A single line, as an ideal K-edge filter would leave.</summary>
    /// <param name="energyKev">Its energy, a whole number of keV from 10 to 150.</param>
    /// <param name="photonsPerMm2PerMas">Its strength.</param>
    /// <returns>The line.</returns>
    /// <exception cref="TrabeculaException"><c>energy_out_of_range</c> outside the table.</exception>
    public static Spectrum Line(int energyKev, double photonsPerMm2PerMas = 1e6)
    {
        if (energyKev is < Attenuation.LowestKev or > Attenuation.HighestKev)
            throw new TrabeculaException("energy_out_of_range", "A line lies between 10 and 150 keV.");
        var fluence = new double[Attenuation.BinCount];
        fluence[energyKev - Attenuation.LowestKev] = photonsPerMm2PerMas;
        return new Spectrum(energyKev, fluence);
    }

    /// <summary>This spectrum behind a layer.</summary>
    /// <param name="material">The layer's material.</param>
    /// <param name="gPerCm2">Its areal density.</param>
    /// <returns>The attenuated spectrum, scatter left out.</returns>
    public Spectrum Behind(Material material, double gPerCm2)
    {
        var attenuation = Attenuation.OnGrid(material);
        var fluence = new double[_fluence.Length];
        for (var i = 0; i < fluence.Length; i++)
            fluence[i] = _fluence[i] * Math.Exp(-attenuation[i] * gPerCm2);
        return new Spectrum(KVp, fluence);
    }

    /// <summary>The mean photon energy in keV.</summary>
    public double MeanEnergyKev
    {
        get
        {
            double sum = 0, weighted = 0;
            for (var i = 0; i < _fluence.Length; i++)
            {
                sum += _fluence[i];
                weighted += _fluence[i] * (i + Attenuation.LowestKev);
            }

            return weighted / sum;
        }
    }

    /// <summary>Air kerma at 1 m, in μGy per mAs.</summary>
    public double AirKermaMicroGyPerMas
    {
        get
        {
            var kerma = 0d;
            for (var i = 0; i < _fluence.Length; i++)
                kerma += _fluence[i] * AirKerma.MicroGyPerPhotonPerMm2(i + Attenuation.LowestKev);
            return kerma;
        }
    }

    /// <summary>The aluminium that halves the air kerma, in mm.</summary>
    /// <returns>The first half-value layer.</returns>
    public double HalfValueLayerMmAl()
    {
        var half = AirKermaMicroGyPerMas / 2;
        double low = 0, high = 50;
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            var kerma = Behind(Material.Aluminium, middle / 10 * Attenuation.DensityGPerCm3(Material.Aluminium)).AirKermaMicroGyPerMas;
            if (kerma > half)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
