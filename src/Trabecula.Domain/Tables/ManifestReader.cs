namespace Trabecula.Domain;

/// <summary>Reads <c>manifest.csv</c>; the columns are in docs/reference/tables.md.</summary>
public static class ManifestReader
{
    private const string Code = "invalid_manifest";

    /// <summary>Reads a manifest. A bad row is left out and reported; a bad table is refused.</summary>
    /// <param name="path">The file: UTF-8, commas, a header, decimal points.</param>
    /// <returns>The usable rows and what was left out.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_manifest</c> where the file cannot be read, a column comes twice, or
    /// <c>subject_id</c>, <c>image</c> or every BMD column is missing.</exception>
    public static Manifest Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, csvRows) = CsvText.Read(path, Code);
        var columns = header.Select(name => ManifestColumns.IsKnown(name.ToLowerInvariant()) ? name.ToLowerInvariant() : name).ToArray();
        CheckHeader(path, columns);
        var rows = new List<ManifestRow>();
        var leftOut = new List<ManifestIssue>();
        var firstLines = new Dictionary<(string, string), int>();
        foreach (var csvRow in csvRows)
        {
            var reading = new ManifestRowReading(path, columns, csvRow);
            var row = reading.ToRow();
            if (row is not null && !firstLines.TryAdd((row.SubjectId, row.Image), csvRow.Line))
            {
                var first = firstLines[(row.SubjectId, row.Image)];
                leftOut.Add(new ManifestIssue(csvRow.Line, $"subject_id and image are the same as on line {first}."));
            }
            else if (row is not null)
                rows.Add(row);
            else
                leftOut.Add(new ManifestIssue(csvRow.Line, reading.Reason));
        }

        return new Manifest(Path.GetFullPath(path), rows, leftOut);
    }

    private static void CheckHeader(string path, IReadOnlyList<string> columns)
    {
        if (columns.Count == 1 && columns[0].Contains(';'))
            throw new TrabeculaException(Code, $"{path} is separated by semicolons; the table needs commas and decimal points.");
        var twice = columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new TrabeculaException(Code, $"{path} has the column \"{twice.Key}\" twice.");
        foreach (var required in new[] { ManifestColumns.SubjectId, ManifestColumns.Image })
        {
            if (!columns.Contains(required))
                throw new TrabeculaException(Code, $"{path} has no column {required}.");
        }

        if (!columns.Any(ManifestColumns.IsDensity))
            throw new TrabeculaException(Code, $"{path} has no BMD column, for instance lumbar_bmd or femoral_neck_bmd.");
    }
}
