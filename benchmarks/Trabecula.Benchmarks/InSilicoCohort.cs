using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Benchmarks;

/// <summary>Prints published figures beside those of a simulated cohort, as a Markdown table.</summary>
internal static class InSilicoCohort
{
    // Fewer people than this say nothing about a share or a correlation.
    private const int Fewest = 20;

    public static void Run(string folder)
    {
        CohortPeople cohort = CohortPeople.Read(folder);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{cohort.All.Count} people: {cohort.Women.Count} women, {cohort.Men.Count} men\n"));
        Console.WriteLine("| figure | published | wanted | simulated | |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (CohortFigure figure in Figures(cohort))
        {
            Console.WriteLine($"| {figure.Name} | {figure.Published} | {figure.Wanted} | {figure.Simulated} | {figure.Verdict} |");
        }

        Console.WriteLine("\n| DXA reading over the mineral that the phantom was built with | mean | SD |");
        Console.WriteLine("|---|---|---|");
        foreach (SkeletalSite site in (ReadOnlySpan<SkeletalSite>)[SkeletalSite.LumbarL2L4, SkeletalSite.FemoralNeck, SkeletalSite.TotalHip])
        {
            (double mean, double spread) = cohort.ReadingOverBuilt(site);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {site.DisplayName()} | {mean:+0.0%;-0.0%;0.0%} | {spread:0.0%} |"));
        }
    }

    private static IEnumerable<CohortFigure> Figures(CohortPeople cohort)
    {
        IReadOnlyList<CohortPerson> old = [.. cohort.Women.Where(p => p.Age >= 70)], middle = [.. cohort.Women.Where(p => p.Age is >= 45 and <= 75)];
        if (cohort.Women.Count >= Fewest)
        {
            yield return CohortFigure.Share(
                "osteoporosis at L2–L4, women", "13.9–19.2 % (ROAD 2015–16, 2005–07)", 0.14, 0.20, cohort.Women, p => p.HasLumbarOsteoporosis);
        }

        if (cohort.Men.Count >= Fewest)
        {
            yield return CohortFigure.Share(
                "osteoporosis at L2–L4, men", "1.4–3.4 % (ROAD 2015–16, 2005–07)", 0.01, 0.04, cohort.Men, p => p.HasLumbarOsteoporosis);
        }

        if (old.Count >= Fewest)
        {
            yield return CohortFigure.Share(
                "osteoporosis at any site, women of 70 and over", "38.8–48.9 % (ROAD 2015–16, 2005–07)", 0.38, 0.50, old, p => p.HasLumbarOsteoporosis || p.HasNeckOsteoporosis);
        }

        if (cohort.All.Count >= Fewest)
        {
            yield return CohortFigure.Between(
                "correlation of L2–L4 and neck", "0.6 under, 0.7 over 50 years (women, Srinagarind)", 0.55, 0.72, CohortStatistics.Correlation(cohort.All), "0.00");
            yield return CohortFigure.Between(
                "neck explained by L2–L4, age, sex, weight, height", "–", 0.50, 0.62, CohortStatistics.NeckExplained(cohort.All), "0.0%");
            yield return CohortFigure.Between(
                "SD of L2–L4, g/cm²", "0.17 women, 0.21 men (Taiwanese clinic, PMC6265621)", 0.16, 0.22, CohortStatistics.LumbarSpread(cohort.All), "0.000");
        }

        if (cohort.Men.Count >= Fewest)
        {
            (double slope, double error) = CohortStatistics.LumbarPerYear(cohort.Men);
            yield return CohortFigure.Slope("L2–L4 by age, men, g/cm² a year", "about 0 (r = +0.04, Zmuda 2000)", -0.0015, 0.0025, slope, error);
        }

        if (middle.Count >= Fewest)
        {
            (double slope, double error) = CohortStatistics.LumbarPerYear(middle);
            yield return CohortFigure.Slope("L2–L4 by age, women of 45 to 75, g/cm² a year", "−0.0095 (Western women), −0.005 (Miyama)", -0.0115, -0.005, slope, error);
        }
    }
}
