using static Trabecula.Domain.DiagnosticCategory;
using static Trabecula.Domain.SkeletalSite;

namespace Trabecula.Domain.Tests;

public sealed class JapanBoundaryTests
{
    // Women: L2–L4 1.011 ± 0.119, femoral neck 0.787 ± 0.109, total hip 0.875 ± 0.100 (JSBMR/JOS 2012, Hologic).
    // L2–L4: −2.5 SD 0.7135 lies above 70 % 0.7077; neck: 70 % 0.5509 above −2.5 SD 0.5145; hip: −2.5 SD 0.625 above 70 % 0.6125.
    [Theory]
    [InlineData(LumbarL2L4, 0.892, Normal)]
    [InlineData(LumbarL2L4, 0.891999, Osteopenia)]
    [InlineData(LumbarL2L4, 0.713501, Osteopenia)]
    [InlineData(LumbarL2L4, 0.7135, Osteoporosis)]
    [InlineData(LumbarL2L4, 0.7077, Osteoporosis)]
    [InlineData(FemoralNeck, 0.678, Normal)]
    [InlineData(FemoralNeck, 0.677999, Osteopenia)]
    [InlineData(FemoralNeck, 0.550901, Osteopenia)]
    [InlineData(FemoralNeck, 0.5509, Osteoporosis)]
    [InlineData(FemoralNeck, 0.5145, Osteoporosis)]
    [InlineData(TotalHip, 0.775, Normal)]
    [InlineData(TotalHip, 0.625001, Osteopenia)]
    [InlineData(TotalHip, 0.625, Osteoporosis)]
    [InlineData(TotalHip, 0.6125, Osteoporosis)]
    public void Osteoporosis_begins_at_70_per_cent_or_minus_2_5_SD_whichever_is_met(
        SkeletalSite site, double bmd, DiagnosticCategory expected)
    {
        var outcome = Judged.Japan(Judged.Woman67, (site, bmd));
        Assert.Equal(expected, outcome.Diagnosis.Category);
        Assert.Equal("JSBMR2012", outcome.Diagnosis.Criteria);
    }

    // 0.863 ± 0.127: 70 % is 0.6041.
    [Theory]
    [InlineData(0.6041, Osteoporosis)]
    [InlineData(0.604101, Osteopenia)]
    public void Men_have_their_own_femoral_neck(double bmd, DiagnosticCategory expected) =>
        Assert.Equal(expected, Judged.Japan(Judged.Person(Sex.Male, 70), (FemoralNeck, bmd)).Diagnosis.Category);

    // 80 % of 0.787 is 0.6296.
    [Theory]
    [InlineData(FragilityFracture.Other, 0.6296, Osteopenia)]
    [InlineData(FragilityFracture.Other, 0.629599, Osteoporosis)]
    [InlineData(FragilityFracture.None, 0.629599, Osteopenia)]
    [InlineData(FragilityFracture.VertebralOrHip, 0.9, Osteoporosis)]
    public void With_another_fragility_fracture_osteoporosis_begins_below_80_per_cent(
        FragilityFracture fracture, double bmd, DiagnosticCategory expected)
    {
        var outcome = Judged.By(DiagnosticCriteria.Japan2012, Judged.Woman67, true, fracture, (FemoralNeck, bmd));
        Assert.Equal(expected, outcome.Diagnosis.Category);
    }

    [Fact]
    public void A_fracture_changes_the_diagnosis_and_not_the_category_of_the_density()
    {
        var outcome = Judged.By(DiagnosticCriteria.Japan2012, Judged.Woman67, true, FragilityFracture.VertebralOrHip, (FemoralNeck, 0.9));
        Assert.Equal(Normal, outcome.Sites.Single().Category);
        Assert.Null(outcome.Diagnosis.DecidedBy);
    }

    // Neck 0.545: 69.3 % YAM, T −2.22, osteoporosis by per cent. L2–L4 0.72: 71.2 %, T −2.45, osteopenia though its T is lower.
    [Fact]
    public void The_worse_category_decides_before_the_lower_T_score()
    {
        var outcome = Judged.Japan(Judged.Woman67, (LumbarL2L4, 0.72), (FemoralNeck, 0.545));
        Assert.Equal((Osteoporosis, FemoralNeck), (outcome.Diagnosis.Category, outcome.Diagnosis.DecidedBy));
    }

    [Fact]
    public void L1_L4_decides_only_where_L2_L4_is_missing()
    {
        Assert.Equal(LumbarL2L4, Judged.Japan(Judged.Woman67, (LumbarL1L4, 0.60), (LumbarL2L4, 0.80)).Diagnosis.DecidedBy);
        Assert.Equal(LumbarL1L4, Judged.Japan(Judged.Woman67, (LumbarL1L4, 0.60)).Diagnosis.DecidedBy);
    }
}
