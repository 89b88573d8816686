using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Localisation;

public sealed class SpineConsensusTests
{
    [Fact]
    public void Looks_that_agree_give_what_they_saw()
    {
        SpineRow row = Row(VertebralLevel.T12, 6, 0.5);
        SpineRow all = SpineConsensus.Of([row, row, row]);
        Assert.Equal(row.Vertebrae.Select(v => (v.Level, v.TopLeft, v.BottomRight)), all.Vertebrae.Select(v => (v.Level, v.TopLeft, v.BottomRight)));
        Assert.All(all.Vertebrae, v => Assert.Equal(1, v.Confidence));
        Assert.Equal(1, all.LevelCertainty);
    }

    [Fact]
    public void The_majority_names_the_bodies_though_the_surest_look_has_other_names()
    {
        SpineRow sure = Row(VertebralLevel.T12, 5, 0.6), one = Row(VertebralLevel.L1, 5, 0.4), other = Row(VertebralLevel.L1, 5, 0.45);
        SpineRow all = SpineConsensus.Of([sure, one, other]);
        Assert.Equal(one.Vertebrae.Select(v => (v.Level, v.TopLeft)), all.Vertebrae.Select(v => (v.Level, v.TopLeft)));

        // 0.2 and the sureness of five bodies each.
        Assert.Equal((2.2 + 2.45) / (2.2 + 2.45 + 3.2), all.LevelCertainty, 1e-9);
    }

    [Fact]
    public void A_body_lies_where_most_see_it_and_its_confidence_is_their_share()
    {
        SpineRow row = Row(VertebralLevel.T12, 6, 0.5);
        SpineRow astray = row with { Vertebrae = [.. row.Vertebrae.Select(v => v.Level == VertebralLevel.L3 ? Moved(v, 0, 14) : v)] };
        SpineRow short_ = row with { Vertebrae = [.. row.Vertebrae.Take(5)] };
        SpineRow all = SpineConsensus.Of([astray, row, short_, row]);
        Assert.Equal(row.Vertebrae.Select(v => v.TopLeft), all.Vertebrae.Select(v => v.TopLeft));
        Assert.Equal(0.75, all.Vertebrae.Single(v => v.Level == VertebralLevel.L3).Confidence);
        Assert.Equal(0.75, all.Vertebrae.Single(v => v.Level == VertebralLevel.L5).Confidence);
        Assert.Equal(1, all.Vertebrae.Single(v => v.Level == VertebralLevel.L1).Confidence);
    }

    [Fact]
    public void A_body_that_the_vote_moves_beyond_T12_or_L5_is_left_out()
    {
        SpineRow high = Row(VertebralLevel.T12, 6, 0.5), low = high with { Vertebrae = [.. high.Vertebrae.Skip(1).Select(v => v with { Level = v.Level - 1 })] };
        SpineRow all = SpineConsensus.Of([high, low, low]);
        Assert.Equal([VertebralLevel.T12, VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4], all.Vertebrae.Select(v => v.Level));
        Assert.Equal(high.Vertebrae[1].TopLeft, all.Vertebrae[0].TopLeft);
    }

    [Fact]
    public void Looks_that_saw_nothing_leave_nothing()
    {
        var nothing = new SpineRow([], 0);
        Assert.Empty(SpineConsensus.Of([nothing, nothing]).Vertebrae);
    }

    [Fact]
    public void The_order_of_the_looks_does_not_matter() => Gen.Double[0.05, 1].Array[3].Sample(confidences =>
    {
        SpineRow[] looks = [.. confidences.Select((c, i) => Row(VertebralLevel.T12 + Math.Min(i, 1), 5, c, i))];
        SpineRow first = SpineConsensus.Of(looks), again = SpineConsensus.Of([.. looks.Reverse()]);
        Assert.Equal(first.LevelCertainty, again.LevelCertainty, 1e-9);
        Assert.Equal(first.Vertebrae.Select(v => v.Level), again.Vertebrae.Select(v => v.Level));
    });

    /// <summary>Bodies of 40 × 26, 36 from one to the next, from a level downwards; the first always lies at the same place.</summary>
    private static SpineRow Row(VertebralLevel first, int count, double confidence, double aside = 0) => new(
        [.. Enumerable.Range(0, count).Select(i => new VertebraOutline(
            first + i, new(100 + aside, 50 + (36 * i)), new(140 + aside, 50 + (36 * i)), new(140 + aside, 76 + (36 * i)), new(100 + aside, 76 + (36 * i)), confidence))],
        1);

    private static VertebraOutline Moved(VertebraOutline v, double x, double y)
    {
        ImagePoint By(ImagePoint p) => new(p.X + x, p.Y + y);
        return v with { TopLeft = By(v.TopLeft), TopRight = By(v.TopRight), BottomRight = By(v.BottomRight), BottomLeft = By(v.BottomLeft) };
    }
}
