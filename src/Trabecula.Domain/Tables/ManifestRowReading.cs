using System.Globalization;

namespace Trabecula.Domain;

/// <summary>The reading of one row: either a row or the reason why not.</summary>
internal sealed class ManifestRowReading
{
    private readonly string _path;
    private readonly CsvRow _csv;
    private readonly IReadOnlyList<string> _columns;
    private readonly Dictionary<string, string> _cells = [];

    public ManifestRowReading(string path, IReadOnlyList<string> columns, CsvRow csv)
    {
        _path = path;
        _columns = columns;
        _csv = csv;
    }

    /// <summary>Why there is no row: the first fault found; empty for a good row.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Reads the row.</summary>
    /// <returns>The row, or null with <see cref="Reason"/>.</returns>
    public ManifestRow? ToRow()
    {
        if (_csv.IsBroken)
            return Refuse("Quotation marks do not match.");
        if (_csv.Cells.Count != _columns.Count)
            return Refuse($"The row has {_csv.Cells.Count} cells where the header names {_columns.Count} columns.");
        for (var i = 0; i < _columns.Count; i++)
        {
            var known = ManifestColumns.IsKnown(_columns[i]);
            var cell = known ? _csv.Cells[i].Trim() : _csv.Cells[i];
            if (cell.Length > 0)
                _cells[_columns[i]] = cell;
        }

        var row = new ManifestRow
        {
            SubjectId = Required(ManifestColumns.SubjectId),
            Image = Required(ManifestColumns.Image),
            Line = _csv.Line,
            Sex = ReadSex(),
            AgeYears = ReadNumber(ManifestColumns.AgeYears, 0, 130, "years"),
            HeightCm = ReadNumber(ManifestColumns.HeightCm, 50, 250, "cm"),
            WeightKg = ReadNumber(ManifestColumns.WeightKg, 10, 400, "kg"),
            Densities = ReadDensities(),
            Manufacturer = ReadManufacturer(),
            DxaDate = ReadDate(ManifestColumns.DxaDate),
            RadiographDate = ReadDate(ManifestColumns.RadiographDate),
            Centre = _cells.GetValueOrDefault(ManifestColumns.Centre),
            Extra = _cells.Where(cell => !ManifestColumns.IsKnown(cell.Key)).ToDictionary(),
        };
        if (Reason.Length == 0 && ImageLocation.Resolve(_path, row.Image) is null)
            Refuse("image points outside the manifest's folder; give a path inside it, or an absolute path.");
        if (Reason.Length == 0 && row.Densities.Count == 0)
            Refuse("The row has no BMD.");
        return Reason.Length == 0 ? row : null;
    }

    private string Required(string column)
    {
        if (_cells.TryGetValue(column, out var cell))
            return cell;
        Refuse($"{column} is empty.");
        return "";
    }

    private Sex? ReadSex()
    {
        if (!_cells.TryGetValue(ManifestColumns.SexName, out var cell))
            return null;
        switch (cell)
        {
            case "F" or "f":
                return Sex.Female;
            case "M" or "m":
                return Sex.Male;
            default:
                Refuse($"sex is \"{Shown(cell)}\"; expected F or M.");
                return null;
        }
    }

    private DxaManufacturer? ReadManufacturer()
    {
        if (!_cells.TryGetValue(ManifestColumns.Manufacturer, out var cell))
            return null;
        switch (cell.ToLowerInvariant())
        {
            case "hologic":
                return DxaManufacturer.Hologic;
            case "lunar" or "ge lunar" or "ge":
                return DxaManufacturer.Lunar;
            case "norland":
                return DxaManufacturer.Norland;
            default:
                Refuse($"dxa_manufacturer is \"{Shown(cell)}\"; expected Hologic, Lunar or Norland.");
                return null;
        }
    }

    private DateOnly? ReadDate(string column)
    {
        if (!_cells.TryGetValue(column, out var cell))
            return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Refuse($"{column} is \"{Shown(cell)}\"; expected a date as 2024-05-31.");
        return null;
    }

    private double? ReadNumber(string column, double lowest, double highest, string unit)
    {
        if (!_cells.TryGetValue(column, out var cell))
            return null;
        if (!CsvText.TryNumber(cell, out var value))
            Refuse($"{column} is \"{Shown(cell)}\", which is no number; decimals take a point.");
        else if (value < lowest || value > highest)
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{column} is {value}; expected {lowest} to {highest} {unit}."));
        return value;
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
        if (!_cells.TryGetValue(ManifestColumns.Region, out var cell))
            return SkeletalSite.LumbarL1L4;
        switch (cell.ToUpperInvariant().Replace('–', '-'))
        {
            case "L1-L4":
                return SkeletalSite.LumbarL1L4;
            case "L2-L4":
                return SkeletalSite.LumbarL2L4;
            default:
                Refuse($"dxa_region is \"{Shown(cell)}\"; expected L1-L4 or L2-L4.");
                return SkeletalSite.LumbarL1L4;
        }
    }

    private double? ReadDensity(string column)
    {
        if (!_cells.TryGetValue(column, out var cell))
            return null;
        if (!CsvText.TryNumber(cell, out var bmd))
        {
            Refuse($"{column} is \"{Shown(cell)}\", which is no number; decimals take a point.");
        }
        else if (PlausibleDensity.Contains(bmd / 1000))
        {
            Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"{column} is {bmd}, which looks like mg/cm²; the table's unit is g/cm² ({bmd / 1000})."));
        }
        else if (!PlausibleDensity.Contains(bmd))
        {
            Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"{column} is {bmd}; expected {PlausibleDensity.Lowest} to {PlausibleDensity.Highest} g/cm²."));
        }

        return bmd;
    }

    private ManifestRow? Refuse(string reason)
    {
        if (Reason.Length == 0)
            Reason = reason;
        return null;
    }

    private static string Shown(string cell) => cell.Length <= 20 ? cell : cell[..20] + "…";
}
