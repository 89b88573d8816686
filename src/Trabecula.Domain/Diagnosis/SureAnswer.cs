using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Answering only when sure: a category is given where it is probable enough, and withheld elsewhere.</summary>
/// <remarks>What share of people is answered then, and how many of the answers are wrong, <c>study</c> and <c>evaluate</c> report.</remarks>
internal static class SureAnswer
{
    /// <summary>Whether the category of the deciding site may stand for the person: it is probable enough there, and nothing worse is
    /// too probable at another site.</summary>
    /// <param name="deciding">The site that decides.</param>
    /// <param name="counted">The sites that count.</param>
    /// <param name="leastCertain">Probability asked for, 0 to 1.</param>
    public static bool IsSure(SiteResult deciding, IEnumerable<SiteResult> counted, double leastCertain) =>
        Certainty(deciding) >= leastCertain
        && counted.All(site => site.Probabilities!.Skip((int)deciding.Category!.Value + 1).Sum() <= 1 - leastCertain + Thresholds.Tolerance);

    /// <summary>The site as it is, or without its category where that is not probable enough; the probabilities stay.</summary>
    /// <param name="site">The site.</param>
    /// <param name="leastCertain">Probability asked for, 0 to 1.</param>
    /// <param name="notes">Receives a sentence where the category is withheld.</param>
    public static SiteResult OrNone(SiteResult site, double leastCertain, List<string> notes)
    {
        if (site.Category is not { } category || Certainty(site) >= leastCertain)
            return site;
        var percents = WholePercents.Of(site.Probabilities!);
        notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"No category of the {site.Estimate.Site.DisplayName()}: {category.ToString().ToLowerInvariant()} is {percents[(int)category]} % probable, and {100 * leastCertain:0.#} % was asked for."));
        return site with { Category = null };
    }

    private static double Certainty(SiteResult site) => site.Probabilities![(int)site.Category!.Value] + Thresholds.Tolerance;
}
