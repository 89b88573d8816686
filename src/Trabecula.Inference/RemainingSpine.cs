using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Lumbar densities of what is left after exclusions.</summary>
/// <remarks>
/// With all vertebrae in, the network's own output for the region stands; where L1 alone is left out, that for L2–L4 is L1–L4's
/// too, so that two names of the same vertebrae have the same density. Otherwise a region is the mean of its remaining vertebrae's
/// densities, weighted by the areas of their outlines, as a DXA scan divides the sum of mineral by the sum of areas. Its spread and its
/// interval's reach are the means of theirs, for the errors of one film's vertebrae go together. One vertebra alone is no region (ISCD 2023).
/// </remarks>
internal static class RemainingSpine
{
    private const int FewestVertebrae = 2;

    /// <summary>Says so where no lumbar density is left.</summary>
    /// <param name="excluded">Vertebrae that are left out.</param>
    /// <param name="gates">What findings do.</param>
    public static IReadOnlyList<QualityFinding> Judge(IReadOnlySet<VertebralLevel> excluded, GateTable gates)
    {
        VertebralLevel[] remaining = [.. SkeletalSite.LumbarL1L4.Levels().Where(level => !excluded.Contains(level))];
        return remaining.Length >= FewestVertebrae
            ? []
            : [gates.Finding(
                QualityRule.TooFewVertebrae,
                $"{(remaining.Length == 0 ? "No vertebra is" : $"Only {remaining[0]} is")} left; a lumbar density needs two at least.",
                [])];
    }

    /// <summary>Recomputes L1–L4 and L2–L4, and leaves out a region of which fewer than two vertebrae remain, and sites that the network was not trained on.</summary>
    /// <param name="estimates">The network's estimates.</param>
    /// <param name="vertebrae">L1 to L4.</param>
    /// <param name="excluded">Vertebrae that are left out.</param>
    public static IReadOnlyList<DensityEstimate> Of(
        IReadOnlyList<DensityEstimate> estimates, IReadOnlyList<VertebraOutline> vertebrae, IReadOnlySet<VertebralLevel> excluded)
    {
        var kept = new List<DensityEstimate>();
        foreach (DensityEstimate estimate in estimates)
        {
            VertebralLevel[] remaining = [.. estimate.Site.Levels().Where(level => !excluded.Contains(level))];
            if (!estimate.Site.IsRegional() || remaining.Length == estimate.Site.Levels().Count)
            {
                kept.Add(estimate);
            }
            else if (remaining.Length >= FewestVertebrae)
            {
                DensityEstimate? same = estimates.FirstOrDefault(other => other.Site.IsRegional() && other.Site.Levels().SequenceEqual(remaining));
                kept.Add(same is null ? Mean(estimate.Site, remaining, estimates, vertebrae) : same with { Site = estimate.Site });
            }
        }

        // A site that none of the training's people had measured is answered with NaN: nothing is known of it.
        return [.. kept.Where(estimate => double.IsFinite(estimate.Bmd) && double.IsFinite(estimate.StandardDeviation))];
    }

    private static DensityEstimate Mean(
        SkeletalSite site, VertebralLevel[] levels, IReadOnlyList<DensityEstimate> estimates, IReadOnlyList<VertebraOutline> vertebrae)
    {
        double bmd = 0, spread = 0, reach = 0, area = 0;
        foreach (VertebralLevel level in levels)
        {
            DensityEstimate one = estimates.First(e => e.Site == (SkeletalSite)(level - VertebralLevel.L1));
            double weight = Area(vertebrae.First(v => v.Level == level).Corners);
            (bmd, spread, reach, area) = (bmd + (weight * one.Bmd), spread + (weight * one.StandardDeviation), reach + (weight * one.Reach90), area + weight);
        }

        return new DensityEstimate(site, bmd / area, spread / area) { CalibratedReach = reach / area };
    }

    private static double Area(IReadOnlyList<ImagePoint> corners)
    {
        double twice = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            (ImagePoint a, ImagePoint b) = (corners[i], corners[(i + 1) % corners.Count]);
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Max(1e-9, Math.Abs(twice) / 2);
    }
}
