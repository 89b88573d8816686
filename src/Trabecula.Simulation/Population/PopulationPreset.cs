namespace Trabecula.Simulation;

/// <summary>Which population people are drawn from.</summary>
public enum PopulationPreset
{
    /// <summary>Japanese, two thirds women, 65 years on average: <see cref="RoadPopulation"/>.</summary>
    Road,

    /// <summary>Of the United States, 20 to 80 years: <see cref="NhanesPopulation"/>.</summary>
    Nhanes,
}

/// <summary>Draws people of a preset.</summary>
public static class PopulationPresets
{
    /// <summary>Draws one person. The same preset, seed and number always give the same person.</summary>
    /// <param name="preset">The population.</param>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number in the cohort, from 0.</param>
    public static SimulatedSubject Draw(this PopulationPreset preset, ulong seed, int number) => preset switch
    {
        PopulationPreset.Nhanes => NhanesPopulation.Draw(seed, number),
        _ => RoadPopulation.Draw(seed, number),
    };
}
