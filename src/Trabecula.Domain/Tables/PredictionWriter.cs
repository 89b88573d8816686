using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Writes <c>predictions.csv</c>: the same rows always give the same bytes.</summary>
public static class PredictionWriter
{
    /// <summary>Writes a table beside its place and renames it when it is whole.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <param name="rows">The rows, in the order in which they are written; names of extra columns follow in ordinal order.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses, <c>invalid_predictions</c> where an extra
    /// column has the name of a known one.</exception>
    public static void Write(string path, IReadOnlyList<PredictionRow> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        var extra = rows.SelectMany(row => row.Extra.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (extra.FirstOrDefault(name => PredictionColumns.IsKnown(name.ToLowerInvariant())) is { } taken)
            throw new TrabeculaException("invalid_predictions", $"An extra column may not be called {taken}: that name has a meaning.");
        string[] header = [.. PredictionColumns.Ordered, .. extra];
        CsvText.Write(path, header, rows.Select(row => header.Select(column => Cell(row, column)).ToArray()));
    }

    private static string Cell(PredictionRow row, string column) => column switch
    {
        PredictionColumns.SubjectId => row.SubjectId,
        PredictionColumns.Model => row.Model,
        PredictionColumns.Fold => Whole(row.Fold),
        PredictionColumns.Site => row.Site.Code(),
        PredictionColumns.Measured => CsvText.Number(row.MeasuredBmd),
        PredictionColumns.Estimated => CsvText.Number(row.EstimatedBmd),
        PredictionColumns.Lower => CsvText.Number(row.Lower90),
        PredictionColumns.Upper => CsvText.Number(row.Upper90),
        PredictionColumns.MeasuredCategory => Name(row.MeasuredCategory),
        PredictionColumns.EstimatedCategory => Name(row.EstimatedCategory),
        PredictionColumns.OsteopeniaOrWorse => CsvText.Number(row.ProbabilityOsteopeniaOrWorse),
        PredictionColumns.Osteoporosis => CsvText.Number(row.ProbabilityOsteoporosis),
        PredictionColumns.SexName => row.Sex switch { Sex.Female => "F", Sex.Male => "M", _ => "" },
        PredictionColumns.AgeYears => CsvText.Number(row.AgeYears),
        PredictionColumns.HeightCm => CsvText.Number(row.HeightCm),
        PredictionColumns.WeightKg => CsvText.Number(row.WeightKg),
        PredictionColumns.Centre => row.Centre ?? "",
        PredictionColumns.Manufacturer => row.Manufacturer?.ToString() ?? "",
        PredictionColumns.Vendor => row.Vendor ?? "",
        PredictionColumns.Degeneration => row.Degeneration ?? "",
        PredictionColumns.Repeat => Whole(row.Repeat),
        PredictionColumns.Population => row.Population ?? "",
        _ => row.Extra.GetValueOrDefault(column, ""),
    };

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Name(DiagnosticCategory? category) => category?.ToString().ToLowerInvariant() ?? "";
}
