namespace Trabecula.Domain;

/// <summary>Shares as whole percents that add up to 100, for people: each rounded by itself they can add up to 99 or 101.</summary>
public static class WholePercents
{
    private const int Whole = 100;

    /// <summary>Rounds by the largest remainder (Hamilton's method): all are rounded down, and what is missing goes to those that lost most.</summary>
    /// <param name="shares">Shares, finite and not negative, of a sum above zero; they are taken in proportion to their sum.</param>
    /// <returns>As many whole numbers, of the sum 100, each less than one away from its share in percent.</returns>
    /// <exception cref="ArgumentException">The shares are none, or not such numbers.</exception>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var sum = shares.Sum();
        if (!(sum > 0) || !double.IsFinite(sum) || shares.Any(share => share < 0))
            throw new ArgumentException("Shares are finite, not negative, and not all zero.", nameof(shares));
        var exact = shares.Select(share => Whole * (share / sum)).ToArray();
        var rounded = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var most = Enumerable.Range(0, exact.Length).OrderByDescending(index => exact[index] - rounded[index]);
        foreach (var index in most.Take(Whole - rounded.Sum()))
            rounded[index]++;
        return rounded;
    }
}
