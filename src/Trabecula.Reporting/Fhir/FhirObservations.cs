using Hl7.Fhir.Model;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Observations of a result: one for each region and vertebra, one for the film's quality.</summary>
/// <param name="result">The result.</param>
/// <param name="begin">Makes an observation with status, subject, device and film.</param>
internal sealed class FhirObservations(FilmResult result, Func<Observation> begin)
{
    /// <summary>The observations with names that are unique within the result.</summary>
    public IEnumerable<(string Name, Observation Observation)> All()
    {
        foreach (var site in result.Sites)
            yield return (site.Estimate.Site.Code(), Region(site));
        foreach (var estimate in result.VertebraEstimates)
            yield return (estimate.Site.Code(), Vertebra(estimate));
        if (result.IsRejected)
            yield return (SkeletalSite.LumbarL1L4.Code(), Absent());
        yield return ("quality", Quality());
    }

    private Observation Region(SiteResult site)
    {
        var observation = Density(site.Estimate, result.LevelsOf(site.Estimate.Site));
        if (site.Category is { } category)
            observation.Interpretation = [FhirTerms.Concept(ReportCodes.Of(category), $"in the range of {CategoryName.Of(category)}, estimated; no diagnosis")];
        if (site.Reference is { Length: > 0 } reference)
            observation.ReferenceRange = [new Observation.ReferenceRangeComponent { Text = reference }];
        var unit = ReportCodes.GramsPerSquareCentimetre;
        Add(observation, ReportCodes.DensityLower, site.Lower90, 3, unit);
        Add(observation, ReportCodes.DensityUpper, site.Upper90, 3, unit);
        Add(observation, ReportCodes.TScore, site.TScore, 2, ReportCodes.TScoreUnit);
        Add(observation, ReportCodes.ZScore, site.ZScore, 2, ReportCodes.ZScoreUnit);
        Add(observation, ReportCodes.YoungAdultPercent, site.YamPercent, 1, ReportCodes.Percent);
        if (site.Probabilities is { Count: 3 } chances)
        {
            foreach (var category3 in Enum.GetValues<DiagnosticCategory>())
                Add(observation, ReportCodes.Probability(category3), chances[(int)category3], 3, ReportCodes.One);
        }

        return observation;
    }

    private Observation Vertebra(DensityEstimate estimate)
    {
        var observation = Density(estimate, []);
        var isLeftOut = estimate.Site.Levels().Any(result.IsExcluded);
        if (isLeftOut)
            observation.Note = [new Annotation { Text = ReportCodes.LeftOut.Meaning }];
        return observation;
    }

    private Observation Density(DensityEstimate estimate, IReadOnlyList<VertebralLevel> levels)
    {
        var observation = Begin(ReportCodes.Density, estimate.Site.DisplayName());
        observation.BodySite = FhirTerms.Concept(
            ReportCodes.Of(estimate.Site),
            levels.Count == estimate.Site.Levels().Count || levels.Count == 0
                ? estimate.Site.DisplayName()
                : $"{estimate.Site.DisplayName()} (of {string.Join(", ", levels)})");
        observation.Value = FhirTerms.Quantity(estimate.Bmd, 3, ReportCodes.GramsPerSquareCentimetre);
        return observation;
    }

    /// <summary>A refused film: there is a density that was asked for, and no value, and why.</summary>
    private Observation Absent()
    {
        var observation = Begin(ReportCodes.Density, SkeletalSite.LumbarL1L4.DisplayName());
        observation.BodySite = FhirTerms.Concept(ReportCodes.LumbarSpine);
        observation.DataAbsentReason = FhirTerms.NotPerformed;
        observation.Note = [.. result.Findings.Where(finding => finding.Action == QualityAction.Reject).Select(Note)];
        return observation;
    }

    private Observation Quality()
    {
        var observation = Begin(ReportCodes.QualityAssessment, null);
        observation.Method = null;
        observation.Value = FhirTerms.Concept(
            result.IsRejected ? ReportCodes.Unusable : result.Findings.Count > 0 ? ReportCodes.UsableDoesNotMeet : ReportCodes.UsableMeets);
        observation.Component =
        [
            .. result.Findings.Select(finding => new Observation.ComponentComponent
            {
                Code = FhirTerms.Concept(ReportCodes.QualityFinding, finding.Level?.ToString()),
                Value = FhirTerms.Concept(ReportCodes.Of(finding), FhirBundle.Text(finding.Message)),
            }),
        ];
        return observation;
    }

    private Observation Begin(DicomCode code, string? site)
    {
        var observation = begin();
        observation.Code = FhirTerms.Concept(code, site is null ? null : $"{code.Meaning}: {site}");
        observation.Method = FhirTerms.Concept(ReportCodes.Estimated);
        return observation;
    }

    private static void Add(Observation observation, DicomCode code, double? value, int digits, DicomCode unit)
    {
        if (value is { } number)
            observation.Component.Add(new Observation.ComponentComponent { Code = FhirTerms.Concept(code), Value = FhirTerms.Quantity(number, digits, unit) });
    }

    private static Annotation Note(QualityFinding finding) => new() { Text = FhirBundle.Text($"{finding.Code}: {finding.Message}") };
}
