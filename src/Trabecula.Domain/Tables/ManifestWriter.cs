using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Writes <c>manifest.csv</c>: the same rows always give the same bytes.</summary>
public static class ManifestWriter
{
    /// <summary>Writes a manifest beside its place and renames it when it is whole.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <param name="rows">The rows, in the order in which they are written; names of extra columns follow in ordinal order.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses, <c>invalid_manifest</c> where an extra
    /// column has the name of a known one.</exception>
    public static void Write(string path, IReadOnlyList<ManifestRow> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        var extra = rows.SelectMany(row => row.Extra.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (extra.FirstOrDefault(name => ManifestColumns.IsKnown(name.ToLowerInvariant())) is { } taken)
            throw new TrabeculaException("invalid_manifest", $"An extra column may not be called {taken}: that name has a meaning.");
        string[] both = rows.Any(HasBothRegions) ? [ManifestColumns.LumbarL2L4Bmd] : [];
        string[] header = [.. ManifestColumns.Ordered, .. both, .. extra];
        CsvText.Write(path, header, rows.Select(row => header.Select(column => Cell(row, column)).ToArray()));
    }

    private static string Cell(ManifestRow row, string column) => column switch
    {
        ManifestColumns.SubjectId => row.SubjectId,
        ManifestColumns.Image => row.Image,
        ManifestColumns.SexName => row.Sex switch { Sex.Female => "F", Sex.Male => "M", _ => "" },
        ManifestColumns.AgeYears => CsvText.Number(row.AgeYears),
        ManifestColumns.HeightCm => CsvText.Number(row.HeightCm),
        ManifestColumns.WeightKg => CsvText.Number(row.WeightKg),
        ManifestColumns.LumbarBmd => CsvText.Number(row.Bmd(SkeletalSite.LumbarL1L4) ?? row.Bmd(SkeletalSite.LumbarL2L4)),
        ManifestColumns.LumbarL2L4Bmd => HasBothRegions(row) ? CsvText.Number(row.Bmd(SkeletalSite.LumbarL2L4)) : "",
        ManifestColumns.Manufacturer => row.Manufacturer?.ToString() ?? "",
        ManifestColumns.Region => Region(row),
        ManifestColumns.DxaDate => Day(row.DxaDate),
        ManifestColumns.RadiographDate => Day(row.RadiographDate),
        ManifestColumns.Centre => row.Centre ?? "",
        _ when ManifestColumns.IsDensity(column) =>
            CsvText.Number(row.Bmd(ManifestColumns.FixedSites.First(known => known.Column == column).Site)),
        _ => row.Extra.GetValueOrDefault(column, ""),
    };

    private static bool HasBothRegions(ManifestRow row) =>
        row.Bmd(SkeletalSite.LumbarL1L4) is not null && row.Bmd(SkeletalSite.LumbarL2L4) is not null;

    private static string Region(ManifestRow row)
    {
        if (row.Bmd(SkeletalSite.LumbarL1L4) is not null)
            return row.LumbarLevels is { Count: > 0 } levels ? LumbarRegion.Text(levels) : LumbarRegion.All;
        return row.Bmd(SkeletalSite.LumbarL2L4) is null ? "" : "L2-L4";
    }

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
