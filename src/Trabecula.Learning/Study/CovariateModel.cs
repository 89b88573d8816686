using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>What is known of a density without a film: age, sex, height and weight, and where asked for another density.</summary>
/// <remarks>
/// A missing covariate counts as the training subjects' mean, and that it is missing is a variable of its own, so that no row is lost.
/// </remarks>
internal sealed class CovariateModel
{
    /// <summary>As good as none: it only keeps variables apart that depend on one another.</summary>
    private const double Penalty = 1;

    /// <summary>Age is counted from here, so that its square is not the same variable again.</summary>
    private const double MiddleAge = 60;

    private readonly RidgeFit _fit;
    private readonly double[] _means;
    private readonly SkeletalSite? _known;

    private CovariateModel(RidgeFit fit, double[] means, SkeletalSite? known) => (_fit, _means, _known) = (fit, means, known);

    /// <summary>Fits the density of a site.</summary>
    /// <param name="rows">Training rows; those without the site's density are passed over.</param>
    /// <param name="site">The site.</param>
    /// <param name="known">A site whose measured density is known too, or null; rows without it are passed over.</param>
    /// <returns>The model, or null where no row is left.</returns>
    public static CovariateModel? Of(IEnumerable<ManifestRow> rows, SkeletalSite site, SkeletalSite? known = null)
    {
        ManifestRow[] usable = [.. rows.Where(row => row.Bmd(site) is not null && (known is null || row.Bmd(known.Value) is not null))];
        if (usable.Length == 0) return null;
        double?[][] raw = [.. usable.Select(row => Variables(row, known))];
        double[] means = [.. Enumerable.Range(0, raw[0].Length).Select(j => raw.Select(row => row[j]).OfType<double>().DefaultIfEmpty(0).Average())];
        return new CovariateModel(
            RidgeFit.Of([.. raw.Select(row => Filled(row, means))], [.. usable.Select(row => row.Bmd(site)!.Value)], Penalty), means, known);
    }

    /// <summary>The density that is expected, g/cm².</summary>
    /// <param name="row">The subject; without the known site's density, where the model asks for it, its mean counts.</param>
    public double Predict(ManifestRow row) => _fit.Predict(Filled(Variables(row, _known), _means));

    private static double?[] Variables(ManifestRow row, SkeletalSite? known)
    {
        var age = row.AgeYears - MiddleAge;
        double? male = row.Sex is { } sex ? (sex == Sex.Male ? 1 : 0) : null;
        double?[] variables = [male, age, age * age, age * male, row.HeightCm, row.WeightKg];
        return known is { } site ? [.. variables, row.Bmd(site)] : variables;
    }

    private static double[] Filled(double?[] raw, double[] means) =>
    [
        .. raw.Select((value, j) => value ?? means[j]),
        .. raw.Select(value => value is null ? 1.0 : 0),
    ];
}
