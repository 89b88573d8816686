using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference.Tests;

/// <summary>An estimate with the vertebrae where a reader has put them.</summary>
public sealed class GivenVertebraeTests
{
    private static readonly string Root = RepositoryRoot.Path;
    private static readonly Radiograph Film = RadiographReader.Read(Path.Combine(Root, "samples", "lumbar-ap.dcm"), CancellationToken.None);

    [Fact]
    public void The_same_corners_give_the_same_densities_and_others_give_others()
    {
        using FilmEstimator estimator = Open();
        FilmAnalysis found = estimator.Analyse(Film, TestContext.Current.CancellationToken);
        FilmAnalysis same = estimator.AnalyseAt(Film, found.Vertebrae, GateTable.Default, TestContext.Current.CancellationToken);
        Assert.Equal(found.Estimates.Select(e => e.Bmd), same.Estimates.Select(e => e.Bmd));

        VertebraOutline[] wider = [.. found.Vertebrae.Select(v => v.Level == VertebralLevel.L3 ? v with { BottomRight = v.BottomRight with { X = v.BottomRight.X - 20 } } : v)];
        FilmAnalysis moved = estimator.AnalyseAt(Film, wider, GateTable.Default, TestContext.Current.CancellationToken);
        Assert.NotEqual(found.Estimates[4].Bmd, moved.Estimates[4].Bmd);
        Assert.InRange(moved.Estimates[4].Bmd, 0.5, 1.2);
    }

    [Fact]
    public void Levels_named_one_lower_are_estimated_by_their_new_names()
    {
        using FilmEstimator estimator = Open();
        FilmAnalysis found = estimator.Analyse(Film, TestContext.Current.CancellationToken);
        VertebraOutline[] lower = [.. found.Vertebrae.Where(v => v.Level < VertebralLevel.L5).Select(v => v with { Level = v.Level + 1 })];
        FilmAnalysis renamed = estimator.AnalyseAt(Film, lower, GateTable.Default, TestContext.Current.CancellationToken);
        Assert.Equal(lower.Select(v => v.Centre), renamed.Vertebrae.Select(v => v.Centre));
        Assert.NotEqual(found.Estimates[0].Bmd, renamed.Estimates[0].Bmd);
    }

    [Fact]
    public void What_is_no_vertebra_of_the_film_is_refused()
    {
        using FilmEstimator estimator = Open();
        IReadOnlyList<VertebraOutline> found = estimator.Analyse(Film, TestContext.Current.CancellationToken).Vertebrae;
        VertebraOutline first = found[0];
        foreach (VertebraOutline[] wrong in new VertebraOutline[][]
        {
            [.. found, first],
            [first with { TopLeft = new ImagePoint(-5, 10) }],
            [first with { TopLeft = new ImagePoint(double.NaN, 10) }],
            [first with { TopLeft = first.TopRight, TopRight = first.TopLeft }],
        })
        {
            Assert.Equal("correction_malformed", Assert.Throws<TrabeculaException>(() => estimator.AnalyseAt(Film, wrong, GateTable.Default, CancellationToken.None)).Code);
        }
    }

    private static FilmEstimator Open() => new(ModelBundle.Open(Path.Combine(Root, "models", "in-silico")), threads: 1);
}
