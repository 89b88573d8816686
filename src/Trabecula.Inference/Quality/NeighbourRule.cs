using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Vertebrae whose T-score differs from their neighbours', which ISCD lets exclude (Official Positions 2023, adult: more than 1.0).</summary>
internal static class NeighbourRule
{
    // Hologic's young women by level, L1 to L4, and one spread for all (0.11 g/cm²): T-scores of single vertebrae compare with these,
    // in men too, for it is the difference of two that counts. Levels differ alike in both sexes.
    private static readonly double[] YoungMeans = [0.925, 1.028, 1.084, 1.116];
    private const double YoungSpread = 0.11;

    /// <summary>Judges the vertebrae that are not excluded yet.</summary>
    /// <param name="vertebrae">L1 to L4.</param>
    /// <param name="estimates">Estimates of L1 to L4 at least.</param>
    /// <param name="excluded">Vertebrae that are excluded for another reason.</param>
    /// <param name="gates">What findings do.</param>
    public static IReadOnlyList<QualityFinding> Judge(
        IReadOnlyList<VertebraOutline> vertebrae, IReadOnlyList<DensityEstimate> estimates, IReadOnlySet<VertebralLevel> excluded, GateTable gates)
    {
        double limit = gates.LimitOf(QualityRule.UnlikeNeighbours);
        List<(VertebraOutline Body, double Score)> standing = [.. vertebrae
            .Where(v => !excluded.Contains(v.Level))
            .OrderBy(v => v.Level)
            .Select(v => (v, TScore(v.Level, estimates)))];
        var findings = new List<QualityFinding>();
        while (standing.Count > 2)
        {
            // Of one that differs from both its neighbours and an end that differs from it, the one farther from the rest.
            double median = Median.Of([.. standing.Select(one => one.Score)]);
            int[] unlike = [.. Enumerable.Range(0, standing.Count).Where(i => LeastDifference(standing, i) > limit)];
            if (unlike.Length == 0)
            {
                break;
            }

            int worst = unlike.MaxBy(i => Math.Abs(standing[i].Score - median));
            (VertebraOutline body, double score) = standing[worst];
            double difference = LeastDifference(standing, worst);
            standing.RemoveAt(worst);
            findings.Add(gates.Finding(
                QualityRule.UnlikeNeighbours,
                FormattableString.Invariant($"{body.Level} differs from its neighbours by {difference:0.0} T-scores or more ({(score > median ? "denser" : "less dense")})."),
                body.Corners,
                body.Level));
        }

        return findings;
    }

    private static double TScore(VertebralLevel level, IReadOnlyList<DensityEstimate> estimates)
    {
        int index = level - VertebralLevel.L1;
        return (estimates.First(e => e.Site == (SkeletalSite)index).Bmd - YoungMeans[index]) / YoungSpread;
    }

    private static double LeastDifference(List<(VertebraOutline Body, double Score)> standing, int i)
    {
        double above = i > 0 ? Math.Abs(standing[i].Score - standing[i - 1].Score) : double.MaxValue;
        double below = i < standing.Count - 1 ? Math.Abs(standing[i].Score - standing[i + 1].Score) : double.MaxValue;
        return Math.Min(above, below);
    }
}
