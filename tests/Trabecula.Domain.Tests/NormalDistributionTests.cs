namespace Trabecula.Domain.Tests;

public sealed class NormalDistributionTests
{
    // Golden/normal_distribution.py
    [Theory]
    [InlineData(-8, 6.220960574271819e-16)]
    [InlineData(-2.5, 0.006209665325776139)]
    [InlineData(-1.6448536269514722, 0.05000000000000007)]
    [InlineData(-1, 0.15865525393145707)]
    [InlineData(-0.3, 0.3820885778110474)]
    [InlineData(0, 0.5)]
    [InlineData(0.7, 0.758036347776927)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(7.2, 0.9999999999996989)]
    public void The_cumulative_probability_equals_that_of_Python(double z, double expected) =>
        Assert.Equal(1, (1 + NormalDistribution.Cumulative(z)) / (1 + expected), 1e-13);

    [Theory]
    [InlineData(-8, 6.220960574271819e-16)]
    [InlineData(-2.5, 0.006209665325776139)]
    public void The_lower_tail_keeps_its_relative_precision(double z, double expected) =>
        Assert.Equal(1, NormalDistribution.Cumulative(z) / expected, 1e-6);

    [Theory]
    [InlineData(-40, 0)]
    [InlineData(40, 1)]
    public void Far_away_nothing_is_left(double z, double expected) => Assert.Equal(expected, NormalDistribution.Cumulative(z));
}
