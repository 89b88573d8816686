using System.Globalization;

namespace Trabecula.Simulation;

/// <summary>One of several equal parts of a cohort, for several machines: the numbers whose remainder modulo <see cref="Count"/> is
/// <see cref="Index"/> − 1.</summary>
public sealed record CohortShard
{
    private CohortShard(int index, int count) => (Index, Count) = (index, count);

    /// <summary>The whole cohort as its only part.</summary>
    public static CohortShard Whole { get; } = new(1, 1);

    /// <summary>Which part, 1 to <see cref="Count"/>.</summary>
    public int Index { get; }

    /// <summary>How many parts, 1 or more.</summary>
    public int Count { get; }

    /// <summary>Reads <c>I/N</c>.</summary>
    /// <param name="text">For instance <c>2/4</c>.</param>
    /// <returns>The part, or null where the text is no part: I is 1 to N.</returns>
    public static CohortShard? Parse(string text)
    {
        string[] words = text.Split('/');
        return words.Length == 2
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1 && index <= count
            ? new CohortShard(index, count)
            : null;
    }

    /// <summary>The part's numbers.</summary>
    /// <param name="total">How many numbers the whole has, from 0.</param>
    internal IReadOnlyList<int> Numbers(int total)
    {
        var numbers = new List<int>();
        for (long number = Index - 1; number < total; number += Count)
        {
            numbers.Add((int)number);
        }

        return numbers;
    }
}
