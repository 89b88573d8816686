namespace Trabecula.Domain;

/// <summary>Reads <c>predictions.csv</c>, whoever made it; the columns are in docs/reference/tables.md.</summary>
public static class PredictionReader
{
    private const string Code = "invalid_predictions";

    /// <summary>Reads a table. A bad row is left out and reported; a bad table is refused.</summary>
    /// <param name="path">The file: UTF-8, commas, a header, decimal points.</param>
    /// <returns>The usable rows and what was left out.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_predictions</c> where the file cannot be read, a column comes twice, or
    /// <c>subject_id</c>, <c>site</c>, <c>measured_bmd</c> or <c>estimated_bmd</c> is missing.</exception>
    public static PredictionTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, csvRows) = CsvText.Read(path, Code);
        var columns = header.Select(name => PredictionColumns.IsKnown(name.ToLowerInvariant()) ? name.ToLowerInvariant() : name).ToArray();
        CheckHeader(path, columns);
        var rows = new List<PredictionRow>();
        var leftOut = new List<PredictionIssue>();
        var firstLines = new Dictionary<(string, string, SkeletalSite, int?), int>();
        foreach (var csvRow in csvRows)
        {
            var reading = new PredictionRowReading(columns, csvRow);
            var row = reading.ToRow();
            if (row is null)
                leftOut.Add(new PredictionIssue(csvRow.Line, reading.Reason));
            else if (firstLines.TryAdd((row.SubjectId, row.Model, row.Site, row.Repeat), csvRow.Line))
                rows.Add(row);
            else
            {
                var first = firstLines[(row.SubjectId, row.Model, row.Site, row.Repeat)];
                leftOut.Add(new PredictionIssue(csvRow.Line, $"subject_id, model, site and repeat are the same as on line {first}."));
            }
        }

        return new PredictionTable(Path.GetFullPath(path), rows, leftOut);
    }

    private static void CheckHeader(string path, IReadOnlyList<string> columns)
    {
        if (columns.Count == 1 && columns[0].Contains(';'))
            throw new TrabeculaException(Code, $"{path} is separated by semicolons; the table needs commas and decimal points.");
        var twice = columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new TrabeculaException(Code, $"{path} has the column \"{twice.Key}\" twice.");
        foreach (var required in PredictionColumns.Required)
        {
            if (!columns.Contains(required))
                throw new TrabeculaException(Code, $"{path} has no column {required}.");
        }
    }
}
