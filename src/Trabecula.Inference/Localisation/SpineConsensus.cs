using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>What several looks at one film say together: they vote on the levels, and each body lies where most of them see it.</summary>
/// <remarks>
/// A network that is in doubt of a film is seldom wrong in the same way at another size or in another cut of it. So what the looks agree on
/// tells more than how sure each is by itself.
/// </remarks>
internal static class SpineConsensus
{
    // A look that is sure of nothing still counts a little.
    private const double LeastWeight = 0.2;

    // Overlap (intersection over union) from which two outlines are of the same body, and from which they agree on it.
    private const double SameBody = 0.35, Agreement = 0.6;

    /// <summary>One row of several.</summary>
    /// <param name="looks">Rows in the same pixels, at least one.</param>
    /// <returns>Bodies with the share of looks that agree on them as their confidence, and the share of the votes for their levels.</returns>
    public static SpineRow Of(IReadOnlyList<SpineRow> looks)
    {
        SpineRow surest = looks.MaxBy(look => look.Sureness)!;
        int?[] shifts = [.. looks.Select(look => Shift(surest, look))];
        double[] weights = [.. looks.Select(look => LeastWeight + look.Sureness)];
        var votes = Enumerable.Range(0, looks.Count).Where(i => shifts[i] is not null)
            .GroupBy(i => shifts[i]!.Value, i => weights[i]).Select(group => (Shift: group.Key, Weight: group.Sum())).ToList();
        if (votes.Count == 0)
        {
            return surest;
        }

        (int chosen, double weight) = votes.MaxBy(vote => vote.Weight);
        IEnumerable<VertebraOutline> bodies = Enumerable.Range(0, looks.Count).Where(i => shifts[i] is not null)
            .SelectMany(i => looks[i].Vertebrae.Select(v => v with { Level = v.Level - shifts[i]!.Value + chosen }));
        VertebraOutline[] row = [.. bodies.Where(v => Enum.IsDefined(v.Level)).GroupBy(v => v.Level).OrderBy(group => group.Key).Select(group => Middle([.. group], looks.Count))];
        return new SpineRow(row, weight / weights.Sum());
    }

    /// <summary>By how many levels a look names the bodies of a row lower than the row does; null where it sees none of them.</summary>
    private static int? Shift(SpineRow row, SpineRow look)
    {
        int[] shifts = [.. row.Vertebrae.SelectMany(body => look.Vertebrae
            .Where(other => Overlap(body, other) >= SameBody)
            .OrderByDescending(other => Overlap(body, other))
            .Take(1)
            .Select(other => other.Level - body.Level))];
        return shifts.Length == 0 ? null : shifts.GroupBy(shift => shift).OrderByDescending(group => group.Count()).First().Key;
    }

    private static VertebraOutline Middle(VertebraOutline[] seen, int looks)
    {
        ImagePoint Corner(int k) => new(Median.Of([.. seen.Select(v => v.Corners[k].X)]), Median.Of([.. seen.Select(v => v.Corners[k].Y)]));
        var middle = new VertebraOutline(seen[0].Level, Corner(0), Corner(1), Corner(2), Corner(3), 0);
        return middle with { Confidence = seen.Count(v => Overlap(v, middle) >= Agreement) / (double)looks };
    }

    /// <summary>Intersection over union of the upright rectangles around two bodies.</summary>
    private static double Overlap(VertebraOutline a, VertebraOutline b)
    {
        (double Left, double Top, double Right, double Bottom) Around(VertebraOutline v) =>
            (v.Corners.Min(p => p.X), v.Corners.Min(p => p.Y), v.Corners.Max(p => p.X), v.Corners.Max(p => p.Y));
        var (first, second) = (Around(a), Around(b));
        double width = Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left);
        double height = Math.Min(first.Bottom, second.Bottom) - Math.Max(first.Top, second.Top);
        double common = Math.Max(0, width) * Math.Max(0, height);
        double all = ((first.Right - first.Left) * (first.Bottom - first.Top)) + ((second.Right - second.Left) * (second.Bottom - second.Top));
        return all > common ? common / (all - common) : 0;
    }
}
