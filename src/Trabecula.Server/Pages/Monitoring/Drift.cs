using Trabecula.Evaluation;

namespace Trabecula.Server;

/// <summary>How far a number's spread among recent films is from that among the people of the training.</summary>
/// <param name="Name">The number.</param>
/// <param name="Films">Recent films that tell it.</param>
/// <param name="Mean">Its mean among these.</param>
/// <param name="TrainingMean">Its mean in the training.</param>
/// <param name="Difference">Difference of the means in standard deviations of the training (Cohen's d with the training's spread).</param>
/// <param name="Index">Population stability index.</param>
/// <param name="ByChance">What 19 of 20 samples of so many films of the very training population stay under.</param>
internal sealed record DriftOf(string Name, int Films, double Mean, double TrainingMean, double Difference, double Index, double ByChance)
{
    /// <summary>Beyond chance, and at least what is usually called small.</summary>
    public bool IsMoved => Index > ByChance && Index >= Drift.Small;

    /// <summary>Beyond what is usually called large.</summary>
    public bool IsFar => IsMoved && Index >= Drift.Large;
}

/// <summary>The population stability index (Siddiqi, Credit Risk Scorecards, 2006): Σ (a − e) ln (a / e) over ten shares that held equally many people of the training.</summary>
/// <remarks>
/// By the same source below 0.1 nothing has moved, beyond 0.25 much. Few films exceed that by chance alone: without any drift the index is
/// (1/n + 1/m) times a chi-square of nine degrees of freedom (Yurdakul and Naranjo, J Risk Model Validation 2020; 14(4):89), whose 95th
/// percentile is 16.92. Half a film is added to each share, so that an empty one has a logarithm.
/// </remarks>
internal static class Drift
{
    /// <summary>Shares.</summary>
    public const int Shares = 10;

    /// <summary>Fewer films are not compared: of 60, one sample in twenty passes 0.25 by chance alone.</summary>
    public const int FewestFilms = 100;

    /// <summary>What is called small, and large.</summary>
    public const double Small = 0.1, Large = 0.25;

    private const double ChiSquare95 = 16.92;

    /// <summary>Compares.</summary>
    /// <param name="training">The training.</param>
    /// <param name="values">The number in recent films, <see cref="FewestFilms"/> at least.</param>
    public static DriftOf Of(TrainingSpread training, IReadOnlyList<double> values)
    {
        var counts = new double[Shares];
        foreach (var value in values)
            counts[training.Edges.Count(edge => value >= edge)]++;
        const double Expected = 1.0 / Shares;
        var index = counts.Select(count => (count + 0.5) / (values.Count + (0.5 * Shares))).Sum(actual => (actual - Expected) * Math.Log(actual / Expected));
        var mean = values.Average();
        return new DriftOf(
            training.Name, values.Count, mean, training.Mean, (mean - training.Mean) / training.Deviation, index, ChiSquare95 * ((1.0 / values.Count) + (1.0 / training.People)));
    }

    /// <summary>A share with its 95 % interval, in per cent.</summary>
    /// <param name="hits">How many.</param>
    /// <param name="count">Of how many.</param>
    public static Measure Share(int hits, int count)
    {
        var share = Proportion.Wilson(hits, count);
        return new Measure(100 * share.Value, 100 * share.Lower, 100 * share.Upper);
    }
}
