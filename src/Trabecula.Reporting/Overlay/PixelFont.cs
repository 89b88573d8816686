namespace Trabecula.Reporting;

/// <summary>A small built-in font, so that a picture looks the same on a machine without fonts.</summary>
/// <remarks>Capitals, digits and a few signs, five columns by seven rows; small letters are written as capitals.</remarks>
internal static class PixelFont
{
    /// <summary>Picture pixels for one dot of a glyph.</summary>
    public const int Dot = 2;

    /// <summary>From one character to the next, in picture pixels.</summary>
    public const int Advance = (Columns + 1) * Dot;

    /// <summary>Height of a line's glyphs, in picture pixels.</summary>
    public const int Height = Rows * Dot;

    private const int Columns = 5;
    private const int Rows = 7;

    // For each character seven rows from the top, two hexadecimal digits each; the highest of five bits is the left column.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        [' '] = "00000000000000",
        ['A'] = "0E11111F111111", ['B'] = "1E11111E11111E", ['C'] = "0E11101010110E", ['D'] = "1E11111111111E",
        ['E'] = "1F10101E10101F", ['F'] = "1F10101E101010", ['G'] = "0E11101711110F", ['H'] = "1111111F111111",
        ['I'] = "0E04040404040E", ['J'] = "0702020202120C", ['K'] = "11121418141211", ['L'] = "1010101010101F",
        ['M'] = "111B1515111111", ['N'] = "11191513111111", ['O'] = "0E11111111110E", ['P'] = "1E11111E101010",
        ['Q'] = "0E11111115120D", ['R'] = "1E11111E141211", ['S'] = "0F10100E01011E", ['T'] = "1F040404040404",
        ['U'] = "1111111111110E", ['V'] = "11111111110A04", ['W'] = "11111115151B11", ['X'] = "11110A040A1111",
        ['Y'] = "11110A04040404", ['Z'] = "1F01020408101F",
        ['0'] = "0E11131519110E", ['1'] = "040C040404040E", ['2'] = "0E11010608101F", ['3'] = "1F02040201110E",
        ['4'] = "02060A121F0202", ['5'] = "1F101E0101110E", ['6'] = "0608101E11110E", ['7'] = "1F010204080808",
        ['8'] = "0E11110E11110E", ['9'] = "0E11110F01020C",
        ['.'] = "00000000000C0C", [','] = "000000000C0408", [':'] = "000C0C000C0C00", [';'] = "000C0C000C0408",
        ['-'] = "0000001F000000", ['_'] = "0000000000001F", ['/'] = "00010204081000", ['%'] = "18190204081303",
        ['('] = "02040808080402", [')'] = "08040202020408", ['\''] = "04040800000000", ['!'] = "04040404040004",
        ['?'] = "0E110102040004", ['+'] = "0004041F040400", ['='] = "00001F001F0000", ['²'] = "0C1204081E0000",
        ['"'] = "0A0A0000000000", ['×'] = "00110A040A1100",
    };

    /// <summary>The dots of a text, each the top left corner of a square of <see cref="Dot"/> pixels, from (0, 0).</summary>
    /// <param name="text">The text; a character that the font lacks becomes a question mark.</param>
    public static IEnumerable<(int X, int Y)> Dots(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var glyph = Glyph(text[index]);
            for (var row = 0; row < Rows; row++)
            {
                var bits = Convert.ToByte(glyph.Substring(2 * row, 2), 16);
                for (var column = 0; column < Columns; column++)
                {
                    if ((bits >> (Columns - 1 - column) & 1) == 1)
                        yield return ((index * Advance) + (column * Dot), row * Dot);
                }
            }
        }
    }

    private static string Glyph(char character)
    {
        var upper = character is '–' or '−' ? '-' : char.ToUpperInvariant(character);
        return Glyphs.GetValueOrDefault(upper) ?? Glyphs['?'];
    }
}
