using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>One person of an in-silico cohort, as drawn; the phantom is built to these.</summary>
/// <param name="Number">Number in the cohort, from 0.</param>
/// <param name="Sex">Sex.</param>
/// <param name="AgeYears">Age, years.</param>
/// <param name="HeightCm">Height, cm.</param>
/// <param name="WeightKg">Weight, kg.</param>
/// <param name="MenopauseAgeYears">Age at menopause, years: above <paramref name="AgeYears"/> of a woman who has not reached it; null of men.</param>
/// <param name="LumbarL2L4Bmd">Areal BMD of L2–L4 that the phantom is built to, g/cm², Hologic scale.</param>
/// <param name="Levels">Densities of the vertebrae over that of L2–L4.</param>
/// <param name="FemoralNeckBmd">Areal BMD of the femoral neck, g/cm².</param>
/// <param name="TotalHipBmd">Areal BMD of the total hip, g/cm².</param>
public sealed record SimulatedSubject(
    int Number,
    Sex Sex,
    double AgeYears,
    double HeightCm,
    double WeightKg,
    double? MenopauseAgeYears,
    double LumbarL2L4Bmd,
    LevelRatios Levels,
    double FemoralNeckBmd,
    double TotalHipBmd)
{
    /// <summary>The areal BMD of a site, g/cm², Hologic scale.</summary>
    /// <param name="site">Any of the eight.</param>
    public double Bmd(SkeletalSite site) => site switch
    {
        SkeletalSite.FemoralNeck => FemoralNeckBmd,
        SkeletalSite.TotalHip => TotalHipBmd,
        _ => LumbarL2L4Bmd * Levels.Of(site),
    };
}
