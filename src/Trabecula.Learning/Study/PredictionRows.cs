using System.Collections.ObjectModel;
using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>Estimates of a study as rows of <c>predictions.csv</c>, with categories by the criteria that were fixed beforehand.</summary>
/// <param name="Criteria">The criteria; the reference is the one that comes with them.</param>
/// <param name="Population">What the people are.</param>
public sealed record PredictionRows(DiagnosticCriteria Criteria, string Population)
{
    /// <summary>A measured density has a category, not a distribution; the spread does not matter to it.</summary>
    private const double AnySpread = 0.01;

    /// <summary>A further column of the manifest by which people are told apart.</summary>
    private const string TubeVoltage = "kvp";

    /// <summary>Bounds of a cell of the table, g/cm².</summary>
    private const double Lowest = 0, Highest = 5;

    /// <summary>The rows, models and then films in the order of the estimates; estimates without a measured density are left out.</summary>
    /// <param name="estimates">The estimates.</param>
    public IReadOnlyList<PredictionRow> Of(IEnumerable<StudyEstimate> estimates)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        return
        [
            .. estimates.GroupBy(estimate => (estimate.Model, estimate.Film.Line))
                .OrderBy(group => StudyModels.All.ToList().IndexOf(group.Key.Model))
                .SelectMany(film => OfFilm([.. film])),
        ];
    }

    private IEnumerable<PredictionRow> OfFilm(IReadOnlyList<StudyEstimate> estimates)
    {
        var row = estimates[0].Film.Row;
        var known = estimates.Where(estimate => row.Bmd(estimate.Site) is not null).ToArray();
        var estimated = Judge(row, known.Select(one => new DensityEstimate(one.Site, Math.Clamp(one.Bmd, Lowest, Highest), one.StandardDeviation)));
        var measured = Judge(row, known.Select(one => new DensityEstimate(one.Site, row.Bmd(one.Site)!.Value, AnySpread)));
        return known.Select(one =>
        {
            var (guess, truth) = (estimated.GetValueOrDefault(one.Site), measured.GetValueOrDefault(one.Site));
            return new PredictionRow
            {
                SubjectId = row.SubjectId,
                Site = one.Site,
                MeasuredBmd = row.Bmd(one.Site)!.Value,
                EstimatedBmd = Math.Clamp(one.Bmd, Lowest, Highest),
                Model = one.Model,
                Fold = one.Fold,
                Lower90 = Math.Clamp(one.Bmd - one.HalfWidth90, -Highest, Highest),
                Upper90 = Math.Clamp(one.Bmd + one.HalfWidth90, -Highest, Highest),
                MeasuredCategory = truth?.Category,
                EstimatedCategory = truth?.Category is null ? null : guess?.Category,
                ProbabilityOsteopeniaOrWorse = guess?.Probabilities is { } p ? Math.Clamp(p[1] + p[2], 0, 1) : null,
                ProbabilityOsteoporosis = guess?.Probabilities is { } q ? Math.Clamp(q[2], 0, 1) : null,
                Sex = row.Sex,
                AgeYears = row.AgeYears,
                HeightCm = row.HeightCm,
                WeightKg = row.WeightKg,
                Centre = row.Centre,
                Manufacturer = row.Manufacturer,
                Vendor = row.Extra.GetValueOrDefault("vendor"),
                Degeneration = row.Extra.GetValueOrDefault("degeneration"),
                Repeat = one.Film.Repeat,
                Population = Population,
                Extra = row.Extra.TryGetValue(TubeVoltage, out var kilovolts)
                    ? new Dictionary<string, string> { [TubeVoltage] = kilovolts }
                    : ReadOnlyDictionary<string, string>.Empty,
            };
        });
    }

    private Dictionary<SkeletalSite, SiteResult> Judge(ManifestRow row, IEnumerable<DensityEstimate> estimates) => DiagnosisRules.Evaluate(
            [.. estimates], row.Subject, isPostmenopausal: null, ReferencePopulation.For(Criteria), Criteria, row.Manufacturer ?? DxaManufacturer.Hologic)
        .Sites.ToDictionary(site => site.Estimate.Site);
}
