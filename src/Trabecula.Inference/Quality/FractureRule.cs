using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Bodies that are much lower than the others of the same spine, as after a compression fracture.</summary>
/// <remarks>
/// Genant 1993: a loss of 20 to 25 % of height is grade 1, to 40 % grade 2, more is grade 3, on a lateral film. An AP film shows the mean of
/// the anterior and the posterior height, so a wedge has lost half as much here, and a biconcave body hardly anything at its rim.
/// </remarks>
public static class FractureRule
{
    // Heights of intact bodies on AP films, T12 to L5, over their mean: medians of 641 simulated people with five lumbar vertebrae. A
    // projection makes L5, which leans most, lower than its neighbours.
    private static readonly double[] Usual = [0.908, 0.989, 1.044, 1.066, 1.045, 0.958];

    // A body is compared with two others at least.
    private const int Fewest = 3;

    /// <summary>Vertebrae that lost height, the lowest first; each is no measure for the rest any more.</summary>
    /// <param name="vertebrae">Those that were found, with their neighbours T12 and L5 where they are in the film.</param>
    /// <param name="limit">Share of the usual height, as the others tell it, from which on a loss counts: 0 to 1.</param>
    /// <returns>The vertebrae and the share of its height that each has lost.</returns>
    public static IReadOnlyList<(VertebraOutline Vertebra, double Loss)> Find(IReadOnlyList<VertebraOutline> vertebrae, double limit)
    {
        List<VertebraOutline> standing = [.. vertebrae.OrderBy(v => v.Level)];
        var found = new List<(VertebraOutline, double)>();
        while (standing.Count >= Fewest)
        {
            double[] losses = [.. Enumerable.Range(0, standing.Count).Select(i => Loss(standing, i))];
            int worst = Array.IndexOf(losses, losses.Max());
            if (losses[worst] <= limit)
            {
                break;
            }

            found.Add((standing[worst], losses[worst]));
            standing.RemoveAt(worst);
        }

        return found;
    }

    /// <summary>Judges L1 to L4; T12 and L5 are neighbours only.</summary>
    internal static IReadOnlyList<QualityFinding> Judge(IReadOnlyList<VertebraOutline> vertebrae, GateTable gates) =>
    [
        .. Find(vertebrae, gates.LimitOf(QualityRule.PossibleFracture))
            .Where(one => one.Vertebra.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)
            .Select(one => gates.Finding(
                QualityRule.PossibleFracture,
                FormattableString.Invariant($"{one.Vertebra.Level} is {100 * one.Loss:0} % lower than its neighbours let expect, as after a compression fracture."),
                one.Vertebra.Corners,
                one.Vertebra.Level)),
    ];

    /// <summary>The smaller of two losses, against the next ones and against all others: one corner that is wrong does not make a fracture of its neighbour.</summary>
    private static double Loss(List<VertebraOutline> standing, int at)
    {
        double own = Unit(standing[at]);
        double neighbours = new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < standing.Count).Average(i => Unit(standing[i]));
        double[] others = [.. standing.Where((_, i) => i != at).Select(Unit).Order()];
        double median = (others[(others.Length - 1) / 2] + others[others.Length / 2]) / 2;
        return 1 - (own / Math.Min(neighbours, median));
    }

    /// <summary>The spine's mean height as this vertebra alone tells it.</summary>
    private static double Unit(VertebraOutline vertebra) => SpineShape.Size(vertebra).Height / Usual[(int)vertebra.Level];
}
