using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>Deals subjects out to folds, alike in sex and density.</summary>
public static class FoldAssignment
{
    /// <summary>Deals out: within each sex, subjects are ordered by density, and each run of as many as there are folds gets one fold each,
    /// in an order of chance. So every quantile of density is spread over all folds.</summary>
    /// <param name="rows">The rows; several of one subject count once, by the first.</param>
    /// <param name="folds">Folds, at least 1.</param>
    /// <param name="seed">Seed of the chance; the order of the rows does not matter.</param>
    /// <returns>The fold of each subject, from 0.</returns>
    public static IReadOnlyDictionary<string, int> Assign(IEnumerable<ManifestRow> rows, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        ManifestRow[] subjects = [.. rows.GroupBy(row => row.SubjectId, StringComparer.Ordinal).Select(films => films.First())];
        var rank = StandardisedDensities(subjects);
        var random = new DeterministicRandom(seed, 0xF01D);
        var sizes = new int[folds];
        var result = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var stratum in subjects.GroupBy(row => row.Sex).OrderBy(group => group.Key is { } sex ? (int)sex : int.MaxValue))
        {
            var ordered = stratum.OrderBy(row => rank[row.SubjectId]).ThenBy(row => row.SubjectId, StringComparer.Ordinal);
            foreach (var run in ordered.Chunk(folds))
            {
                // The smallest folds first, so that an incomplete run evens them out; among equals chance decides.
                int[] order = [.. Enumerable.Range(0, folds).Select(fold => (Fold: fold, Chance: random.NextBits()))
                    .OrderBy(one => sizes[one.Fold]).ThenBy(one => one.Chance).Select(one => one.Fold).Take(run.Length)];
                for (var i = 0; i < run.Length; i++)
                {
                    result[run[i].SubjectId] = order[i];
                    sizes[order[i]]++;
                }
            }
        }
        return result;
    }

    /// <summary>The mean over a subject's sites of (density − mean) / standard deviation.</summary>
    private static Dictionary<string, double> StandardisedDensities(ManifestRow[] subjects)
    {
        var sites = Enum.GetValues<SkeletalSite>().Select(site =>
        {
            double[] values = [.. subjects.Select(row => row.Bmd(site)).OfType<double>()];
            var mean = values.DefaultIfEmpty(0).Average();
            var spread = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty(0).Average());
            return (Site: site, Mean: mean, Spread: Math.Max(spread, 1e-6));
        }).ToArray();
        return subjects.ToDictionary(
            row => row.SubjectId,
            row => sites.Where(site => row.Bmd(site.Site) is not null)
                .Select(site => (row.Bmd(site.Site)!.Value - site.Mean) / site.Spread).DefaultIfEmpty(0).Average(),
            StringComparer.Ordinal);
    }
}
