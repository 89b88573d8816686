using CsCheck;

namespace Trabecula.Simulation.Tests.Physics;

public sealed class PolychromaticResponseTests
{
    // Constants, section 4.3: a slab of 75 % muscle and 25 % adipose tissue by volume, caesium iodide of 0.20 g/cm², no scatter.
    // Apatite replaces muscle of the same volume.
    [Theory]
    [InlineData(75, 20, -0.0512, -0.486, -0.237, -0.201)]
    [InlineData(80, 16, -0.0507, -0.476, -0.236, -0.200)]
    [InlineData(80, 18, -0.0490, -0.463, -0.234, -0.199)]
    [InlineData(80, 20, -0.0475, -0.451, -0.232, -0.198)]
    [InlineData(80, 22, -0.0462, -0.441, -0.230, -0.197)]
    [InlineData(80, 24, -0.0450, -0.431, -0.229, -0.196)]
    [InlineData(80, 26, -0.0440, -0.422, -0.227, -0.195)]
    [InlineData(85, 20, -0.0446, -0.423, -0.228, -0.195)]
    public void Sensitivities_to_mineral_muscle_and_fat_are_those_of_the_table(
        double kVp, double cm, double perTenthMineral, double perGramMineral, double perCmMuscle, double perCmFat)
    {
        var response = new PolychromaticResponse(Spectrum.Tungsten(kVp));
        double muscle = Attenuation.DensityGPerCm3(Material.Muscle), adipose = Attenuation.DensityGPerCm3(Material.Adipose);
        double lean = 0.75 * cm * muscle, fat = 0.25 * cm * adipose, displaced = muscle / 3.16;
        double Change(double l, double f, double m) =>
            Math.Log(response.ExactSignal(lean + l, fat + f, m) / response.ExactSignal(lean, fat, 0));
        Assert.Equal(1, Change(-0.1 * displaced, 0, 0.1) / perTenthMineral, 0.03);
        Assert.Equal(1, Change(-displaced, 0, 1) / perGramMineral, 0.03);
        Assert.Equal(1, Change(muscle, 0, 0) / perCmMuscle, 0.03);
        Assert.Equal(1, Change(0, adipose, 0) / perCmFat, 0.03);
    }

    [Fact]
    public void A_single_line_follows_Beer_and_Lambert_to_a_millionth()
    {
        var response = new PolychromaticResponse(Spectrum.Line(60));
        var expected = Math.Exp(-(21 * Attenuation.MassAttenuation(Material.Muscle, 60) + 1.2 * Attenuation.MassAttenuation(Material.Hydroxyapatite, 60)));
        Assert.Equal(1, response.ExactSignal(21, 0, 1.2) / response.ExactSignal(0, 0, 0) / expected, 1e-6);
        var (signal, _) = Ray(response, 21, 0, 1.2f, 0);
        Assert.Equal(1, signal / response.ExactSignal(0, 0, 0) / expected, 3e-6);
    }

    [Fact]
    public void The_fast_path_stays_within_a_thousandth_of_the_direct_sum()
    {
        foreach (var kVp in new[] { 70.0, 75, 80, 81, 85, 90, 100 })
        {
            var response = new PolychromaticResponse(Spectrum.Tungsten(kVp));
            Gen.Select(Gen.Double[0, 40], Gen.Double[0, 25], Gen.Double[0, 5], Gen.Double[0, 2]).Sample(
                (lean, fat, mineral, metal) =>
                {
                    metal = metal < 1 ? 0 : metal - 1;
                    var (signal, variance) = Ray(response, (float)lean, (float)fat, (float)mineral, (float)metal);
                    Assert.Equal(1, signal / response.ExactSignal((float)lean, (float)fat, (float)mineral, (float)metal), 1e-3);
                    Assert.Equal(1, variance / response.ExactVariance((float)lean, (float)fat, (float)mineral, (float)metal), 1e-3);
                },
                iter: 500,
                threads: 1);
        }
    }

    [Fact]
    public void Maps_that_do_not_fit_together_are_refused() => Assert.Equal(
        "bad_projection",
        Assert.Throws<Domain.TrabeculaException>(() => new PolychromaticResponse(Spectrum.Tungsten(80)).Evaluate(
            new ProjectionMaps(4, 4, 0.15, new float[16], new float[15], new float[16], new float[16]), new float[16], new float[16])).Code);

    private static (float Signal, float Variance) Ray(PolychromaticResponse response, float lean, float fat, float mineral, float metal)
    {
        float[] signal = new float[1], variance = new float[1];
        response.Evaluate(new ProjectionMaps(1, 1, 0.15, [lean], [fat], [mineral], [metal]), signal, variance, 1);
        return (signal[0], variance[0]);
    }
}
