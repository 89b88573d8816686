using CsCheck;
using static Trabecula.Domain.DiagnosticCategory;
using static Trabecula.Domain.SkeletalSite;

namespace Trabecula.Domain.Tests;

public sealed class WhoBoundaryTests
{
    // Mean − 1.0 SD and mean − 2.5 SD of L1–L4 1.047 ± 0.110, femoral neck 0.858 ± 0.120, total hip 0.942 ± 0.122 (PMC8214495, table 2).
    [Theory]
    [InlineData(LumbarL1L4, 0.937, Normal)]
    [InlineData(LumbarL1L4, 0.936999, Osteopenia)]
    [InlineData(LumbarL1L4, 0.772, Osteoporosis)]
    [InlineData(LumbarL1L4, 0.772001, Osteopenia)]
    [InlineData(FemoralNeck, 0.738, Normal)]
    [InlineData(FemoralNeck, 0.737999, Osteopenia)]
    [InlineData(FemoralNeck, 0.558, Osteoporosis)]
    [InlineData(FemoralNeck, 0.558001, Osteopenia)]
    [InlineData(TotalHip, 0.820, Normal)]
    [InlineData(TotalHip, 0.819999, Osteopenia)]
    [InlineData(TotalHip, 0.637, Osteoporosis)]
    [InlineData(TotalHip, 0.637001, Osteopenia)]
    public void T_of_exactly_minus_1_is_normal_and_exactly_minus_2_5_is_osteoporosis(
        SkeletalSite site, double bmd, DiagnosticCategory expected)
    {
        var outcome = Judged.Who(Judged.Woman67, (site, bmd));
        Assert.Equal(expected, outcome.Sites.Single().Category);
        Assert.Equal(expected, outcome.Diagnosis.Category);
        Assert.Equal(site, outcome.Diagnosis.DecidedBy);
    }

    [Fact]
    public void A_boundary_stays_a_boundary_on_another_makers_scale() =>
        Gen.Select(
            Gen.OneOfConst(LumbarL1L4, FemoralNeck, TotalHip),
            Gen.OneOfConst(DxaManufacturer.Lunar, DxaManufacturer.Norland),
            Gen.OneOfConst(-1.0, -2.5)).Sample((site, maker, t) =>
            {
                var record = ReferencePopulation.Who.Find(site, Sex.Female, maker)!;
                var hologic = record.Mean + (t * record.StandardDeviation);
                var bmd = CrossCalibration.Convert(hologic, site, DxaManufacturer.Hologic, maker);
                var outcome = DiagnosisRules.Evaluate(
                    [new DensityEstimate(site, bmd, 0.05)], Judged.Woman67, true, ReferencePopulation.Who, DiagnosticCriteria.Who, maker);
                return outcome.Diagnosis.Category == (t == -1.0 ? Normal : Osteoporosis);
            });

    // 70 % of the mean is 0.6006 and means nothing to WHO: 0.601 has T = −2.14.
    [Fact]
    public void Seventy_per_cent_of_the_mean_decides_nothing() =>
        Assert.Equal(Osteopenia, Judged.Who(Judged.Woman67, (FemoralNeck, 0.6006)).Diagnosis.Category);

    [Fact]
    public void The_lower_of_two_sites_decides()
    {
        var outcome = Judged.Who(Judged.Woman67, (LumbarL1L4, 0.95), (FemoralNeck, 0.55), (TotalHip, 0.80));
        Assert.Equal(Osteoporosis, outcome.Diagnosis.Category);
        Assert.Equal(FemoralNeck, outcome.Diagnosis.DecidedBy);
        Assert.Equal([Normal, Osteoporosis, Osteopenia], outcome.Sites.Select(site => site.Category!.Value));
    }

    [Fact]
    public void Among_sites_of_one_category_the_lowest_T_score_decides() =>
        Assert.Equal(TotalHip, Judged.Who(Judged.Woman67, (LumbarL1L4, 0.80), (TotalHip, 0.65)).Diagnosis.DecidedBy);

    [Fact]
    public void L2_L4_decides_only_where_L1_L4_is_missing()
    {
        Assert.Equal(LumbarL1L4, Judged.Who(Judged.Woman67, (LumbarL1L4, 0.95), (LumbarL2L4, 0.70)).Diagnosis.DecidedBy);
        Assert.Equal(LumbarL2L4, Judged.Who(Judged.Woman67, (LumbarL2L4, 0.70)).Diagnosis.DecidedBy);
    }

    [Fact]
    public void With_a_fragility_fracture_osteoporosis_is_called_severe()
    {
        var outcome = Judged.By(DiagnosticCriteria.Who, Judged.Woman67, true, FragilityFracture.Other, (FemoralNeck, 0.5));
        Assert.Contains(outcome.Notes, note => note.Contains("severe", StringComparison.Ordinal));
        Assert.Equal("WHO", outcome.Diagnosis.Criteria);
    }
}
