namespace Trabecula.Simulation;

/// <summary>Draws parameters one after another from one stream of a seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="stream">Which of the seed's streams; keep streams of different purposes apart.</param>
public sealed class SeededDraws(ulong seed, uint stream)
{
    private readonly CounterRandom _random = new(seed, stream);
    private ulong _next;

    /// <summary>A number between two bounds.</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <returns>Evenly distributed.</returns>
    public double Between(double low, double high) => low + (high - low) * _random.Uniform(_next++);

    /// <summary>A normal number.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="standardDeviation">Its standard deviation.</param>
    /// <returns>Any finite number.</returns>
    public double Normal(double mean, double standardDeviation) => mean + standardDeviation * _random.Normal(_next++);

    /// <summary>One of several.</summary>
    /// <param name="choices">At least one; a choice that stands twice is twice as likely.</param>
    /// <typeparam name="T">Of what.</typeparam>
    /// <returns>The choice.</returns>
    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[(int)(_random.Uniform(_next++) * choices.Length)];

    /// <summary>Whether something with a probability happens.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <returns>True with that probability.</returns>
    public bool Chance(double probability) => _random.Uniform(_next++) < probability;
}
