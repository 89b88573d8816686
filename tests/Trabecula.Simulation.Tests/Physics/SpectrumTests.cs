namespace Trabecula.Simulation.Tests.Physics;

public sealed class SpectrumTests
{
    // Constants, section 4.2: TASMIP with 1.5 mm Al added.
    [Theory]
    [InlineData(70, 40.4, 2.70, 38.8, 17860)]
    [InlineData(75, 42.2, 2.90, 45.3, 18750)]
    [InlineData(80, 44.0, 3.09, 52.1, 19550)]
    [InlineData(85, 45.7, 3.29, 59.3, 20270)]
    [InlineData(90, 47.2, 3.48, 66.7, 20900)]
    public void Mean_energy_half_value_layer_and_kerma_are_those_of_a_general_tube(
        double kVp, double meanKev, double halfValueMmAl, double kerma, double fluencePerMicroGy)
    {
        var spectrum = Spectrum.Tungsten(kVp);
        Assert.Equal(1, spectrum.MeanEnergyKev / meanKev, 0.02);
        Assert.Equal(1, spectrum.HalfValueLayerMmAl() / halfValueMmAl, 0.02);
        Assert.Equal(1, spectrum.AirKermaMicroGyPerMas / kerma, 0.02);
        var fluence = 0d;
        foreach (var photons in spectrum.FluencePerMm2PerMas)
            fluence += photons;
        Assert.Equal(1, fluence / spectrum.AirKermaMicroGyPerMas / fluencePerMicroGy, 0.02);
    }

    // Constants, section 4.2: 3 mm Al and 0.1 mm Cu added.
    [Fact]
    public void Copper_hardens_the_beam()
    {
        var spectrum = Spectrum.Tungsten(80, aluminiumMm: 3, copperMm: 0.1);
        Assert.Equal(1, spectrum.MeanEnergyKev / 49.5, 0.02);
        Assert.Equal(1, spectrum.HalfValueLayerMmAl() / 5.05, 0.02);
    }

    [Fact]
    public void A_line_behind_a_slab_follows_Beer_and_Lambert()
    {
        var line = Spectrum.Line(60);
        var behind = line.Behind(Material.Water, 10);
        var expected = Math.Exp(-10 * Attenuation.MassAttenuation(Material.Water, 60));
        Assert.Equal(expected, behind.FluencePerMm2PerMas[50] / line.FluencePerMm2PerMas[50], 1e-9);
    }

    [Theory]
    [InlineData(29)]
    [InlineData(141)]
    [InlineData(double.NaN)]
    public void A_voltage_outside_the_model_is_refused(double kVp) => Assert.Equal(
        "kvp_out_of_range", Assert.Throws<Domain.TrabeculaException>(() => Spectrum.Tungsten(kVp)).Code);
}
