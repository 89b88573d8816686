using System.Globalization;

namespace Trabecula.Domain;

/// <summary>The reading of one row of a table: its cells by column, and the first fault found.</summary>
/// <param name="columns">The columns' names.</param>
/// <param name="csv">The row.</param>
/// <param name="isKnown">Whether Trabecula gives a column a meaning; only those cells are trimmed.</param>
internal abstract class RowReading(IReadOnlyList<string> columns, CsvRow csv, Func<string, bool> isKnown)
{
    /// <summary>Why there is no row: the first fault found; empty for a good row.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Line of the row in the file.</summary>
    protected int Line => csv.Line;

    /// <summary>The cells that are not empty, by column.</summary>
    protected Dictionary<string, string> Cells { get; } = [];

    /// <summary>Takes the cells; false, with a reason, where the row has not as many as the header.</summary>
    protected bool TryTakeCells()
    {
        if (csv.IsBroken)
            return Refuse("Quotation marks do not match.");
        if (csv.Cells.Count != columns.Count)
            return Refuse($"The row has {csv.Cells.Count} cells where the header names {columns.Count} columns.");
        for (var i = 0; i < columns.Count; i++)
        {
            var cell = isKnown(columns[i]) ? csv.Cells[i].Trim() : csv.Cells[i];
            if (cell.Length > 0)
                Cells[columns[i]] = cell;
        }

        return true;
    }

    protected string Required(string column)
    {
        if (Cells.TryGetValue(column, out var cell))
            return cell;
        Refuse($"{column} is empty.");
        return "";
    }

    protected Sex? ReadSex()
    {
        if (!Cells.TryGetValue(ManifestColumns.SexName, out var cell))
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

    protected DxaManufacturer? ReadManufacturer()
    {
        if (!Cells.TryGetValue(ManifestColumns.Manufacturer, out var cell))
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

    protected double? ReadNumber(string column, double lowest, double highest, string unit)
    {
        if (!Cells.TryGetValue(column, out var cell))
            return null;
        if (!CsvText.TryNumber(cell, out var value))
            Refuse($"{column} is \"{Shown(cell)}\", which is no number; decimals take a point.");
        else if (value < lowest || value > highest)
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{column} is {value}; expected {lowest} to {highest} {unit}."));
        return value;
    }

    protected double? ReadDensity(string column)
    {
        if (!Cells.TryGetValue(column, out var cell))
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

    /// <summary>Keeps the first reason.</summary>
    /// <returns>False, always.</returns>
    protected bool Refuse(string reason)
    {
        if (Reason.Length == 0)
            Reason = reason;
        return false;
    }

    /// <summary>A cell, short enough for a sentence.</summary>
    protected static string Shown(string cell) => cell.Length <= 20 ? cell : cell[..20] + "…";
}
