using System.Text;

namespace Trabecula.Evaluation;

/// <summary>One of the fonts that every PDF reader has: none is needed where the report is made.</summary>
/// <remarks>Widths in thousandths of the size, of letters 32 to 126: Adobe's font metrics for the base 14 fonts (AFM, 1989–1997).</remarks>
internal sealed class PdfFont
{
    private const int First = 32;

    /// <summary>Width of letters beyond ASCII: most are lower-case letters, digits' marks and the dash, which have it.</summary>
    private const int Usual = 556;

    private static readonly Dictionary<int, string> Written = new()
    {
        ['−'] = "\u0096", ['–'] = "\u0096", ['—'] = "\u0097", ['…'] = "\u0085", ['‘'] = "\u0091", ['’'] = "\u0092", ['“'] = "\u0093",
        ['”'] = "\u0094", ['•'] = "\u0095", ['€'] = "\u0080", ['≤'] = "<=", ['≥'] = ">=", ['∞'] = "infinite", ['κ'] = "kappa", ['√'] = "root",
        ['χ'] = "chi", ['→'] = "->", ['Δ'] = "Delta",
    };

    private readonly int[] _widths;

    private PdfFont(string name, string resource, int[] widths) => (Name, Resource, _widths) = (name, resource, widths);

    public static PdfFont Regular { get; } = new("Helvetica", "F1",
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584,
        584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667,
        611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
        722, 500, 500, 500, 334, 260, 334, 584,
    ]);

    public static PdfFont Bold { get; } = new("Helvetica-Bold", "F2",
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584,
        584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667,
        611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556,
        778, 556, 556, 500, 389, 280, 389, 584,
    ]);

    public string Name { get; }

    public string Resource { get; }

    /// <summary>A text in WinAnsi (PDF 32000-1, annex D), one character for each byte; letters that it lacks become question marks.</summary>
    public static string Encode(string text)
    {
        var bytes = new StringBuilder(text.Length);
        foreach (var rune in MarkupText.Clean(text).EnumerateRunes())
        {
            if (Written.TryGetValue(rune.Value, out var known))
                bytes.Append(known);
            else
                bytes.Append(rune.Value is (>= First and <= 126) or (>= 0xA1 and <= 0xFF) ? (char)rune.Value : rune.Value == 0xA0 ? ' ' : '?');
        }

        return bytes.ToString();
    }

    /// <summary>Width of an encoded text, in the unit of the size.</summary>
    public double Width(string encoded, double size)
    {
        var sum = 0;
        foreach (var letter in encoded)
            sum += letter - First < _widths.Length ? _widths[letter - First] : Usual;
        return sum * size / 1000;
    }

    /// <summary>Breaks an encoded text into lines no wider than a width; a word that is wider by itself is cut.</summary>
    public IReadOnlyList<string> Wrap(string encoded, double size, double width)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in encoded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer, size) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word;
            while (line.Length > 1 && Width(line, size) > width)
            {
                var fits = 1;
                while (fits < line.Length && Width(line[..(fits + 1)], size) <= width)
                    fits++;
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }

        lines.Add(line);
        return lines;
    }
}
