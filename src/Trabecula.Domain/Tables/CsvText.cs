using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Trabecula.Domain;

/// <summary>A row of a comma-separated table.</summary>
/// <param name="Line">Line in the file on which the row ends, from 1; rows are one line unless a quoted cell breaks it.</param>
/// <param name="Cells">The cells.</param>
/// <param name="IsBroken">Whether quotation marks do not match.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells, bool IsBroken);

/// <summary>Comma-separated tables, UTF-8, invariant; the one place where CsvHelper's exceptions are met.</summary>
internal static class CsvText
{
    /// <summary>Beyond this a cell is not a cell but an open quotation mark.</summary>
    private const int MaximumCell = 10_000;

    /// <summary>About a million films; a table beyond it is not one of ours.</summary>
    private const long MaximumBytes = 256L << 20;

    private const char Guard = '\'';

    private const string Formula = "=+-@\t\r";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the header and the rows; blank lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="code">Code of the exception where the file cannot be read.</param>
    public static (IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows) Read(string path, string code)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
                throw new TrabeculaException(code, $"{path} has {stream.Length} bytes; a table has at most {MaximumBytes}.");
            using var reader = new StreamReader(stream, Utf8);
            var broken = false;
            using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ",",
                BadDataFound = _ => broken = true,
                MaxFieldSize = MaximumCell,
            });
            if (!parser.Read() || parser.Record is not { } header)
                throw new TrabeculaException(code, $"{path} is empty; the first line must name the columns.");
            var rows = new List<CsvRow>();
            broken = false;
            while (parser.Read())
            {
                var cells = parser.Record ?? [];
                rows.Add(new CsvRow(parser.RawRow, cells, broken));
                broken = false;
            }

            return ([.. header.Select(name => name.Trim())], rows);
        }
        catch (DecoderFallbackException e)
        {
            throw new TrabeculaException(code, $"{path} is not UTF-8 text; save the table as CSV UTF-8.", e);
        }
        catch (MaxFieldSizeException e)
        {
            throw new TrabeculaException(
                code, $"{path} has a cell of more than {MaximumCell} characters; is a quotation mark left open?", e);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or NotSupportedException or CsvHelperException or ArgumentException)
        {
            throw new TrabeculaException(code, $"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a table with <c>\n</c> line ends, beside its place and then renamed.</summary>
    /// <param name="path">Where it shall be.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">The rows, each as long as the header.</param>
    /// <param name="isPrivate">Whether the file's owner alone may read it.</param>
    public static void Write(
        string path, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, bool isPrivate = false) => ReplacedFile.Write(
        path,
        stream =>
        {
            using var text = new StreamWriter(stream, Utf8, leaveOpen: true);
            var layout = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ",", NewLine = "\n" };
            using var csv = new CsvWriter(text, layout);
            foreach (var row in rows.Prepend(header))
            {
                foreach (var cell in row)
                    csv.WriteField(cell);
                csv.NextRecord();
            }
        },
        isPrivate);

    /// <summary>Text of strangers as a cell: a spreadsheet takes one that begins with one of these signs for a formula.</summary>
    /// <remarks>A quotation mark before it makes it text (OWASP, CSV injection); <see cref="Unguarded"/> takes it away again.</remarks>
    public static string Guarded(string text) => text.Length > 0 && (Formula.Contains(text[0]) || text[0] == Guard) ? Guard + text : text;

    /// <summary>The text that <see cref="Guarded"/> made a cell of.</summary>
    public static string Unguarded(string cell) => cell.Length > 1 && cell[0] == Guard ? cell[1..] : cell;

    /// <summary>A number, shortest form that reads back the same; empty where missing.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads a finite number with a decimal point; neither thousands nor hexadecimal.</summary>
    public static bool TryNumber(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
