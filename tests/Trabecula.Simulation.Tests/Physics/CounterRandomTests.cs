namespace Trabecula.Simulation.Tests.Physics;

public sealed class CounterRandomTests
{
    [Fact]
    public void Normal_numbers_have_the_moments_of_a_normal_distribution()
    {
        var values = new float[1_000_000];
        new CounterRandom(1, 2).FillNormal(0, values);
        double mean = values.Average(v => (double)v), variance = values.Average(v => (double)v * v), fourth = values.Average(v => Math.Pow(v, 4));
        Assert.Equal(0, mean, 0.004);
        Assert.Equal(1, variance, 0.006);
        Assert.Equal(3, fourth, 0.04);
        var neighbours = values.Zip(values.Skip(1), (a, b) => (double)a * b).Average();
        Assert.Equal(0, neighbours, 0.004);
    }

    [Fact]
    public void A_range_is_the_same_however_it_is_cut()
    {
        float[] whole = new float[1000], part = new float[500];
        var random = new CounterRandom(9, 1);
        random.FillNormal(0, whole);
        random.FillNormal(500, part);
        Assert.Equal(whole[500..], part);
    }
}
