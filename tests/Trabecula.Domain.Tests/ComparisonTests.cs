using static Trabecula.Domain.DiagnosticCategory;
using static Trabecula.Domain.SkeletalSite;

namespace Trabecula.Domain.Tests;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(DiagnosticCriteria.Who)]
    [InlineData(DiagnosticCriteria.Japan2012)]
    public void Without_sex_there_is_no_T_score_and_a_note_says_so(DiagnosticCriteria criteria)
    {
        var outcome = Judged.By(criteria, Judged.Person(null, 67), true, FragilityFracture.VertebralOrHip, (TotalHip, 0.5), (LumbarL1L4, 0.5));
        Assert.All(outcome.Sites, site => Assert.Equal(
            (null, null, null, null, null), (site.TScore, site.ZScore, site.YamPercent, site.Category, site.Probabilities)));
        Assert.Null(outcome.Diagnosis.Category);
        Assert.Contains("sex is unknown", outcome.Diagnosis.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sex.Male, 49.9, null)]
    [InlineData(Sex.Female, 49.9, null)]
    [InlineData(Sex.Female, 45.0, false)]
    [InlineData(Sex.Female, 52.0, false)]
    public void Premenopausal_women_and_men_under_50_get_Z_scores_and_no_category(Sex sex, double age, bool? isPostmenopausal)
    {
        var outcome = Judged.By(
            DiagnosticCriteria.Who, Judged.Person(sex, age), isPostmenopausal, FragilityFracture.None, (LumbarL1L4, 0.7));
        var site = outcome.Sites.Single();
        Assert.Null(site.TScore);
        Assert.Null(site.Category);
        Assert.Null(site.Probabilities);
        Assert.Null(outcome.Diagnosis.Category);
        Assert.NotNull(site.ZScore);
        Assert.Contains(outcome.Notes, note => note.Contains("below the expected range for age", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Sex.Male, 50.0, null)]
    [InlineData(Sex.Male, 50.0, false)]
    [InlineData(Sex.Female, 50.0, null)]
    [InlineData(Sex.Female, 45.0, true)]
    public void Postmenopausal_women_and_men_from_50_get_T_scores_and_a_category(Sex sex, double age, bool? isPostmenopausal)
    {
        var outcome = Judged.By(
            DiagnosticCriteria.Who, Judged.Person(sex, age), isPostmenopausal, FragilityFracture.None, (LumbarL1L4, 0.7));
        Assert.Equal(Osteoporosis, outcome.Diagnosis.Category);
        Assert.NotNull(outcome.Sites.Single().TScore);
        Assert.NotNull(outcome.Sites.Single().ZScore);
    }

    [Theory]
    [InlineData(50, "taken as postmenopausal")]
    [InlineData(49, "taken as premenopausal")]
    public void What_is_assumed_of_the_menopause_is_said(double age, string said) =>
        Assert.Contains(
            Judged.Who(Judged.Person(Sex.Female, age), (LumbarL1L4, 1)).Notes, note => note.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Without_age_the_category_comes_with_a_warning_and_without_Z_score()
    {
        var outcome = Judged.Who(Judged.Person(Sex.Male, null), (FemoralNeck, 0.5));
        Assert.Equal(Osteoporosis, outcome.Diagnosis.Category);
        Assert.Null(outcome.Sites.Single().ZScore);
        Assert.Contains(outcome.Notes, note => note.Contains("age is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void A_premenopausal_woman_of_unknown_age_gets_no_score()
    {
        var outcome = Judged.By(DiagnosticCriteria.Who, Judged.Person(Sex.Female, null), false, FragilityFracture.None, (FemoralNeck, 0.5));
        Assert.Equal((null, null, null), (outcome.Sites.Single().TScore, outcome.Sites.Single().ZScore, outcome.Diagnosis.Category));
        Assert.Contains("her age is unknown", outcome.Diagnosis.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(999)]
    public void An_impossible_age_counts_as_unknown_and_is_said(double age)
    {
        var outcome = Judged.Who(Judged.Person(Sex.Male, age), (FemoralNeck, 0.5));
        Assert.Equal(Osteoporosis, outcome.Diagnosis.Category);
        Assert.Null(outcome.Sites.Single().ZScore);
        Assert.Contains(outcome.Notes, note => note.Contains("is not used", StringComparison.Ordinal));
    }

    // At 45.5 years the curve is at 1.056 ± 0.134 (NHANES 2005–08, women): Z = −2.0 is 0.788.
    [Theory]
    [InlineData(0.788, "below the expected range")]
    [InlineData(0.788001, "within the expected range")]
    public void Z_of_exactly_minus_2_is_below_the_expected_range(double bmd, string said)
    {
        var outcome = Judged.Who(Judged.Person(Sex.Female, 45.5), (LumbarL1L4, bmd));
        Assert.Contains(outcome.Notes, note => note.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Japanese_practice_shows_per_cent_of_YAM_to_the_young_as_well()
    {
        var site = Judged.Japan(Judged.Person(Sex.Female, 30), (LumbarL2L4, 0.8088)).Sites.Single();
        Assert.Equal(80, site.YamPercent!.Value, 1e-9);
        Assert.Null(site.TScore);
        Assert.Null(site.Category);
    }

    [Fact]
    public void Children_get_no_Z_score_from_a_curve_of_adults()
    {
        var outcome = Judged.Who(Judged.Person(Sex.Male, 12), (LumbarL1L4, 0.6));
        Assert.Null(outcome.Sites.Single().ZScore);
        Assert.Contains(outcome.Notes, note => note.Contains("describes adults", StringComparison.Ordinal));
    }

    [Fact]
    public void Beyond_the_curve_the_last_age_is_taken_and_said()
    {
        var outcome = Judged.Who(Judged.Person(Sex.Female, 88), (LumbarL1L4, 0.735));
        Assert.Equal(-1, outcome.Sites.Single().ZScore!.Value, 1e-9);
        Assert.Contains(outcome.Notes, note => note.Contains("compares with 75.5 years", StringComparison.Ordinal));
    }
}
