using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Population;

/// <summary>The drawn population against ROAD's published figures (doi 10.1007/s00774-022-01352-4 and …018-0981-5).</summary>
public sealed class RoadPopulationTests
{
    private static readonly SimulatedSubject[] People = [.. Enumerable.Range(0, 20_000).Select(n => RoadPopulation.Draw(11, n))];

    [Fact]
    public void Two_thirds_are_women_of_65_years()
    {
        SimulatedSubject[] women = [.. People.Where(p => p.Sex == Sex.Female)];
        Assert.Equal(0.67, (double)women.Length / People.Length, 0.01);
        Assert.Equal(65.0, women.Average(w => w.AgeYears), 0.6);
    }

    /// <summary>Osteoporosis at L2–L4 (70 % of 1.011 g/cm²) in 19.2 % of women and 3.4 % of men at baseline.</summary>
    [Fact]
    public void Lumbar_osteoporosis_is_as_frequent_as_published()
    {
        double Share(Sex sex) => People.Where(p => p.Sex == sex).Average(p => p.LumbarL2L4Bmd <= 0.7135 ? 1.0 : 0);
        Assert.InRange(Share(Sex.Female), 0.165, 0.215);
        Assert.InRange(Share(Sex.Male), 0.02, 0.05);
    }

    /// <summary>Spine and femur correlate with 0.6 to 0.7 (section 2.3 of the constants).</summary>
    [Fact]
    public void Spine_and_neck_correlate_as_published()
    {
        Assert.InRange(Correlation(p => p.LumbarL2L4Bmd, p => p.FemoralNeckBmd), 0.55, 0.75);
        Assert.InRange(Correlation(p => p.FemoralNeckBmd, p => p.TotalHipBmd), 0.86, 0.96);
    }

    [Fact]
    public void A_person_depends_on_seed_and_number_alone() =>
        Assert.Equal(RoadPopulation.Draw(11, 1234), People[1234]);

    private static double Correlation(Func<SimulatedSubject, double> a, Func<SimulatedSubject, double> b)
    {
        double meanA = People.Average(a), meanB = People.Average(b);
        double ab = People.Sum(p => (a(p) - meanA) * (b(p) - meanB));
        return ab / Math.Sqrt(People.Sum(p => Math.Pow(a(p) - meanA, 2)) * People.Sum(p => Math.Pow(b(p) - meanB, 2)));
    }
}
