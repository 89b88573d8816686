using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Random numbers addressed by a counter: number <c>n</c> of a seed is the same whoever asks, in whatever order.</summary>
/// <remarks>SplitMix64's output function (Steele, Lea and Flood 2014, OOPSLA) applied to a Weyl sequence, as a hash of seed and counter.</remarks>
public readonly struct CounterRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private readonly ulong _key;

    /// <summary>Opens a stream.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which of the seed's independent streams.</param>
    public CounterRandom(ulong seed, uint stream) => _key = Mix(Mix(seed + GoldenGamma) ^ BitOperations.RotateLeft(Mix(stream + 1ul), 32));

    /// <summary>64 random bits.</summary>
    /// <param name="counter">Which.</param>
    /// <returns>The bits.</returns>
    public ulong Bits(ulong counter) => Mix(_key + (counter + 1) * GoldenGamma);

    /// <summary>A uniform number.</summary>
    /// <param name="counter">Which.</param>
    /// <returns>At least 0, below 1.</returns>
    public double Uniform(ulong counter) => (Bits(counter) >> 11) * (1.0 / (1ul << 53));

    /// <summary>A standard normal number; it shares its bits with the uniform number of the same counter.</summary>
    /// <param name="counter">Which.</param>
    /// <returns>Mean 0, standard deviation 1.</returns>
    public double Normal(ulong counter)
    {
        var (first, _) = NormalPair(Bits(counter));
        return first;
    }

    /// <summary>Fills a range with standard normal numbers, two from each counter.</summary>
    /// <param name="start">The index of the first number; even.</param>
    /// <param name="destination">Receives them.</param>
    public void FillNormal(long start, Span<float> destination)
    {
        var counter = (ulong)start / 2;
        for (var i = 0; i < destination.Length; i += 2)
        {
            (destination[i], var second) = NormalPair(Bits(counter++));
            if (i + 1 < destination.Length)
                destination[i + 1] = second;
        }
    }

    // Box and Muller 1958, from two 32-bit halves; the first is moved off zero, so that the logarithm stays finite.
    private static (float First, float Second) NormalPair(ulong bits)
    {
        var radius = MathF.Sqrt(-2 * MathF.Log(((uint)bits + 0.5f) * 2.3283064e-10f));
        var (sin, cos) = MathF.SinCos((uint)(bits >> 32) * (MathF.Tau * 2.3283064e-10f));
        return (radius * cos, radius * sin);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
