using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Benchmarks;

/// <summary>What a simulated person was built with, as <c>truth.csv</c> tells it.</summary>
/// <param name="Fractures">Fractured vertebrae among T12 to L5 and Genant's grade, 1 to 3.</param>
/// <param name="Hardware">Kinds of hardware; empty for none.</param>
/// <param name="MetalLevels">Lumbar vertebrae with metal or cement in them.</param>
internal sealed record PersonTruth(
    IReadOnlyDictionary<VertebralLevel, int> Fractures, IReadOnlyList<string> Hardware, IReadOnlySet<VertebralLevel> MetalLevels)
{
    /// <summary>Reads the table, by subject.</summary>
    /// <exception cref="TrabeculaException"><c>invalid_truth</c> where a column is missing.</exception>
    public static Dictionary<string, PersonTruth> Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        int[] columns = [.. new[] { "subject_id", "fractures", "hardware", "metal_levels" }.Select(name => Array.IndexOf(lines[0], name))];
        if (columns.Min() < 0 || lines.Any(cells => cells.Length != lines[0].Length))
        {
            throw new TrabeculaException("invalid_truth", $"{path} is not a table that trabecula simulate wrote.");
        }

        return lines.Skip(1).DistinctBy(cells => cells[columns[0]]).ToDictionary(
            cells => cells[columns[0]],
            cells => new PersonTruth(Grades(cells[columns[1]]), Words(cells[columns[2]]), Words(cells[columns[3]]).Select(Enum.Parse<VertebralLevel>).ToHashSet()));
    }

    private static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // Vertebrae above T12 are named too; the localiser has no name for them.
    private static Dictionary<VertebralLevel, int> Grades(string cell) => Words(cell)
        .Select(word => word.Split(':'))
        .Where(pair => pair.Length == 2 && Enum.TryParse<VertebralLevel>(pair[0], out _))
        .ToDictionary(pair => Enum.Parse<VertebralLevel>(pair[0]), pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
}
