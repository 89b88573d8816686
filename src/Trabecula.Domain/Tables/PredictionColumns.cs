namespace Trabecula.Domain;

/// <summary>The columns of <c>predictions.csv</c>, as docs/reference/tables.md describes them.</summary>
internal static class PredictionColumns
{
    public const string SubjectId = "subject_id";
    public const string Model = "model";
    public const string Fold = "fold";
    public const string Site = "site";
    public const string Measured = "measured_bmd";
    public const string Estimated = "estimated_bmd";
    public const string Lower = "lower90";
    public const string Upper = "upper90";
    public const string MeasuredCategory = "measured_category";
    public const string EstimatedCategory = "estimated_category";
    public const string OsteopeniaOrWorse = "p_osteopenia_or_worse";
    public const string Osteoporosis = "p_osteoporosis";
    public const string SexName = ManifestColumns.SexName;
    public const string AgeYears = ManifestColumns.AgeYears;
    public const string HeightCm = ManifestColumns.HeightCm;
    public const string WeightKg = ManifestColumns.WeightKg;

    /// <summary>The manifest's <c>site</c>: that name means the skeletal site here.</summary>
    public const string Centre = "centre";

    public const string Manufacturer = ManifestColumns.Manufacturer;
    public const string Vendor = "vendor";
    public const string Degeneration = "degeneration";
    public const string Repeat = "repeat";
    public const string Population = "population";

    /// <summary>All columns, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Ordered { get; } =
    [
        SubjectId, Model, Fold, Site, Measured, Estimated, Lower, Upper, MeasuredCategory, EstimatedCategory, OsteopeniaOrWorse,
        Osteoporosis, SexName, AgeYears, HeightCm, WeightKg, Centre, Manufacturer, Vendor, Degeneration, Repeat, Population,
    ];

    /// <summary>Columns without which there is nothing to evaluate.</summary>
    public static IReadOnlyList<string> Required { get; } = [SubjectId, Site, Measured, Estimated];

    /// <summary>Whether Trabecula gives the column a meaning.</summary>
    public static bool IsKnown(string column) => Ordered.Contains(column);
}
