using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Detector;

public sealed class AdaptiveEqualisationTests
{
    private const int Width = 160, Height = 240;

    [Fact]
    public void Greys_that_are_all_as_frequent_stay_as_they_are()
    {
        var random = new DeterministicRandom(1);
        ushort[] film = [.. Enumerable.Range(0, Width * Height).Select(_ => (ushort)random.Index(4096))], before = [.. film];
        AdaptiveEqualisation.Apply(film, Width, Height, 12, limit: 4, threads: 1);

        // A tile has 600 pixels, whose running sum strays from even by 0.04 at most places (Kolmogorov: 0.068 in one of a hundred).
        Assert.All(film.Zip(before), pair => Assert.InRange(pair.First - pair.Second, -0.09 * 4096, 0.09 * 4096));
    }

    [Fact]
    public void Faint_detail_grows_with_the_limit_and_stays_within_the_stored_range() =>
        Gen.Select(Gen.Int[10, 14], Gen.ULong).Sample((bits, seed) =>
        {
            double last = Spread(Noise(bits, seed, spread: (1 << bits) / 50.0));
            foreach (double limit in (double[])[2, 4, 8])
            {
                ushort[] film = Noise(bits, seed, spread: (1 << bits) / 50.0);
                AdaptiveEqualisation.Apply(film, Width, Height, bits, limit, threads: 1);
                Assert.All(film, value => Assert.InRange(value, 0, (1 << bits) - 1));
                Assert.True(Spread(film) > 1.2 * last);
                last = Spread(film);
            }
        }, iter: 5);

    [Fact]
    public void The_number_of_threads_does_not_change_the_bytes()
    {
        ushort[] one = Noise(12, 3, spread: 100), four = [.. one];
        AdaptiveEqualisation.Apply(one, Width, Height, 12, 4, threads: 1);
        AdaptiveEqualisation.Apply(four, Width, Height, 12, 4, threads: 4);
        Assert.Equal(one, four);
    }

    private static ushort[] Noise(int bits, ulong seed, double spread)
    {
        var random = new DeterministicRandom(seed);
        int top = (1 << bits) - 1;
        return [.. Enumerable.Range(0, Width * Height).Select(_ => (ushort)Math.Clamp((top / 2.0) + random.Normal(0, spread), 0, top))];
    }

    private static double Spread(ushort[] film)
    {
        double mean = film.Average(v => (double)v);
        return Math.Sqrt(film.Average(v => (v - mean) * (v - mean)));
    }
}
