namespace Trabecula.Domain;

/// <summary>The manifest's columns, as docs/reference/tables.md describes them.</summary>
internal static class ManifestColumns
{
    public const string SubjectId = "subject_id";
    public const string Image = "image";
    public const string SexName = "sex";
    public const string AgeYears = "age_years";
    public const string HeightCm = "height_cm";
    public const string WeightKg = "weight_kg";
    public const string LumbarBmd = "lumbar_bmd";
    public const string Manufacturer = "dxa_manufacturer";
    public const string Region = "dxa_region";
    public const string DxaDate = "dxa_date";
    public const string RadiographDate = "radiograph_date";
    public const string Centre = "site";

    /// <summary>L2–L4 beside an L1–L4 in <see cref="LumbarBmd"/>; written only where a row has both.</summary>
    public const string LumbarL2L4Bmd = "lumbar_l2_l4_bmd";

    /// <summary>All columns, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Ordered { get; } =
    [
        SubjectId, Image, SexName, AgeYears, HeightCm, WeightKg, LumbarBmd, "l1_bmd", "l2_bmd", "l3_bmd", "l4_bmd",
        "femoral_neck_bmd", "total_hip_bmd", Manufacturer, Region, DxaDate, RadiographDate, Centre,
    ];

    /// <summary>Columns whose density belongs to one site whatever the rest of the row says.</summary>
    public static IReadOnlyList<(string Column, SkeletalSite Site)> FixedSites { get; } =
    [
        ("l1_bmd", SkeletalSite.L1),
        ("l2_bmd", SkeletalSite.L2),
        ("l3_bmd", SkeletalSite.L3),
        ("l4_bmd", SkeletalSite.L4),
        (LumbarL2L4Bmd, SkeletalSite.LumbarL2L4),
        ("femoral_neck_bmd", SkeletalSite.FemoralNeck),
        ("total_hip_bmd", SkeletalSite.TotalHip),
    ];

    /// <summary>Whether Trabecula gives the column a meaning.</summary>
    public static bool IsKnown(string column) => column == LumbarL2L4Bmd || Ordered.Contains(column);

    /// <summary>Whether the column holds a density.</summary>
    public static bool IsDensity(string column) => column == LumbarBmd || FixedSites.Any(known => known.Column == column);
}
