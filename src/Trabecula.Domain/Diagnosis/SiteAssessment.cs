using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Compares one regional estimate with a reference population.</summary>
internal static class SiteAssessment
{
    /// <summary>From this age there are adult curves; below it no Z-score is given, since none of them describes growing bone.</summary>
    private const double AdultYears = 20;

    /// <summary>ISCD: Z ≤ −2.0 is below the expected range for age.</summary>
    private const double BelowExpectedZ = -2.0;

    /// <summary>Makes the result of one site.</summary>
    /// <param name="estimate">A regional estimate.</param>
    /// <param name="subject">The person.</param>
    /// <param name="comparison">Which comparison applies.</param>
    /// <param name="reference">The reference population.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="scale">The maker of the scale the estimate is on.</param>
    /// <param name="notes">Receives sentences for a clinician.</param>
    public static SiteResult Of(
        DensityEstimate estimate,
        Subject subject,
        Comparison comparison,
        ReferencePopulation reference,
        DiagnosticCriteria criteria,
        DxaManufacturer scale,
        List<string> notes)
    {
        var result = new SiteResult(estimate, estimate.Bmd - estimate.Reach90, estimate.Bmd + estimate.Reach90, null, null, null, null, null, null);
        if (comparison == Comparison.None || subject.Sex is not { } sex)
            return result;
        if (reference.Find(estimate.Site, sex, scale) is not { } record)
        {
            notes.Add($"The reference \"{reference.Name}\" holds nothing on the {estimate.Site.DisplayName()} in this sex.");
            return result;
        }

        var bmd = CrossCalibration.Convert(estimate.Bmd, estimate.Site, scale, record.Manufacturer);
        result = result with { ZScore = ZScore(bmd, subject.AgeYears, record, notes), Reference = InWords(reference, record) };
        if (comparison == Comparison.OwnAge)
        {
            if (result.ZScore is { } z)
                notes.Add(ExpectedRange(estimate.Site, z));
            return criteria == DiagnosticCriteria.Japan2012 ? result with { YamPercent = 100 * bmd / record.Mean } : result;
        }

        var thresholds = new Thresholds(record, criteria);
        var spread = estimate.StandardDeviation * CrossCalibration.SpreadRatio(estimate.Site, scale, record.Manufacturer);
        var probabilities = thresholds.Probabilities(bmd, spread);
        return result with
        {
            TScore = (bmd - record.Mean) / record.StandardDeviation,
            YamPercent = 100 * bmd / record.Mean,
            Category = thresholds.Category(bmd),
            Probabilities = estimate.Categories is { } calibration && calibration.Criteria == criteria ? calibration.Apply(probabilities) : probabilities,
        };
    }

    private static double? ZScore(double bmd, double? ageYears, ReferenceRecord record, List<string> notes)
    {
        if (ageYears is not { } age)
            return null;
        var site = record.Site.DisplayName();
        if (record.AgeCurve is not { } curve)
        {
            notes.Add($"The reference has no age curve for the {site}, so no Z-score is given there.");
            return null;
        }

        if (age < AdultYears)
        {
            notes.Add($"The age curve of the {site} describes adults, so no Z-score is given under 20 years.");
            return null;
        }

        var expected = curve.At(age);
        if (!curve.Covers(age))
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The age curve of the {site} does not reach {age:0.#} years; the Z-score compares with {expected.AgeYears:0.#} years."));
        }

        return (bmd - expected.Mean) / expected.StandardDeviation;
    }

    private static string ExpectedRange(SkeletalSite site, double z)
    {
        var place = z <= BelowExpectedZ + Thresholds.Tolerance ? "below" : "within";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Capital(site.DisplayName())}: Z-score {z:0.0}, {place} the expected range for age.");
    }

    private static string InWords(ReferencePopulation reference, ReferenceRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{record.Group ?? reference.Name} ({record.Manufacturer}, {record.YoungFromYears:0.#}–{record.YoungToYears:0.#} years: "
            + $"{record.Mean:0.000} ± {record.StandardDeviation:0.000} g/cm²)");

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
