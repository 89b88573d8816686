using System.Globalization;

namespace Trabecula.Domain;

/// <summary>The reading of one row of a manifest: either a row or the reason why not.</summary>
internal sealed class ManifestRowReading(string path, IReadOnlyList<string> columns, CsvRow csv)
    : RowReading(columns, csv, ManifestColumns.IsKnown)
{
    /// <summary>Reads the row.</summary>
    /// <returns>The row, or null with <see cref="RowReading.Reason"/>.</returns>
    public ManifestRow? ToRow()
    {
        if (!TryTakeCells())
            return null;
        var row = new ManifestRow
        {
            SubjectId = Required(ManifestColumns.SubjectId),
            Image = Required(ManifestColumns.Image),
            Line = Line,
            Sex = ReadSex(),
            AgeYears = ReadNumber(ManifestColumns.AgeYears, 0, 130, "years"),
            HeightCm = ReadNumber(ManifestColumns.HeightCm, 50, 250, "cm"),
            WeightKg = ReadNumber(ManifestColumns.WeightKg, 10, 400, "kg"),
            Densities = ReadDensities(),
            LumbarLevels = Cells.TryGetValue(ManifestColumns.Region, out var region) ? LumbarRegion.Part(region) : null,
            Manufacturer = ReadManufacturer(),
            DxaDate = ReadDate(ManifestColumns.DxaDate),
            RadiographDate = ReadDate(ManifestColumns.RadiographDate),
            Centre = Cells.GetValueOrDefault(ManifestColumns.Centre),
            Extra = Cells.Where(cell => !ManifestColumns.IsKnown(cell.Key)).ToDictionary(),
        };
        if (Reason.Length == 0 && ImageLocation.Resolve(path, row.Image) is null)
            Refuse("image points outside the manifest's folder; give a path inside it, or an absolute path.");
        if (Reason.Length == 0 && row.Densities.Count == 0)
            Refuse("The row has no BMD.");
        return Reason.Length == 0 ? row : null;
    }

    private DateOnly? ReadDate(string column)
    {
        if (!Cells.TryGetValue(column, out var cell))
            return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Refuse($"{column} is \"{Shown(cell)}\"; expected a date as 2024-05-31.");
        return null;
    }

    private Dictionary<SkeletalSite, double> ReadDensities()
    {
        var densities = new Dictionary<SkeletalSite, double>();
        var lumbar = ReadLumbarSite();
        if (ReadDensity(ManifestColumns.LumbarBmd) is { } lumbarBmd)
            densities[lumbar] = lumbarBmd;
        foreach (var (column, site) in ManifestColumns.FixedSites)
        {
            if (ReadDensity(column) is { } bmd && !densities.TryAdd(site, bmd))
                Refuse($"{column} and lumbar_bmd with dxa_region L2-L4 say the same thing twice.");
        }

        return densities;
    }

    private SkeletalSite ReadLumbarSite()
    {
        if (!Cells.TryGetValue(ManifestColumns.Region, out var cell))
            return SkeletalSite.LumbarL1L4;
        if (LumbarRegion.Levels(cell) is not { } levels)
        {
            Refuse($"dxa_region is \"{Shown(cell)}\"; expected L1-L4, L2-L4, or the levels that count, such as L1,L3-L4.");
            return SkeletalSite.LumbarL1L4;
        }

        return LumbarRegion.Text(levels) == LumbarRegion.Lower ? SkeletalSite.LumbarL2L4 : SkeletalSite.LumbarL1L4;
    }
}
