namespace Trabecula.Domain;

/// <summary>The reading of one row of predictions: either a row or the reason why not.</summary>
internal sealed class PredictionRowReading(IReadOnlyList<string> columns, CsvRow csv)
    : RowReading(columns, csv, PredictionColumns.IsKnown)
{
    /// <summary>A network may be far off, and an interval may reach below zero; beyond this a cell is a slip of unit.</summary>
    private const double Farthest = 5;

    /// <summary>Folds and repeated films are counted; beyond this a cell holds something else.</summary>
    private const double Most = 10_000;

    /// <summary>Probabilities come rounded.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Reads the row.</summary>
    /// <returns>The row, or null with a reason.</returns>
    public PredictionRow? ToRow()
    {
        if (!TryTakeCells())
            return null;
        var row = new PredictionRow
        {
            SubjectId = Required(PredictionColumns.SubjectId),
            Model = Cells.GetValueOrDefault(PredictionColumns.Model, ""),
            Fold = ReadWhole(PredictionColumns.Fold, 0),
            Site = ReadSite(),
            MeasuredBmd = RequiredDensity(PredictionColumns.Measured),
            EstimatedBmd = RequiredNumber(PredictionColumns.Estimated, 0),
            Lower90 = ReadNumber(PredictionColumns.Lower, -Farthest, Farthest, "g/cm²"),
            Upper90 = ReadNumber(PredictionColumns.Upper, -Farthest, Farthest, "g/cm²"),
            MeasuredCategory = ReadCategory(PredictionColumns.MeasuredCategory),
            EstimatedCategory = ReadCategory(PredictionColumns.EstimatedCategory),
            ProbabilityOsteopeniaOrWorse = ReadNumber(PredictionColumns.OsteopeniaOrWorse, 0, 1, "(a probability)"),
            ProbabilityOsteoporosis = ReadNumber(PredictionColumns.Osteoporosis, 0, 1, "(a probability)"),
            Sex = ReadSex(),
            AgeYears = ReadNumber(PredictionColumns.AgeYears, 0, 130, "years"),
            HeightCm = ReadNumber(PredictionColumns.HeightCm, 50, 250, "cm"),
            WeightKg = ReadNumber(PredictionColumns.WeightKg, 10, 400, "kg"),
            Centre = Cells.GetValueOrDefault(PredictionColumns.Centre),
            Manufacturer = ReadManufacturer(),
            Vendor = Cells.GetValueOrDefault(PredictionColumns.Vendor),
            Degeneration = Cells.GetValueOrDefault(PredictionColumns.Degeneration),
            Repeat = ReadWhole(PredictionColumns.Repeat, 1),
            Population = Cells.GetValueOrDefault(PredictionColumns.Population),
            Line = Line,
            Extra = Cells.Where(cell => !PredictionColumns.IsKnown(cell.Key)).ToDictionary(),
        };
        CheckTogether(row);
        return Reason.Length == 0 ? row : null;
    }

    private void CheckTogether(PredictionRow row)
    {
        if (row.Lower90 is null != row.Upper90 is null)
            Refuse("lower90 and upper90 go together; one of them is empty.");
        else if (row.Lower90 > row.Upper90)
            Refuse("lower90 is above upper90.");
        if (row.ProbabilityOsteoporosis > row.ProbabilityOsteopeniaOrWorse + Rounding)
            Refuse("p_osteoporosis is above p_osteopenia_or_worse, of which it is a part.");
    }

    private double RequiredDensity(string column)
    {
        Required(column);
        return ReadDensity(column) ?? 0;
    }

    private double RequiredNumber(string column, double lowest)
    {
        Required(column);
        return ReadNumber(column, lowest, Farthest, "g/cm²") ?? 0;
    }

    private int? ReadWhole(string column, double lowest)
    {
        if (ReadNumber(column, lowest, Most, "(a whole number)") is not { } number)
            return null;
        if (number != Math.Floor(number))
            Refuse($"{column} is \"{Shown(Cells[column])}\", which is no whole number.");
        return Reason.Length == 0 ? (int)number : null;
    }

    private SkeletalSite ReadSite()
    {
        var cell = Required(PredictionColumns.Site);
        var site = SkeletalSites.FromCode(cell.ToLowerInvariant());
        if (site is null)
            Refuse($"site is \"{Shown(cell)}\"; expected {string.Join(", ", Enum.GetValues<SkeletalSite>().Select(known => known.Code()))}.");
        return site ?? default;
    }

    private DiagnosticCategory? ReadCategory(string column)
    {
        if (!Cells.TryGetValue(column, out var cell))
            return null;
        switch (cell.ToLowerInvariant())
        {
            case "normal":
                return DiagnosticCategory.Normal;
            case "osteopenia":
                return DiagnosticCategory.Osteopenia;
            case "osteoporosis":
                return DiagnosticCategory.Osteoporosis;
            default:
                Refuse($"{column} is \"{Shown(cell)}\"; expected normal, osteopenia or osteoporosis.");
                return null;
        }
    }
}
