using CsCheck;
using static Trabecula.Domain.SkeletalSite;

namespace Trabecula.Domain.Tests;

public sealed class WorkedExampleTests
{
    // A woman of 67, L1–L4 0.742: T = (0.742 − 1.047)/0.110, % = 0.742/1.047 (PMC8214495, table 2); between 65.5 years 0.952 ± 0.142 and
    // 75.5 years 0.902 ± 0.167 (PMC12995607, table 3) lies 0.9445 ± 0.14575, so Z = −0.2025/0.14575.
    [Fact]
    public void The_spine_of_a_woman_of_67_by_hand()
    {
        var site = Judged.Who(Judged.Woman67, (LumbarL1L4, 0.742)).Sites.Single();
        Assert.Equal(-2.772727, site.TScore!.Value, 1e-6);
        Assert.Equal(-1.389365, site.ZScore!.Value, 1e-6);
        Assert.Equal(70.869150, site.YamPercent!.Value, 1e-6);
    }

    // L2–L4 0.700 against 1.011 ± 0.119 (JSBMR/JOS 2012, Hologic): −0.311/0.119 and 0.700/1.011.
    [Fact]
    public void A_Japanese_spine_by_hand()
    {
        var site = Judged.Japan(Judged.Woman67, (LumbarL2L4, 0.700)).Sites.Single();
        Assert.Equal(-2.613445, site.TScore!.Value, 1e-6);
        Assert.Equal(69.238378, site.YamPercent!.Value, 1e-6);
    }

    // ISCD 2023: one female reference for men too. Total hip 0.820 = 0.942 − 0.122.
    [Fact]
    public void A_man_is_compared_with_young_women_by_WHO() =>
        Assert.Equal(-1, Judged.Who(Judged.Person(Sex.Male, 60), (TotalHip, 0.820)).Sites.Single().TScore!.Value, 1e-9);

    // FRAX's way with a Lunar femoral neck (PMC8214495, table 2): T = ((−0.023 + 0.939·0.800 − 0.019)/1.087 − 0.858)/0.120.
    [Fact]
    public void A_Lunar_femoral_neck_gets_the_T_score_that_FRAX_gives_it()
    {
        var outcome = DiagnosisRules.Evaluate(
            [new DensityEstimate(FemoralNeck, 0.800, 0.05)],
            Judged.Woman67,
            true,
            ReferencePopulation.Who,
            DiagnosticCriteria.Who,
            DxaManufacturer.Lunar);
        Assert.Equal(-1.713017, outcome.Sites.Single().TScore!.Value, 1e-6);
    }

    // Estimate on the −2.5 SD boundary 0.772, spread 0.11 = 1 SD: half below it; −1.0 SD lies 1.5 spreads up, Φ(1.5) = 0.9331928.
    [Fact]
    public void Probabilities_follow_the_normal_spread()
    {
        var outcome = DiagnosisRules.Evaluate(
            [new DensityEstimate(LumbarL1L4, 0.772, 0.11)],
            Judged.Woman67,
            true,
            ReferencePopulation.Who,
            DiagnosticCriteria.Who,
            DxaManufacturer.Hologic);
        var probabilities = outcome.Sites.Single().Probabilities!;
        Assert.Equal(0.0668072, probabilities[0], 1e-7);
        Assert.Equal(0.4331928, probabilities[1], 1e-7);
        Assert.Equal(0.5, probabilities[2], 1e-7);
    }

    // On a Lunar the neck's −2.5 SD 0.558 is (1.087·0.558 + 0.019 + 0.023)/0.939; a Lunar spread of 0.1 is 0.1·0.939/1.087 on Hologic's
    // scale, and −1.0 SD lies 0.180 up: 1 − Φ(0.180/0.0863845), by Golden/normal_distribution.py's formula.
    [Fact]
    public void Probabilities_follow_the_spread_on_the_references_scale()
    {
        var outcome = DiagnosisRules.Evaluate(
            [new DensityEstimate(FemoralNeck, ((1.087 * 0.558) + 0.019 + 0.023) / 0.939, 0.1)],
            Judged.Woman67,
            true,
            ReferencePopulation.Who,
            DiagnosticCriteria.Who,
            DxaManufacturer.Lunar);
        Assert.Equal(0.0185935, outcome.Sites.Single().Probabilities![0], 1e-7);
        Assert.Equal(0.5, outcome.Sites.Single().Probabilities![2], 1e-7);
    }

    // 70 % of 0.787 is 0.5509 and lies above −2.5 SD.
    [Fact]
    public void By_the_Japanese_criteria_the_probability_counts_the_higher_of_the_two_cut_offs() =>
        Assert.Equal(0.5, Judged.Japan(Judged.Woman67, (FemoralNeck, 0.5509)).Sites.Single().Probabilities![2], 1e-7);

    // 0.742 ± 1.6449·0.07.
    [Fact]
    public void The_90_per_cent_interval_reaches_1_645_spreads_to_either_side()
    {
        var site = Judged.Who(Subject.Unknown, (LumbarL1L4, 0.742)).Sites.Single();
        Assert.Equal(0.626860, site.Lower90, 1e-6);
        Assert.Equal(0.857140, site.Upper90, 1e-6);
    }

    [Fact]
    public void Probabilities_are_probabilities_and_the_category_never_improves_as_density_falls() =>
        Gen.Select(Gen.Double[0.2, 2], Gen.Double[0.2, 2], Gen.Double[0.001, 1], Gen.OneOfConst(Enum.GetValues<DiagnosticCriteria>()))
            .Sample((one, other, spread, criteria) =>
            {
                SiteResult Of(double bmd) => DiagnosisRules.Evaluate(
                    [new DensityEstimate(TotalHip, bmd, spread)],
                    Judged.Woman67,
                    true,
                    ReferencePopulation.For(criteria),
                    criteria,
                    DxaManufacturer.Norland).Sites.Single();
                var (low, high) = (Of(Math.Min(one, other)), Of(Math.Max(one, other)));
                Assert.True(low.Category >= high.Category);
                Assert.Equal(1, low.Probabilities!.Sum(), 1e-12);
                Assert.All(low.Probabilities!, p => Assert.InRange(p, 0, 1));
            });

    [Fact]
    public void One_vertebra_never_makes_a_diagnosis()
    {
        var outcome = Judged.Who(Judged.Woman67, (L1, 0.3), (L2, 0.3), (L3, 0.3), (L4, 0.3));
        Assert.Empty(outcome.Sites);
        Assert.Null(outcome.Diagnosis.Category);
        Assert.Contains("one vertebra alone", outcome.Diagnosis.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void No_estimates_make_no_diagnosis() => Assert.Null(Judged.Who(Judged.Woman67).Diagnosis.Category);

    [Theory]
    [InlineData(double.NaN, 0.05)]
    [InlineData(0.8, 0)]
    [InlineData(0.8, double.PositiveInfinity)]
    public void An_estimate_that_is_no_number_is_refused(double bmd, double spread)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => DiagnosisRules.Evaluate(
            [new DensityEstimate(TotalHip, bmd, spread)],
            Judged.Woman67,
            true,
            ReferencePopulation.Who,
            DiagnosticCriteria.Who,
            DxaManufacturer.Hologic));
        Assert.Equal("invalid_estimate", refusal.Code);
    }

    [Fact]
    public void A_site_that_comes_twice_is_refused() => Assert.Equal(
        "invalid_estimate",
        Assert.Throws<TrabeculaException>(() => Judged.Who(Judged.Woman67, (TotalHip, 0.8), (TotalHip, 0.9))).Code);
}
