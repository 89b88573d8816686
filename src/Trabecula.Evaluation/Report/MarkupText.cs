using System.Globalization;
using System.Net;
using System.Text;

namespace Trabecula.Evaluation;

/// <summary>Words of a table in a page: they are shown, whatever they are.</summary>
internal static class MarkupText
{
    /// <summary>Encodes for HTML and SVG.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(Clean(text));

    /// <summary>Takes out what is no letter or sign: control characters, and those that turn the reading direction or hide.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned ? " " : rune.ToString());
        }

        return clean.ToString();
    }
}
