namespace Trabecula.Domain;

/// <summary>What a reference population says about one site in persons of one sex.</summary>
/// <param name="Site">The site.</param>
/// <param name="Sex">The sex of the person who is compared; the young adults may be of another (ISCD's female reference for men).</param>
/// <param name="Manufacturer">The scale of all densities of the record.</param>
/// <param name="YoungFromYears">Youngest of the young adults, years.</param>
/// <param name="YoungToYears">Oldest of the young adults, years.</param>
/// <param name="Mean">Young adult mean, g/cm².</param>
/// <param name="StandardDeviation">Spread of the young adults, g/cm².</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="Certainty">How sure they are, in words: <c>seen in source</c>, <c>from memory, confidence 0.85</c>, <c>derived</c>.</param>
/// <param name="AgeCurve">Density by age for Z-scores, or null.</param>
/// <param name="Group">Who the young adults are, for reports; null where the population's name says it for every site.</param>
public sealed record ReferenceRecord(
    SkeletalSite Site,
    Sex Sex,
    DxaManufacturer Manufacturer,
    double YoungFromYears,
    double YoungToYears,
    double Mean,
    double StandardDeviation,
    string Source,
    string Certainty,
    AgeCurve? AgeCurve,
    string? Group = null);
