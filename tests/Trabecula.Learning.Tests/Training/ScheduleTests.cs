using Trabecula.Learning.Networks;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Training;

public sealed class ScheduleTests
{
    [Fact]
    public void The_learning_rate_rises_falls_and_ends_at_a_hundredth()
    {
        var factors = Enumerable.Range(1, 500).Select(step => LearningRate.Factor(step, 500)).ToList();
        var peak = factors.IndexOf(1);
        Assert.Equal(19, peak);
        Assert.Equal(factors[..peak].Order(), factors[..peak]);
        Assert.Equal(factors[peak..].OrderDescending(), factors[peak..]);
        Assert.Equal(0.01, factors[^1], 1e-6);
        Assert.InRange(LearningRate.Factor(1, 1), 0.01, 1);
    }

    [Fact]
    public void Every_epoch_sees_every_sample_once_in_an_order_that_only_the_seed_decides()
    {
        var (first, again, next, other) = (Order(0, 7), Order(0, 7), Order(1, 7), Order(0, 8));
        Assert.Equal(Enumerable.Range(0, 40), first.Order());
        Assert.Equal(first, again);
        Assert.NotEqual(first, next);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void The_scale_of_a_site_is_that_of_its_measured_values()
    {
        float[] missing = [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN];
        var scale = SiteScale.Of([[0.8f, 1f, .. missing], [1f, 1f, .. missing], [1.2f, float.NaN, .. missing]]);
        Assert.Equal(1, scale.Mean[0], 1e-6);
        Assert.Equal(0.2, scale.StandardDeviation[0], 1e-6);
        Assert.Equal(0.003, scale.StandardDeviation[1]);
        Assert.True(double.IsNaN(scale.Mean[7]));
    }

    private static List<int> Order(int epoch, int seed)
    {
        var training = new DensityTraining(
            40,
            (_, index) => new DensitySample(new float[64], new float[256], [.. Enumerable.Repeat((float)index, 8)]),
            [],
            new SiteScale(new double[8], [.. Enumerable.Repeat(1.0, 8)]));
        var task = new DensityTask(new DensityNetwork(8, 8, 4), training);
        return [.. BatchesAhead.Of(task, epoch, seed, 6).SelectMany(batch => batch.Targets[0].Values.Where((_, i) => i % 8 == 0).Select(value => (int)value))];
    }
}
