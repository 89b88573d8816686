using System.Globalization;

namespace Trabecula.Simulation.Tests.Physics;

public sealed class AttenuationTests
{
    // NIST's copy has 26.87 cm²/g here, above its neighbours at 33.17 (21.22) and 35.98 keV (17.19), though there is no edge between.
    private const string CesiumIodideOutlier = "34.5483";

    [Theory]
    [InlineData("Water, Liquid", Material.Water, 0.005)]
    [InlineData("Muscle, Skeletal (ICRU-44)", Material.Muscle, 0.005)]
    [InlineData("Adipose Tissue (ICRU-44)", Material.Adipose, 0.005)]
    [InlineData("Tissue, Soft (ICRU-44)", Material.SoftTissue, 0.005)]
    [InlineData("Bone, Cortical (ICRU-44)", Material.CorticalBone, 0.005)]
    [InlineData("Air, Dry (near sea level)", Material.Air, 0.005)]
    [InlineData("Polymethyl Methacrylate", Material.Pmma, 0.005)]
    [InlineData("Z=13", Material.Aluminium, 0.005)]
    [InlineData("Z=29", Material.Copper, 0.005)]
    [InlineData("Cesium Iodide", Material.CesiumIodide, 0.025)]
    public void Attenuation_agrees_with_the_nodes_of_NIST(string nistName, Material material, double tolerance)
    {
        var nodes = NistNodes(nistName);
        Assert.True(nodes.Count >= 10, $"{nistName} has {nodes.Count} nodes");
        foreach (var (energyKev, expected) in nodes)
            Assert.Equal(1, Attenuation.MassAttenuation(material, energyKev) / expected, tolerance);
    }

    // Ca10(PO4)6(OH)2 mixed from NIST's elements by mass fraction (constants, section 4.1).
    [Theory]
    [InlineData(20, 6.559)]
    [InlineData(30, 2.099)]
    [InlineData(40, 0.9876)]
    [InlineData(60, 0.4067)]
    [InlineData(80, 0.2589)]
    [InlineData(100, 0.2019)]
    public void Hydroxyapatite_agrees_with_the_mixture_of_NIST_elements(double energyKev, double expected) =>
        Assert.Equal(1, Attenuation.MassAttenuation(Material.Hydroxyapatite, energyKev) / expected, 0.005);

    [Fact]
    public void Interpolation_jumps_at_the_edges_of_caesium_iodide_and_nowhere_beside_them()
    {
        Assert.InRange(Attenuation.MassAttenuation(Material.CesiumIodide, 33.16), 6.7, 7.0);
        Assert.InRange(Attenuation.MassAttenuation(Material.CesiumIodide, 33.18), 20.9, 21.5);
        Assert.InRange(Attenuation.MassAttenuation(Material.CesiumIodide, 35.98), 16.9, 17.5);
        Assert.InRange(Attenuation.MassAttenuation(Material.CesiumIodide, 35.99), 29.8, 30.5);
    }

    [Theory]
    [InlineData(9.99)]
    [InlineData(150.1)]
    [InlineData(double.NaN)]
    public void An_energy_outside_the_table_is_refused(double energyKev) => Assert.Equal(
        "energy_out_of_range",
        Assert.Throws<Domain.TrabeculaException>(() => Attenuation.MassAttenuation(Material.Water, energyKev)).Code);

    private static List<(double EnergyKev, double Value)> NistNodes(string name)
    {
        var nodes = new List<(double, double)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "nist_xaamdi_nodes.csv")).Skip(1))
        {
            // Names hold commas and are then quoted; the three numbers come last.
            var cells = line.Split(',');
            if (string.Join(',', cells[..^3]).Trim('"') == name && cells[^2] != CesiumIodideOutlier)
                nodes.Add((double.Parse(cells[^2], CultureInfo.InvariantCulture), double.Parse(cells[^1], CultureInfo.InvariantCulture)));
        }

        return nodes;
    }
}
