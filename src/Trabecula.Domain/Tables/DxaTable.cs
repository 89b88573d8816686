using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Reads a table of DXA results: the manifest's columns, with <c>patient_id</c> in the place of subject and image.</summary>
public static class DxaTable
{
    private const string Code = "invalid_dxa_table";
    private const string PatientId = "patient_id";
    private const string BirthDate = "birth_date";

    /// <summary>Reads a table. A bad row is left out and reported; a bad table is refused.</summary>
    /// <param name="path">The file: UTF-8, commas, a header, decimal points.</param>
    /// <returns>The usable results and what was left out, in the file's order.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_dxa_table</c> where the file cannot be read, a column comes twice, or
    /// <c>patient_id</c>, <c>dxa_date</c> or every BMD column is missing.</exception>
    public static (IReadOnlyList<DxaResult> Results, IReadOnlyList<LeftOut> LeftOut) Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, rows) = CsvText.Read(path, Code);
        var names = header.Select(name => name.ToLowerInvariant()).ToArray();
        CheckHeader(path, names);

        // A row of a manifest, but for the film, which is not known yet, and the person's own number.
        string[] columns = [.. names.Select(name => name == PatientId ? ManifestColumns.SubjectId : name), ManifestColumns.Image];
        var results = new List<DxaResult>();
        var leftOut = new List<LeftOut>();
        foreach (var row in rows)
        {
            var reading = new ManifestRowReading(path, columns, row with { Cells = row.Cells.Count == names.Length ? [.. row.Cells, "film"] : row.Cells });
            var source = string.Create(CultureInfo.InvariantCulture, $"{path}, line {row.Line}");
            var patient = row.Cells.Count == names.Length ? row.Cells[Array.IndexOf(names, PatientId)].Trim() : "";
            if (reading.ToRow() is not { } found)
                leftOut.Add(new LeftOut(LeftOut.Dxa, source, patient, "bad_row", reading.Reason.Replace(ManifestColumns.SubjectId, PatientId, StringComparison.Ordinal)));
            else if (found.DxaDate is not { } date)
                leftOut.Add(new LeftOut(LeftOut.Dxa, source, patient, "no_date", "dxa_date is empty."));
            else if (found.Extra.TryGetValue(BirthDate, out var birth) && Day(birth) is null)
                leftOut.Add(new LeftOut(LeftOut.Dxa, source, patient, "bad_row", "birth_date is no date such as 1951-05-31."));
            else
                results.Add(Result(found, source, date));
        }

        return (results, leftOut);
    }

    private static DxaResult Result(ManifestRow row, string source, DateOnly date) => new()
    {
        Source = source,
        PatientId = row.SubjectId,
        Date = date,
        Sex = row.Sex,
        BirthDate = row.Extra.TryGetValue(BirthDate, out var birth) ? Day(birth) : null,
        AgeYears = row.AgeYears,
        HeightCm = row.HeightCm,
        WeightKg = row.WeightKg,
        Densities = row.Densities,
        LumbarLevels = row.LumbarLevels,
        Manufacturer = row.Manufacturer,
        Centre = row.Centre,
    };

    private static DateOnly? Day(string cell) =>
        DateOnly.TryParseExact(cell.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static void CheckHeader(string path, string[] names)
    {
        if (names.Length == 1 && names[0].Contains(';'))
            throw new TrabeculaException(Code, $"{path} is separated by semicolons; the table needs commas and decimal points.");
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new TrabeculaException(Code, $"{path} has the column \"{twice.Key}\" twice.");
        foreach (var required in new[] { PatientId, ManifestColumns.DxaDate })
        {
            if (!names.Contains(required))
                throw new TrabeculaException(Code, $"{path} has no column {required}.");
        }

        foreach (var taken in new[] { ManifestColumns.SubjectId, ManifestColumns.Image })
        {
            if (names.Contains(taken))
                throw new TrabeculaException(Code, $"{path} has a column {taken}, which only the manifest that is made of it may have.");
        }

        if (!names.Any(ManifestColumns.IsDensity))
            throw new TrabeculaException(Code, $"{path} has no BMD column, for instance lumbar_bmd or femoral_neck_bmd.");
    }
}
