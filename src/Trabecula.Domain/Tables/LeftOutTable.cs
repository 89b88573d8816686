using System.Globalization;

namespace Trabecula.Domain;

/// <summary><c>left-out.csv</c>: rows of a manifest that a study does not use; the columns are <c>line,reason</c>.</summary>
public static class LeftOutTable
{
    /// <summary>Writes the rows, by line, beside the place and renamed.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <param name="rows">The lines and why each is left out.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, IEnumerable<(int Line, string Reason)> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(
            path,
            ["line", "reason"],
            rows.OrderBy(row => row.Line).Select(row => new[] { row.Line.ToString(CultureInfo.InvariantCulture), row.Reason }));
    }
}
