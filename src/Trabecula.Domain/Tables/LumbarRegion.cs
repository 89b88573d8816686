namespace Trabecula.Domain;

/// <summary>The region of a lumbar density as the manifest writes it: levels of L1 to L4, from above, runs of them joined.</summary>
internal static class LumbarRegion
{
    /// <summary>All four levels.</summary>
    public const string All = "L1-L4";

    /// <summary>All but L1: a site of its own.</summary>
    public const string Lower = "L2-L4";

    private const int Fewest = 2;

    /// <summary>Reads a region.</summary>
    /// <param name="text">Such as <c>L1-L4</c>, <c>L2–L4</c>, <c>L1,L3-L4</c>.</param>
    /// <returns>Two to four levels from above, or null where the text is no region: ISCD knows none of a single vertebra.</returns>
    public static IReadOnlyList<VertebralLevel>? Levels(string text)
    {
        var levels = new List<VertebralLevel>();
        foreach (var part in text.ToUpperInvariant().Replace('–', '-').Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || Level(ends[0]) is not { } first || Level(ends[^1]) is not { } last || last < first || (levels.Count > 0 && first <= levels[^1]))
                return null;
            for (var level = first; level <= last; level++)
                levels.Add(level);
        }

        return levels.Count >= Fewest ? levels : null;
    }

    /// <summary>The levels of a region that is a part of L1–L4 and not L2–L4, or null.</summary>
    public static IReadOnlyList<VertebralLevel>? Part(string text) =>
        Levels(text) is { } levels && Text(levels) is not (All or Lower) ? levels : null;

    /// <summary>Writes a region, for instance <c>L1,L3-L4</c>.</summary>
    /// <param name="levels">Levels from above.</param>
    public static string Text(IReadOnlyList<VertebralLevel> levels)
    {
        var parts = new List<string>();
        for (var i = 0; i < levels.Count;)
        {
            var last = i;
            while (last + 1 < levels.Count && levels[last + 1] == levels[last] + 1)
                last++;
            parts.Add(last == i ? $"{levels[i]}" : $"{levels[i]}-{levels[last]}");
            i = last + 1;
        }

        return string.Join(',', parts);
    }

    private static VertebralLevel? Level(string text) => text switch
    {
        "L1" => VertebralLevel.L1,
        "L2" => VertebralLevel.L2,
        "L3" => VertebralLevel.L3,
        "L4" => VertebralLevel.L4,
        _ => null,
    };
}
