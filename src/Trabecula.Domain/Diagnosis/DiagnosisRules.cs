namespace Trabecula.Domain;

/// <summary>From estimated densities to T-scores, Z-scores, % YAM, categories and one diagnosis.</summary>
/// <remarks>The rules, with their sources, are in docs/reference/diagnosis.md.</remarks>
public static class DiagnosisRules
{
    /// <summary>JSBMR/JOS 2012: with a fragility fracture other than of a vertebra or hip, less than this % YAM is osteoporosis.</summary>
    private const double FractureYamPercent = 80;

    /// <summary>No age in the tables or a film's header is believed beyond this.</summary>
    private const double OldestYears = 130;

    /// <summary>Judges the estimates of one person.</summary>
    /// <param name="estimates">Estimates, g/cm², each site at most once. L1 to L4 alone are left out: no diagnosis rests on one
    /// vertebra.</param>
    /// <param name="subject">The person. Without sex there is no T-score, Z-score, % YAM or category.</param>
    /// <param name="isPostmenopausal">Whether a woman is past the menopause; null where unknown, and then 50 years divides. Ignored in
    /// a man.</param>
    /// <param name="reference">What is compared with.</param>
    /// <param name="criteria">The rules.</param>
    /// <param name="scale">The maker of the scale the estimates are on.</param>
    /// <param name="fracture">A fragility fracture the person has had.</param>
    /// <param name="leastCertain">Categories are given only where they are at least so probable, 0 to 1; see <see cref="SureAnswer"/>.</param>
    /// <returns>The regional sites, the diagnosis, and notes.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_estimate</c> where a density is not a number, a spread is not above 0, or a
    /// site comes twice.</exception>
    public static DiagnosisOutcome Evaluate(
        IReadOnlyList<DensityEstimate> estimates,
        Subject subject,
        bool? isPostmenopausal,
        ReferencePopulation reference,
        DiagnosticCriteria criteria,
        DxaManufacturer scale,
        FragilityFracture fracture = FragilityFracture.None,
        double leastCertain = 0)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(reference);
        Check(estimates);
        var notes = new List<string>();
        if (subject.AgeYears is { } age && !(age is >= 0 and <= OldestYears))
        {
            notes.Add("The age given lies outside 0 to 130 years and is not used.");
            subject = subject with { AgeYears = null };
        }

        var group = ComparisonGroup.Of(subject, isPostmenopausal);
        notes.AddRange(group.Notes);
        var sites = estimates
            .Where(estimate => estimate.Site.IsRegional())
            .Select(estimate => SiteAssessment.Of(estimate, subject, group.Comparison, reference, criteria, scale, notes))
            .ToArray();
        var counted = Counted(sites, criteria);
        // The worst category decides, and among equals the lowest T-score.
        var deciding = counted.OrderByDescending(site => site.Category).ThenBy(site => site.TScore).FirstOrDefault();
        var decision = new Decision(deciding?.Category, deciding?.Estimate.Site);
        if (deciding is not null && !SureAnswer.IsSure(deciding, counted, leastCertain))
            decision = new Decision(null, null);
        if (sites.Length == 0)
            notes.Add("No regional density (spine or hip) was given, so there is no category; one vertebra alone decides nothing.");
        else if (fracture != FragilityFracture.None && group.Comparison == Comparison.YoungAdults)
            decision = WithFracture(decision, counted, criteria, fracture, notes);
        sites = [.. sites.Select(site => SureAnswer.OrNone(site, leastCertain, notes))];
        if (deciding is not null && decision.Category is null && sites.Any(site => site.Category is not null))
            notes.Add("Another site may be worse, so there is no category over all sites.");
        var name = criteria == DiagnosticCriteria.Japan2012 ? "JSBMR2012" : "WHO";
        var note = notes.Count == 0 ? null : string.Join(" ", notes);
        return new DiagnosisOutcome(sites, new Diagnosis(name, decision.Category, decision.DecidedBy, note), notes);
    }

    private static void Check(IReadOnlyList<DensityEstimate> estimates)
    {
        var seen = new HashSet<SkeletalSite>();
        foreach (var estimate in estimates)
        {
            var name = estimate.Site.DisplayName();
            if (!double.IsFinite(estimate.Bmd) || !double.IsFinite(estimate.StandardDeviation) || estimate.StandardDeviation <= 0)
                throw new TrabeculaException("invalid_estimate", $"The estimate of {name} is not a density with a spread above 0.");
            if (!seen.Add(estimate.Site))
                throw new TrabeculaException("invalid_estimate", $"The {name} is estimated twice.");
        }
    }

    /// <summary>The sites that count: those with a category, and one spine region only.</summary>
    private static IReadOnlyList<SiteResult> Counted(IReadOnlyList<SiteResult> sites, DiagnosticCriteria criteria)
    {
        // ISCD measures L1–L4; of the Japanese values only L2–L4 is published. The other region steps in where the first is missing.
        var (first, second) = criteria == DiagnosticCriteria.Japan2012
            ? (SkeletalSite.LumbarL2L4, SkeletalSite.LumbarL1L4)
            : (SkeletalSite.LumbarL1L4, SkeletalSite.LumbarL2L4);
        var categorised = sites.Where(site => site.Category is not null).ToArray();
        return categorised.Any(site => site.Estimate.Site == first)
            ? [.. categorised.Where(site => site.Estimate.Site != second)]
            : categorised;
    }

    private static Decision WithFracture(
        Decision decision,
        IReadOnlyList<SiteResult> counted,
        DiagnosticCriteria criteria,
        FragilityFracture fracture,
        List<string> notes)
    {
        if (criteria == DiagnosticCriteria.Who)
        {
            if (decision.Category == DiagnosticCategory.Osteoporosis)
                notes.Add("With a fragility fracture this is severe (established) osteoporosis.");
            return decision;
        }

        if (decision.Category == DiagnosticCategory.Osteoporosis)
            return decision;
        if (fracture == FragilityFracture.VertebralOrHip)
        {
            notes.Add("A fragility fracture of a vertebra or the proximal femur is osteoporosis whatever the density.");
            return new Decision(DiagnosticCategory.Osteoporosis, null);
        }

        var lowest = counted.Where(site => site.YamPercent < FractureYamPercent - Thresholds.Tolerance).MinBy(site => site.YamPercent);
        if (lowest is null)
            return decision;
        notes.Add("With a fragility fracture, a density below 80 % of the young adult mean is osteoporosis.");
        return new Decision(DiagnosticCategory.Osteoporosis, lowest.Estimate.Site);
    }

    private readonly record struct Decision(DiagnosticCategory? Category, SkeletalSite? DecidedBy);
}
