using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Writes how many films and DXA results were taken and left out. It names nobody.</summary>
public static class CollectionReport
{
    /// <summary>Writes the counts.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="counts">Kind (<c>film</c>, <c>dxa</c>), reason (<c>used</c> or a code) and number.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, IEnumerable<(string Kind, string Reason, int Count)> counts) => CsvText.Write(
        path,
        ["kind", "reason", "count"],
        counts.OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Reason, StringComparer.Ordinal)
            .Select(row => (string[])[row.Kind, row.Reason, row.Count.ToString(CultureInfo.InvariantCulture)]));
}
