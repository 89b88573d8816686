namespace Trabecula.Domain.Tests;

/// <summary>Categories that are given only where they are probable enough; the young women's L1–L4 is 1.047 ± 0.110 g/cm².</summary>
public class SureAnswerTests
{
    private const SkeletalSite Spine = SkeletalSite.LumbarL1L4, Neck = SkeletalSite.FemoralNeck;

    [Fact]
    public void Without_being_asked_every_site_has_its_category()
    {
        var outcome = At(0, (Spine, 0.94));
        Assert.Equal(DiagnosticCategory.Normal, outcome.Sites[0].Category);
        Assert.Equal(DiagnosticCategory.Normal, outcome.Diagnosis.Category);
    }

    [Fact]
    public void A_category_that_is_not_probable_enough_is_withheld_and_the_note_says_why()
    {
        var outcome = At(0.8, (Spine, 0.94));
        Assert.Null(outcome.Sites[0].Category);
        Assert.NotNull(outcome.Sites[0].Probabilities);
        Assert.Null(outcome.Diagnosis.Category);
        Assert.Null(outcome.Diagnosis.DecidedBy);
        Assert.Contains("normal is 52 % probable, and 80 % was asked for", outcome.Diagnosis.Note);
    }

    [Fact]
    public void A_category_that_is_probable_enough_stands()
    {
        var outcome = At(0.8, (Spine, 1.2));
        Assert.Equal(DiagnosticCategory.Normal, outcome.Diagnosis.Category);
        Assert.DoesNotContain("No category", outcome.Diagnosis.Note);
    }

    [Fact]
    public void A_sure_normal_spine_is_no_diagnosis_beside_a_hip_that_may_be_worse()
    {
        var outcome = At(0.8, (Spine, 1.2), (Neck, 0.74));
        Assert.Equal([DiagnosticCategory.Normal, null], outcome.Sites.Select(site => site.Category));
        Assert.Null(outcome.Diagnosis.Category);
        Assert.Contains("Another site may be worse", outcome.Diagnosis.Note);
    }

    [Fact]
    public void Nothing_is_worse_than_a_sure_osteoporosis_whatever_another_site_is()
    {
        var outcome = At(0.8, (Spine, 0.6), (Neck, 0.74));
        Assert.Equal([DiagnosticCategory.Osteoporosis, null], outcome.Sites.Select(site => site.Category));
        Assert.Equal((DiagnosticCategory.Osteoporosis, Spine), (outcome.Diagnosis.Category, outcome.Diagnosis.DecidedBy));
    }

    [Fact]
    public void A_fracture_decides_by_the_Japanese_criteria_whatever_is_sure()
    {
        var outcome = DiagnosisRules.Evaluate(
            [new DensityEstimate(SkeletalSite.LumbarL2L4, 0.9, 0.07)],
            Judged.Woman67,
            null,
            ReferencePopulation.For(DiagnosticCriteria.Japan2012),
            DiagnosticCriteria.Japan2012,
            DxaManufacturer.Hologic,
            FragilityFracture.VertebralOrHip,
            0.99);
        Assert.Null(outcome.Sites[0].Category);
        Assert.Equal(DiagnosticCategory.Osteoporosis, outcome.Diagnosis.Category);
    }

    private static DiagnosisOutcome At(double leastCertain, params (SkeletalSite Site, double Bmd)[] densities) => DiagnosisRules.Evaluate(
        [.. densities.Select(density => new DensityEstimate(density.Site, density.Bmd, 0.07))],
        Judged.Woman67,
        null,
        ReferencePopulation.For(DiagnosticCriteria.Who),
        DiagnosticCriteria.Who,
        DxaManufacturer.Hologic,
        leastCertain: leastCertain);
}
