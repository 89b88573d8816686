namespace Trabecula.Domain;

/// <summary>A small random generator whose stream depends on its seed and stream numbers alone.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014). Every part of a simulated
/// subject draws from a stream of its own, so that a change in one part leaves the others' numbers alone.
/// </remarks>
public sealed class DeterministicRandom
{
    private ulong _state;

    /// <summary>Opens a stream.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="path">What the stream is for: subject number, part, repeat.</param>
    public DeterministicRandom(ulong seed, params ReadOnlySpan<ulong> path)
    {
        _state = seed;
        foreach (ulong step in path)
        {
            _state = NextBits() ^ (step * 0xD6E8FEB86659FD93UL);
        }

        NextBits();
    }

    /// <summary>A uniform number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int Index(int count) => (int)(NextDouble() * count);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A normal number, by Box and Muller's transform.</summary>
    public double Normal(double mean = 0, double standardDeviation = 1)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return mean + (standardDeviation * radius * Math.Cos(2 * Math.PI * NextDouble()));
    }

    /// <summary>A normal number, drawn again until it lies within the bounds.</summary>
    public double TruncatedNormal(double mean, double standardDeviation, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        while (true)
        {
            double value = Normal(mean, standardDeviation);
            if (value >= low && value <= high)
            {
                return value;
            }
        }
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
