using System.Globalization;
using System.Text;

namespace Trabecula.Reporting;

/// <summary>Makes text from outside safe to show: names of files and sentences may hold anything.</summary>
public static class PlainText
{
    /// <summary>Replaces control and formatting characters, which could steer a terminal or reverse a name, by U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    public static string Clean(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
            clean.Append(IsUnsafe(character) ? '\uFFFD' : character);
        return clean.ToString();
    }

    /// <summary>Breaks a text into lines at spaces; a longer word stands alone.</summary>
    /// <param name="text">A text.</param>
    /// <param name="width">Longest line, in characters.</param>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    private static bool IsUnsafe(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
