using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Evaluation.Tests;

/// <summary>What must hold for any data.</summary>
public class InvarianceTests
{
    private static readonly Gen<(double, double)[]> GenPairs =
        Gen.Select(Gen.Double[0.3, 1.6], Gen.Double[0.3, 1.6]).Array[5, 60];

    private static readonly Gen<(bool, double)[]> GenScores =
        Gen.Select(Gen.Bool, Gen.Int[0, 20].Select(rank => rank / 20.0)).Array[5, 60];

    [Fact]
    public void Errors_and_agreement_do_not_depend_on_the_order_of_people() => GenPairs.Sample(pairs =>
    {
        var turned = pairs.Reverse().ToArray();
        var (a, b) = (Statistics(pairs), Statistics(turned));
        Assert.All(a.Zip(b), both => AssertSame(both.First, both.Second));
    });

    [Fact]
    public void A_shift_of_both_scales_changes_no_error_and_no_agreement() => GenPairs.Sample(pairs =>
        Assert.All(
            Statistics(pairs).Zip(Statistics([.. pairs.Select(pair => (pair.Item1 + 1, pair.Item2 + 1))])),
            both => AssertSame(both.First, both.Second)));

    [Fact]
    public void Concordance_and_intraclass_correlation_never_exceed_r() => GenPairs.Sample(pairs =>
    {
        var (m, e) = Split(pairs);
        var r = Correlation.Pearson(m, e).Value;
        Assert.True(Math.Abs(Agreement.Concordance(m, e).Value) <= Math.Abs(r) + 1e-12);
    });

    [Fact]
    public void Swapping_methods_turns_the_bias_round_and_nothing_else() => GenPairs.Sample(pairs =>
    {
        var (m, e) = Split(pairs);
        AssertSame(BlandAltman.Of(m, e).Bias.Value, -BlandAltman.Of(e, m).Bias.Value);
        AssertSame(Agreement.Intraclass(m, e).Value, Agreement.Intraclass(e, m).Value);
        AssertSame(Agreement.Concordance(m, e).Value, Agreement.Concordance(e, m).Value);
    });

    [Fact]
    public void An_area_depends_on_the_order_of_scores_alone() => GenScores.Sample(cases =>
    {
        var (ill, scores) = Split(cases);
        var (area, stretched) = (Auroc.Of(ill, scores), Auroc.Of(ill, [.. scores.Select(score => Math.Exp(3 * score))]));
        AssertSame(area.Value, stretched.Value);
        AssertSame(area.Lower, stretched.Lower);
    });

    [Fact]
    public void Turning_scores_round_turns_the_area_round() => GenScores.Sample(cases =>
    {
        var (ill, scores) = Split(cases);
        AssertSame(1 - Auroc.Of(ill, scores).Value, Auroc.Of(ill, [.. scores.Select(score => -score)]).Value);
    });

    [Fact]
    public void A_model_does_not_differ_from_itself() => GenScores.Sample(cases =>
    {
        var (ill, scores) = Split(cases);
        var (difference, probability) = Auroc.Compare(ill, scores, scores);
        if (!double.IsNaN(difference.Value))
            Assert.Equal(0, difference.Value);
        Assert.True(double.IsNaN(probability));
    });

    [Fact]
    public void The_area_is_that_under_the_drawn_curve() => GenScores.Sample(cases =>
    {
        var (ill, scores) = Split(cases);
        var curve = ThresholdCurve.Of(ill, scores);
        if (curve.Ill == 0 || curve.Others == 0)
            return;
        var area = curve.Points.Zip(curve.Points.Skip(1))
            .Sum(step => (step.Second.FalsePositives - step.First.FalsePositives) * (step.Second.TruePositives + step.First.TruePositives) / 2.0)
            / curve.Ill / curve.Others;
        Assert.Equal(area, Auroc.Of(ill, scores).Value, 1e-12);
    });

    [Fact]
    public void Wilsons_interval_holds_the_share_and_stays_within_0_and_1() =>
        Gen.Select(Gen.Int[1, 500], Gen.Double[0, 1]).Sample(pair =>
        {
            var (count, share) = pair;
            var measure = Proportion.Wilson((int)(share * count), count);
            Assert.InRange(measure.Value, measure.Lower, measure.Upper);
            Assert.InRange(measure.Lower, 0, 1);
            Assert.InRange(measure.Upper, 0, 1);
        });

    [Fact]
    public void Everybody_answered_has_the_error_of_all() => GenPairs.Sample(pairs =>
    {
        var curve = SelectiveAnswers.Curve([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)], [0.5, 1]);
        AssertSame(pairs.Average(pair => pair.Item2), curve[^1].Value);
        Assert.Equal(pairs.Length, curve[^1].Count);
    });

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i))];
        string[] subjects = [.. values.Select((_, i) => $"P{i / 2}")];
        Measure Interval(ulong seed) => new Bootstrap(subjects, 300, seed).Intervals(
            chosen => [chosen.Average(i => values[i])], TestContext.Current.CancellationToken)[0];
        Assert.Equal(Interval(7), Interval(7));
        Assert.NotEqual(Interval(7), Interval(8));
    }

    [Fact]
    public void A_persons_rows_are_drawn_together()
    {
        string[] subjects = ["a", "a", "b", "b", "b", "c"];
        new Bootstrap(subjects, 200, 1).Intervals(
            chosen =>
            {
                Assert.Equal(chosen.Count(i => i == 0), chosen.Count(i => i == 1));
                Assert.Equal(chosen.Count(i => i == 2), chosen.Count(i => i == 4));
                return [0];
            },
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Perfect_categories_have_a_kappa_of_one()
    {
        DiagnosticCategory[] categories = [DiagnosticCategory.Normal, DiagnosticCategory.Osteopenia, DiagnosticCategory.Osteoporosis];
        Assert.Equal(1, new ConfusionMatrix(categories, categories).Kappa(KappaWeights.Linear).Value, 1e-12);
        Assert.True(double.IsNaN(new ConfusionMatrix(categories[..1], categories[..1]).Kappa(KappaWeights.Linear).Value));
    }

    private static double[] Statistics((double, double)[] pairs)
    {
        var (m, e) = Split(pairs);
        return
        [
            ErrorSize.MeanAbsolute(m, e), ErrorSize.RootMeanSquare(m, e), ErrorSize.Determination(m, e), Correlation.Pearson(m, e).Value,
            Agreement.Intraclass(m, e).Value, Agreement.Concordance(m, e).Value, BlandAltman.Of(m, e).LowerLimit.Value, LinearFit.Of(e, m).Slope.Value,
        ];
    }

    private static (double[] First, double[] Second) Split((double, double)[] pairs) =>
        ([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)]);

    private static (bool[] Ill, double[] Scores) Split((bool, double)[] cases) =>
        ([.. cases.Select(one => one.Item1)], [.. cases.Select(one => one.Item2)]);

    private static void AssertSame(double expected, double actual)
    {
        if (double.IsNaN(expected))
            Assert.True(double.IsNaN(actual));
        else
            Assert.Equal(expected, actual, 1e-7 * Math.Max(1, Math.Abs(expected)));
    }
}
