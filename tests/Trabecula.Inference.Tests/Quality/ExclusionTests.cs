using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Quality;

public sealed class ExclusionTests
{
    private static readonly VertebraOutline[] Spine = SpineShapeTests.Spine(48, 28, 9, 0);

    [Fact]
    public void A_vertebra_denser_than_both_neighbours_is_unlike_and_the_rest_stands()
    {
        // T-scores −1, −1, +1, −1: L4, at the end, differs from L3 as well, but lies with the rest.
        QualityFinding finding = Assert.Single(Judge(-1, -1, 1, -1));
        Assert.Equal(VertebralLevel.L3, finding.Level);
        Assert.Equal("unlike_neighbours", finding.Code);
        Assert.Equal(QualityAction.ExcludeVertebra, finding.Action);
    }

    [Fact]
    public void A_slope_of_less_than_one_from_each_to_the_next_is_no_finding() => Assert.Empty(Judge(-2, -1.1, -0.2, 0.7));

    [Fact]
    public void A_dense_last_vertebra_is_unlike() => Assert.Equal(VertebralLevel.L4, Assert.Single(Judge(-1, -1.2, -0.8, 0.4)).Level);

    [Fact]
    public void Two_are_never_told_apart() => Assert.Empty(NeighbourRule.Judge(
        Spine, Estimates(-3, 0, 0, 3), new HashSet<VertebralLevel> { VertebralLevel.L2, VertebralLevel.L3 }, GateTable.Default));

    [Fact]
    public void A_region_is_the_mean_of_what_remains_by_area()
    {
        DensityEstimate[] estimates = Estimates(-1, -1, 1, -1);
        var excluded = new HashSet<VertebralLevel> { VertebralLevel.L3 };
        IReadOnlyList<DensityEstimate> kept = RemainingSpine.Of(estimates, Spine, excluded);
        // The outlines are alike, so that the mean is the plain one.
        Assert.Equal((estimates[0].Bmd + estimates[1].Bmd + estimates[3].Bmd) / 3, kept.Single(e => e.Site == SkeletalSite.LumbarL1L4).Bmd, 6);
        Assert.Equal((estimates[1].Bmd + estimates[3].Bmd) / 2, kept.Single(e => e.Site == SkeletalSite.LumbarL2L4).Bmd, 6);
        Assert.Equal(8, kept.Count);
        Assert.Empty(RemainingSpine.Judge(excluded, GateTable.Default));
    }

    [Fact]
    public void Without_L1_the_same_vertebrae_have_one_density_under_two_names()
    {
        DensityEstimate[] estimates = [.. Enum.GetValues<SkeletalSite>().Select(site => new DensityEstimate(site, 0.7 + (0.03 * (int)site), 0.05))];
        IReadOnlyList<DensityEstimate> kept = RemainingSpine.Of(estimates, Spine, new HashSet<VertebralLevel> { VertebralLevel.L1 });
        DensityEstimate lower = estimates.Single(e => e.Site == SkeletalSite.LumbarL2L4);
        Assert.Equal(lower, kept.Single(e => e.Site == SkeletalSite.LumbarL2L4));
        Assert.Equal(lower with { Site = SkeletalSite.LumbarL1L4 }, kept.Single(e => e.Site == SkeletalSite.LumbarL1L4));
    }

    [Fact]
    public void With_all_vertebrae_in_the_networks_own_output_stands()
    {
        DensityEstimate[] estimates = Estimates(-1, -1, 1, -1);
        Assert.Equal(estimates, RemainingSpine.Of(estimates, Spine, new HashSet<VertebralLevel>()));
    }

    [Fact]
    public void One_vertebra_alone_is_no_region()
    {
        var excluded = new HashSet<VertebralLevel> { VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4 };
        Assert.DoesNotContain(RemainingSpine.Of(Estimates(0, 0, 0, 0), Spine, excluded), e => e.Site is SkeletalSite.LumbarL1L4 or SkeletalSite.LumbarL2L4);
        QualityFinding finding = Assert.Single(RemainingSpine.Judge(excluded, GateTable.Default));
        Assert.Equal("too_few_vertebrae", finding.Code);
        Assert.StartsWith("Only L1", finding.Message);
    }

    [Fact]
    public void A_body_that_lost_a_third_of_its_height_is_a_possible_fracture_and_no_measure_for_its_neighbours()
    {
        VertebraOutline[] spine = SpineShapeTests.Spine(48, 28, 9, 0);
        VertebraOutline l3 = spine.Single(v => v.Level == VertebralLevel.L3);
        double drop = (l3.BottomLeft.Y - l3.TopLeft.Y) / 3;
        spine[Array.IndexOf(spine, l3)] = l3 with { TopLeft = Down(l3.TopLeft, drop), TopRight = Down(l3.TopRight, drop) };
        QualityFinding finding = Assert.Single(FractureRule.Judge(spine, GateTable.Default));
        Assert.Equal((VertebralLevel.L3, "possible_compression_fracture"), (finding.Level, finding.Code));
        Assert.Contains("35 % lower", finding.Message);
    }

    [Fact]
    public void One_neighbour_that_is_too_high_does_not_make_a_fracture_of_the_next()
    {
        // L2's lower corners were put into the disc: L1 and L3 look low beside it, but not beside L4.
        VertebraOutline[] spine = SpineShapeTests.Spine(48, 28, 9, 0);
        VertebraOutline l2 = spine.Single(v => v.Level == VertebralLevel.L2);
        spine[Array.IndexOf(spine, l2)] = l2 with { BottomLeft = Down(l2.BottomLeft, 8), BottomRight = Down(l2.BottomRight, 8) };
        Assert.Empty(FractureRule.Find(spine, 0.12));
    }

    [Fact]
    public void Narrow_bodies_are_a_childs_where_the_spacing_is_known()
    {
        VertebraOutline[] spine = SpineShapeTests.Spine(48, 28, 9, 0);
        Assert.Empty(ChildRule.Judge(spine, 1, GateTable.Default));
        Assert.Equal("child", Assert.Single(ChildRule.Judge(spine, 0.5, GateTable.Default)).Code);
        Assert.Empty(ChildRule.Judge(spine, null, GateTable.Default));
    }

    [Theory]
    [InlineData(19.9, 1)]
    [InlineData(20.0, 0)]
    [InlineData(null, 0)]
    public void Under_twenty_years_a_person_is_a_child(double? age, int findings) =>
        Assert.Equal(findings, ChildRule.JudgeAge(Subject.Unknown with { AgeYears = age }, GateTable.Default).Count(f => f.Code == "child"));

    private static IReadOnlyList<QualityFinding> Judge(params double[] scores) =>
        NeighbourRule.Judge(Spine, Estimates(scores), new HashSet<VertebralLevel>(), GateTable.Default);

    private static DensityEstimate[] Estimates(params double[] scores)
    {
        double[] means = [0.925, 1.028, 1.084, 1.116];
        return [.. Enum.GetValues<SkeletalSite>().Select((site, i) => new DensityEstimate(site, i < 4 ? means[i] + (0.11 * scores[i]) : 0.9, 0.05))];
    }

    private static ImagePoint Down(ImagePoint point, double by) => new(point.X, point.Y + by);
}
