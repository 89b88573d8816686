using System.Diagnostics;
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
    /// <summary>How long another run may take to write its rows; it takes milliseconds.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

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

    /// <summary>Adds people to a table, also where several runs do so at once: none loses a row of another.</summary>
    /// <remarks>
    /// A person has a row for each pseudonym, so that a run with another key leaves those of the earlier one. The lock is an empty file beside the table, <c>.lock</c>,
    /// which stays: who took it away would take it from under another run.
    /// </remarks>
    /// <param name="path">The file, or a new one; its folder must exist.</param>
    /// <param name="people">The people.</param>
    /// <exception cref="TrabeculaException">
    /// <c>invalid_linking_table</c>; <c>linking_table_busy</c> where another run has it for half a minute; <c>cannot_write</c> where the system refuses.
    /// </exception>
    public static void Add(string path, IEnumerable<LinkedPerson> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        using var alone = Lock(path);
        var rows = Read(path).ToDictionary(person => (person.PatientId, person.Pseudonym));
        foreach (var person in people)
        {
            var known = rows.GetValueOrDefault((person.PatientId, person.Pseudonym));
            rows[(person.PatientId, person.Pseudonym)] = person with { DateShiftDays = person.DateShiftDays ?? known?.DateShiftDays };
        }

        Write(path, rows.Values);
    }

    private static FileStream Lock(string path)
    {
        for (var since = Stopwatch.StartNew(); ; Thread.Sleep(20))
        {
            try
            {
                var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
                if (!OperatingSystem.IsWindows())
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                return new FileStream($"{path}.lock", options);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                throw new TrabeculaException("cannot_write", $"{path} cannot be written: {e.Message}", e);
            }
            catch (IOException) when (since.Elapsed < LongestWait)
            {
                // Another run has it; the system does not tell this from other failures.
            }
            catch (IOException e)
            {
                throw new TrabeculaException("linking_table_busy", $"{path} is being written by another run, or cannot be locked: {e.Message}", e);
            }
        }
    }

    private static void Write(string path, IEnumerable<LinkedPerson> people) => CsvText.Write(
        path,
        Header,
        people.OrderBy(person => person.PatientId, StringComparer.Ordinal).ThenBy(person => person.Pseudonym, StringComparer.Ordinal).Select(person => (string[])
            [CsvText.Guarded(person.PatientId), person.Pseudonym, person.DateShiftDays?.ToString(CultureInfo.InvariantCulture) ?? ""]),
        isPrivate: true);
}
