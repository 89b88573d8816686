using System.Globalization;

namespace Trabecula.Domain;

/// <summary>Who is behind a pseudonym.</summary>
/// <param name="PatientId">The Patient ID.</param>
/// <param name="Pseudonym">What the person is called instead.</param>
/// <param name="DateShiftDays">Days that were added to the person's dates; null where dates were not kept.</param>
public sealed record LinkedPerson(string PatientId, string Pseudonym, int? DateShiftDays);

/// <summary>The table by which a group can find its own people again; its owner alone may read it.</summary>
public static class LinkingTable
{
    private static readonly string[] Header = ["patient_id", "pseudonym", "date_shift_days"];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The people; none where there is no such file.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_linking_table</c>: it is no such table.</exception>
    public static IReadOnlyList<LinkedPerson> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        var (header, rows) = CsvText.Read(path, "invalid_linking_table");
        if (!header.SequenceEqual(Header) || rows.Any(row => row.IsBroken || row.Cells.Count != Header.Length))
            throw new TrabeculaException("invalid_linking_table", $"{path} is no linking table; name a new file.");
        return [.. rows.Select(row => new LinkedPerson(
            CsvText.Unguarded(row.Cells[0]), row.Cells[1], int.TryParse(row.Cells[2], CultureInfo.InvariantCulture, out var days) ? days : null))];
    }

    /// <summary>Writes a table, in the order of Patient IDs.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="people">The people.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, IEnumerable<LinkedPerson> people) => CsvText.Write(
        path,
        Header,
        people.OrderBy(person => person.PatientId, StringComparer.Ordinal).Select(person => (string[])
            [CsvText.Guarded(person.PatientId), person.Pseudonym, person.DateShiftDays?.ToString(CultureInfo.InvariantCulture) ?? ""]),
        isPrivate: true);
}
