namespace Trabecula.Simulation;

/// <summary>A small alphabet of 5 by 7 dots.</summary>
public static class LetterShapes
{
    /// <summary>Dots across a letter.</summary>
    public const int Columns = 5;

    /// <summary>Dots along a letter.</summary>
    public const int Rows = 7;

    // One number per row from above, the leftmost dot the highest of five bits.
    private static readonly Dictionary<char, byte[]> Shapes = new()
    {
        ['A'] = [14, 17, 17, 31, 17, 17, 17],
        ['B'] = [30, 17, 17, 30, 17, 17, 30],
        ['D'] = [30, 17, 17, 17, 17, 17, 30],
        ['E'] = [31, 16, 16, 30, 16, 16, 31],
        ['G'] = [14, 17, 16, 23, 17, 17, 15],
        ['I'] = [14, 4, 4, 4, 4, 4, 14],
        ['K'] = [17, 18, 20, 24, 20, 18, 17],
        ['L'] = [16, 16, 16, 16, 16, 16, 31],
        ['M'] = [17, 27, 21, 21, 17, 17, 17],
        ['N'] = [17, 25, 21, 19, 17, 17, 17],
        ['O'] = [14, 17, 17, 17, 17, 17, 14],
        ['P'] = [30, 17, 17, 30, 16, 16, 16],
        ['R'] = [30, 17, 17, 30, 20, 18, 17],
        ['S'] = [15, 16, 16, 14, 1, 1, 30],
        ['T'] = [31, 4, 4, 4, 4, 4, 4],
        ['U'] = [17, 17, 17, 17, 17, 17, 14],
        ['V'] = [17, 17, 17, 17, 17, 10, 4],
        ['0'] = [14, 17, 19, 21, 25, 17, 14],
        ['1'] = [4, 12, 4, 4, 4, 4, 14],
        ['2'] = [14, 17, 1, 6, 8, 16, 31],
        ['8'] = [14, 17, 17, 14, 17, 17, 14],
        ['-'] = [0, 0, 0, 31, 0, 0, 0],
        ['/'] = [1, 1, 2, 4, 8, 16, 16],
    };

    /// <summary>Whether a dot belongs to a letter; never for a character that has no shape.</summary>
    /// <param name="letter">Upper case.</param>
    /// <param name="column">0 to 4 from the left; no ink beyond.</param>
    /// <param name="row">0 to 6 from above; no ink beyond.</param>
    public static bool IsInk(char letter, int column, int row) =>
        column is >= 0 and < Columns && row is >= 0 and < Rows
        && Shapes.TryGetValue(letter, out byte[]? shape) && ((shape[row] >> (Columns - 1 - column)) & 1) == 1;
}
