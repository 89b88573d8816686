using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Intervals by drawing subjects again, with replacement.</summary>
/// <remarks>
/// Percentile intervals; Efron and Tibshirani 1993 (An Introduction to the Bootstrap), chapter 13. A subject's rows stay together
/// (cluster bootstrap; Field and Welsh 2007, J R Stat Soc B 69:369). Each draw has a random stream of its own, so that the same seed
/// gives the same interval on any number of threads.
/// </remarks>
public sealed class Bootstrap
{
    private readonly int[][] _members;
    private readonly int _draws;
    private readonly ulong _seed;

    /// <summary>Prepares draws from the subjects of a list of rows.</summary>
    /// <param name="subjects">The subject of each row.</param>
    /// <param name="draws">How many draws, at least 1.</param>
    /// <param name="seed">Seed of the chance.</param>
    public Bootstrap(IReadOnlyList<string> subjects, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        _members = [.. Enumerable.Range(0, subjects.Count).GroupBy(i => subjects[i], StringComparer.Ordinal).Select(group => group.ToArray())];
        _draws = draws;
        _seed = seed;
    }

    /// <summary>Intervals of several statistics from the same draws.</summary>
    /// <param name="statistics">Computes the statistics of the rows with the given numbers, always as many; called from several threads
    /// at once. A number may come more than once. Values of a draw that are NaN are left out of that statistic.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>For each statistic its value on all rows, and the 2.5th and 97.5th percentiles of the draws; the ends are NaN with
    /// fewer than two subjects or no defined draw.</returns>
    public IReadOnlyList<Measure> Intervals(Func<IReadOnlyList<int>, IReadOnlyList<double>> statistics, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var values = statistics([.. _members.SelectMany(rows => rows).Order()]);
        if (_members.Length < 2)
            return [.. values.Select(value => new Measure(value, double.NaN, double.NaN))];
        var drawn = new IReadOnlyList<double>[_draws];
        Parallel.For(0, _draws, new ParallelOptions { CancellationToken = ct }, draw => drawn[draw] = statistics(Draw(draw)));
        return [.. values.Select((value, k) =>
        {
            var sorted = drawn.Select(one => one[k]).Where(double.IsFinite).Order().ToArray();
            return new Measure(value, Quantile(sorted, Confidence.Tail), Quantile(sorted, 1 - Confidence.Tail));
        })];
    }

    /// <summary>A quantile of sorted values, linear between order statistics (R's type 7).</summary>
    /// <param name="sorted">Values by rising size.</param>
    /// <param name="share">0 to 1.</param>
    /// <returns>The quantile; NaN without values.</returns>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        if (sorted.Count == 0)
            return double.NaN;
        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private List<int> Draw(int draw)
    {
        var random = new DeterministicRandom(_seed, (ulong)draw);
        var rows = new List<int>(_members.Length);
        for (var i = 0; i < _members.Length; i++)
            rows.AddRange(_members[random.Index(_members.Length)]);
        return rows;
    }
}
