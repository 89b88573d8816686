using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>A person of the place for which a model is recalibrated.</summary>
/// <param name="Row">Densities that DXA measured, on the scale of the row's maker; without one, on the model's.</param>
/// <param name="Estimates">What the model says of the person's film, as it is now.</param>
public sealed record LocalPair(ManifestRow Row, IReadOnlyList<DensityEstimate> Estimates);

/// <summary>Recalibrates a model's estimates on people of another place, whose X-ray systems, scanner and patients differ.</summary>
/// <remarks>
/// For each site a line of the measured on the estimated density, whose slope is drawn towards 1 by as much as 20 people are worth while
/// its height is free: what differs between places is the height first, and 50 people do not tell a slope well (Steyerberg et al. 2004,
/// Stat Med 23:2567, on updating with shrinkage; Hoerl and Kennard 1970). The 90 % interval is cross-conformal on the same people in five
/// parts (Vovk 2015), with the present interval's width as the measure of doubt. Probabilities follow from the new density and spread,
/// and are corrected on the log odds where the people show that they need it (<see cref="LogisticFit"/>).
/// Lumbar sites without pairs enough take the line and the width of L1–L4, or else L2–L4; a hip without them stays as it is.
/// </remarks>
public static class LocalRecalibration
{
    /// <summary>Fewer people at a site correct nothing. With residuals of 0.1 g/cm² the height of a line through 50 has a standard error of 0.014,
    /// about DXA's own precision.</summary>
    public const int FewestPairs = 50;

    /// <summary>Recalibrates.</summary>
    /// <param name="pairs">One for each person.</param>
    /// <param name="present">The corrections that the model has.</param>
    /// <param name="scale">Maker of the scale of the model's densities; measured ones are converted to it.</param>
    /// <param name="criteria">Whose categories the probabilities are of.</param>
    /// <returns>The corrections from now on, for all sites.</returns>
    /// <exception cref="TrabeculaException"><c>too_few_pairs</c> where no site has <see cref="FewestPairs"/> people.</exception>
    public static IReadOnlyList<DensityCalibration> Of(
        IReadOnlyList<LocalPair> pairs, Func<SkeletalSite, DensityCalibration> present, DxaManufacturer scale, DiagnosticCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(present);
        var sites = Enum.GetValues<SkeletalSite>();
        var fits = new Dictionary<SkeletalSite, CalibrationFit>();
        foreach (var site in sites)
        {
            MeasuredPair[] measured = [.. MeasuredAt(site, pairs, scale)];
            if (measured.Length >= FewestPairs && CalibrationFit.Of(site, measured, criteria) is { } fit) fits[site] = fit;
        }
        if (fits.Count == 0)
        {
            throw new TrabeculaException(
                "too_few_pairs",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{pairs.Count} people can be used, {sites.Max(site => MeasuredAt(site, pairs, scale).Count())} with a density at one site; recalibration needs {FewestPairs}."));
        }
        var spine = fits.GetValueOrDefault(SkeletalSite.LumbarL1L4) ?? fits.GetValueOrDefault(SkeletalSite.LumbarL2L4);
        return [.. sites.Select(site => fits.TryGetValue(site, out var own) ? With(present(site), own, own.Categories)
            : site.IsSpine() && spine is not null ? With(present(site), spine, present(site).Categories) : present(site))];
    }

    /// <summary>How well the model agrees with DXA, as it is and recalibrated, at each site with <see cref="FewestPairs"/> people.</summary>
    /// <param name="pairs">One for each person.</param>
    /// <param name="scale">Maker of the scale of the model's densities.</param>
    public static IReadOnlyList<LocalAgreement> Judge(IReadOnlyList<LocalPair> pairs, DxaManufacturer scale)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return
        [
            .. Enum.GetValues<SkeletalSite>().Select(site => (Site: site, Pairs: MeasuredAt(site, pairs, scale).ToArray()))
                .Where(one => one.Pairs.Length >= FewestPairs).Select(one => LocalAgreement.Of(one.Site, one.Pairs)),
        ];
    }

    private static DensityCalibration With(DensityCalibration present, CalibrationFit fit, CategoryCalibration? categories) =>
        present.Then(fit.Line.Slope, fit.Line.Intercept, fit.Line.SpreadFactor, fit.Line.IntervalFactor, categories);

    private static IEnumerable<MeasuredPair> MeasuredAt(SkeletalSite site, IReadOnlyList<LocalPair> pairs, DxaManufacturer scale) =>
        from pair in pairs
        let measured = pair.Row.Bmd(site)
        let estimate = pair.Estimates.FirstOrDefault(one => one.Site == site)
        where measured is not null && estimate is not null && double.IsFinite(estimate.Bmd)
        select new MeasuredPair(
            pair.Row,
            CrossCalibration.Convert(measured.Value, site, pair.Row.Manufacturer ?? scale, scale),
            scale,
            estimate.Bmd,
            estimate.Reach90);
}
