using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Mass attenuation coefficients from 10 to 150 keV.</summary>
/// <remarks>
/// EPDL97 on a 1 keV grid, coherent scattering included, because the beam is narrow; interpolated log–log and never across an
/// absorption edge. See <c>Physics/Data/SOURCES.md</c>.
/// </remarks>
public static class Attenuation
{
    /// <summary>The lowest tabulated energy in keV.</summary>
    public const int LowestKev = 10;

    /// <summary>The highest tabulated energy in keV.</summary>
    public const int HighestKev = 150;

    /// <summary>The number of 1 keV bins.</summary>
    internal const int BinCount = HighestKev - LowestKev + 1;

    private static readonly IReadOnlyDictionary<Material, (double Density, double[] Total)> Tables = Load();

    /// <summary>The density of a material in g/cm³.</summary>
    /// <param name="material">The material.</param>
    /// <returns>ICRU-44 densities for tissues, 1.205 mg/cm³ for air.</returns>
    public static double DensityGPerCm3(Material material) => Tables[material].Density;

    /// <summary>The mass attenuation coefficient μ/ρ in cm²/g.</summary>
    /// <param name="material">The material.</param>
    /// <param name="energyKev">Photon energy, 10 to 150 keV.</param>
    /// <returns>μ/ρ with coherent scattering, in cm²/g.</returns>
    /// <exception cref="TrabeculaException"><c>energy_out_of_range</c> outside the table.</exception>
    public static double MassAttenuation(Material material, double energyKev)
    {
        if (!(energyKev >= LowestKev && energyKev <= HighestKev))
            throw new TrabeculaException("energy_out_of_range", $"Attenuation is tabulated from {LowestKev} to {HighestKev} keV only.");

        var table = Tables[material].Total;
        var bin = Math.Min((int)energyKev - LowestKev, BinCount - 2);
        foreach (var edge in Edges(material))
        {
            // A segment that holds an edge is replaced by the prolonged neighbour on the same side of that edge.
            if (bin + LowestKev < edge && edge < bin + LowestKev + 1)
                bin += energyKev < edge ? -1 : 1;
        }

        double left = bin + LowestKev, right = left + 1;
        var t = Math.Log(energyKev / left) / Math.Log(right / left);
        return Math.Exp((1 - t) * Math.Log(table[bin]) + t * Math.Log(table[bin + 1]));
    }

    /// <summary>μ/ρ in cm²/g at 10, 11 … 150 keV.</summary>
    internal static ReadOnlySpan<double> OnGrid(Material material) => Tables[material].Total;

    // K edges in keV: iodine, caesium, gadolinium (NIST XAAMDI, NISTIR 5632).
    private static ReadOnlySpan<double> Edges(Material material) => material switch
    {
        Material.CesiumIodide => [33.1694, 35.9846],
        Material.GadoliniumOxysulfide => [50.2391],
        _ => [],
    };

    private static Dictionary<Material, (double, double[])> Load()
    {
        var tables = new Dictionary<Material, (double Density, double[] Total)>();
        foreach (var row in EmbeddedTable.Rows("mu_rho_epdl97_1keV.csv"))
        {
            if (MaterialNamed(row[0]) is not { } material)
                continue;
            if (!tables.TryGetValue(material, out var table))
                tables[material] = table = (EmbeddedTable.Number(row[1]), new double[BinCount]);
            table.Total[(int)EmbeddedTable.Number(row[2]) - LowestKev] = EmbeddedTable.Number(row[6]);
        }

        return tables;
    }

    private static Material? MaterialNamed(string name) => name switch
    {
        "water" => Material.Water,
        "air" => Material.Air,
        "muscle ICRU-44" => Material.Muscle,
        "adipose ICRU-44" => Material.Adipose,
        "soft tissue ICRU-44" => Material.SoftTissue,
        "cortical bone ICRU-44" => Material.CorticalBone,
        "hydroxyapatite" => Material.Hydroxyapatite,
        "calcium carbonate" => Material.CalciumCarbonate,
        "red marrow" => Material.RedMarrow,
        "yellow marrow" => Material.YellowMarrow,
        "PMMA" => Material.Pmma,
        "CsI" => Material.CesiumIodide,
        "Gd2O2S" => Material.GadoliniumOxysulfide,
        "Al" => Material.Aluminium,
        "Cu" => Material.Copper,
        _ => null,
    };
}
