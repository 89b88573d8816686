namespace Trabecula.Domain.Tests;

/// <summary>Short ways to ask the rules about one person.</summary>
internal static class Judged
{
    public static readonly Subject Woman67 = new(Sex.Female, 67, null, null, "command_line");

    public static DiagnosisOutcome Who(Subject subject, params (SkeletalSite Site, double Bmd)[] densities) =>
        By(DiagnosticCriteria.Who, subject, null, FragilityFracture.None, densities);

    public static DiagnosisOutcome Japan(Subject subject, params (SkeletalSite Site, double Bmd)[] densities) =>
        By(DiagnosticCriteria.Japan2012, subject, null, FragilityFracture.None, densities);

    public static DiagnosisOutcome By(
        DiagnosticCriteria criteria,
        Subject subject,
        bool? isPostmenopausal,
        FragilityFracture fracture,
        params (SkeletalSite Site, double Bmd)[] densities) =>
        DiagnosisRules.Evaluate(
            [.. densities.Select(density => new DensityEstimate(density.Site, density.Bmd, 0.07))],
            subject,
            isPostmenopausal,
            ReferencePopulation.For(criteria),
            criteria,
            DxaManufacturer.Hologic,
            fracture);

    public static Subject Person(Sex? sex, double? age) => new(sex, age, null, null, "command_line");
}
