using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One group for each vertebra with its region (TID 1410) and for each regional density (TID 1501).</summary>
/// <param name="common">What the results of a film share.</param>
/// <param name="result">The result.</param>
/// <param name="picture">The size of the film as it was judged, or null.</param>
internal sealed class MeasurementGroups(ResultObject common, FilmResult result, FilmPicture? picture)
{
    /// <summary>The groups, vertebrae first.</summary>
    public IEnumerable<DicomDataset> All()
    {
        foreach (var vertebra in result.Vertebrae)
        {
            if (Vertebra(vertebra) is { } group)
                yield return group;
        }

        foreach (var site in result.Sites)
            yield return Site(site);
    }

    private DicomDataset? Vertebra(VertebraOutline vertebra)
    {
        var name = vertebra.Level.ToString();
        if (FilmRegion.Of(common.Reference, vertebra.Corners, picture, SrRelation.Contains) is not { } region)
            return null;
        var items = Begin(name, ReportCodes.Of(vertebra.Level));
        items.Add(region);
        if (VertebraDensity.Of(result, vertebra.Level) is { } estimate)
            items.Add(Number(ReportCodes.Density, estimate.Bmd, 3, ReportCodes.GramsPerSquareCentimetre, ReportCodes.Estimated));
        items.Add(Number(ReportCodes.LocalisationConfidence, 100 * vertebra.Confidence, 1, ReportCodes.Percent));
        if (result.IsExcluded(vertebra.Level))
        {
            var finding = result.Findings.First(one => one.Action == QualityAction.ExcludeVertebra && one.Level == vertebra.Level);
            items.Add(SrContent.Code(SrRelation.Contains, ReportCodes.LeftOut, ReportCodes.Of(finding)));
        }

        return SrContent.Container(ReportCodes.MeasurementGroup, "1410", items);
    }

    private DicomDataset Site(SiteResult site)
    {
        var items = Begin(TrackingName(site.Estimate.Site), ReportCodes.Of(site.Estimate.Site));
        var unit = ReportCodes.GramsPerSquareCentimetre;
        items.Add(Number(ReportCodes.Density, site.Estimate.Bmd, 3, unit, ReportCodes.Estimated));
        items.Add(Number(ReportCodes.DensityLower, site.Lower90, 3, unit, ReportCodes.Estimated));
        items.Add(Number(ReportCodes.DensityUpper, site.Upper90, 3, unit, ReportCodes.Estimated));
        DicomDataset[] reference = site.Reference is { Length: > 0 } text
            ? [SrContent.Text(SrRelation.HasProperties, ReportCodes.ReferenceAuthority, text)]
            : [];
        if (site.TScore is { } t)
            items.Add(Number(ReportCodes.TScore, t, 2, ReportCodes.TScoreUnit, ReportCodes.Estimated, reference));
        if (site.ZScore is { } z)
            items.Add(Number(ReportCodes.ZScore, z, 2, ReportCodes.ZScoreUnit, ReportCodes.Estimated, reference));
        if (site.YamPercent is { } percent)
            items.Add(Number(ReportCodes.YoungAdultPercent, percent, 1, ReportCodes.Percent, ReportCodes.Estimated));
        if (site.Probabilities is { Count: 3 } chances)
        {
            foreach (var category in Enum.GetValues<DiagnosticCategory>())
                items.Add(Number(ReportCodes.Probability(category), chances[(int)category], 3, ReportCodes.One));
        }

        if (site.Category is { } grade)
            items.Add(SrContent.Code(SrRelation.Contains, ReportCodes.Category, ReportCodes.Of(grade)));
        return SrContent.Container(ReportCodes.MeasurementGroup, "1501", items);
    }

    /// <summary>The region, and where vertebrae are left out those that it is the mean of.</summary>
    private string TrackingName(SkeletalSite site)
    {
        var levels = result.LevelsOf(site);
        return levels.Count == site.Levels().Count ? site.DisplayName().Replace('–', '-') : $"{site.DisplayName().Replace('–', '-')} (of {string.Join(", ", levels)})";
    }

    private List<DicomDataset> Begin(string name, DicomCode site) =>
    [
        SrContent.Text(SrRelation.HasObservationContext, ReportCodes.TrackingIdentifier, name),
        SrContent.Uid(SrRelation.HasObservationContext, ReportCodes.TrackingUid, common.Identity.TrackingUid(name)),
        .. Algorithm.Items(result),
        SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.FindingSite, site),
    ];

    private static DicomDataset Number(DicomCode name, double value, int digits, DicomCode unit, DicomCode? method = null, params DicomDataset[] more) =>
        SrContent.Number(
            SrRelation.Contains,
            name,
            Math.Round(value, digits, MidpointRounding.AwayFromZero) + 0.0,
            unit,
            [.. method is null ? [] : new[] { SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.Method, method) }, .. more]);
}
