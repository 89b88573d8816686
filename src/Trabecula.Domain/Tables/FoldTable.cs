using System.Globalization;

namespace Trabecula.Domain;

/// <summary><c>folds.csv</c>: which fold each subject of a study belongs to; the columns are <c>subject_id,fold</c>.</summary>
public static class FoldTable
{
    private const string Code = "invalid_folds";
    private const string Subject = "subject_id", Fold = "fold";

    /// <summary>More folds than this are a slip of column.</summary>
    private const int MostFolds = 1000;

    /// <summary>Reads folds. One fault refuses the table: a subject in the wrong fold would spoil the study.</summary>
    /// <param name="path">The file: UTF-8, commas, a header.</param>
    /// <returns>The fold of each subject, from 0.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_folds</c> where the file cannot be read, a column is missing, a fold is no whole
    /// number from 0, or a subject comes twice.</exception>
    public static IReadOnlyDictionary<string, int> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (header, rows) = CsvText.Read(path, Code);
        var (subject, fold) = (header.ToList().IndexOf(Subject), header.ToList().IndexOf(Fold));
        if (subject < 0 || fold < 0)
            throw new TrabeculaException(Code, $"{path} needs the columns {Subject} and {Fold}.");
        var folds = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.IsBroken || row.Cells.Count != header.Count)
                throw Refuse(path, row, "does not have as many cells as the header");
            var name = row.Cells[subject].Trim();
            if (name.Length == 0)
                throw Refuse(path, row, $"has no {Subject}");
            if (!int.TryParse(row.Cells[fold].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= MostFolds)
                throw Refuse(path, row, "has a fold that is no whole number from 0");
            if (!folds.TryAdd(name, number))
                throw Refuse(path, row, "names a subject that an earlier line names already");
        }

        return folds;
    }

    /// <summary>Writes folds, ordered by subject, beside the place and renamed.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <param name="folds">The fold of each subject.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, int> folds)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(folds);
        CsvText.Write(
            path,
            [Subject, Fold],
            folds.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new[] { pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture) }));
    }

    private static TrabeculaException Refuse(string path, CsvRow row, string fault) =>
        new(Code, string.Create(CultureInfo.InvariantCulture, $"{path}: line {row.Line} {fault}."));
}
