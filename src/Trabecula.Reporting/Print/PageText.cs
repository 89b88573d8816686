using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Trabecula.Reporting;

/// <summary>How a text looks.</summary>
/// <param name="Size">Points.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="IsBold">Whether it is bold.</param>
internal readonly record struct TextStyle(float Size, SKColor Colour, bool IsBold = false);

/// <summary>Sets text on a page, each letter in a font that has it.</summary>
/// <param name="canvas">The page.</param>
internal sealed class PageText(SKCanvas canvas)
{
    private const string Ellipsis = "…";

    private const float MeasuredSize = 100;

    private static readonly ConcurrentDictionary<(int Letter, bool IsBold), float> Advances = new();

    /// <summary>Signs that must not begin a line (JIS X 4051, a few of them).</summary>
    private const string NotFirst = "、。，．）」』】〕・：；？！ー々％)]},.;:!?%…";

    /// <summary>Signs that must not end one.</summary>
    private const string NotLast = "（「『【〔([{";

    /// <summary>Text as it can be printed: without letters that control or format.</summary>
    /// <param name="text">Any text.</param>
    public static string Printable(string text) => string.Concat(text.EnumerateRunes()
        .Where(letter => Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format))
        .Select(letter => Rune.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : letter.ToString()));

    /// <summary>Width of a text, in points.</summary>
    /// <param name="text">One line.</param>
    /// <param name="style">How it looks.</param>
    public static float Width(string text, TextStyle style) => text.EnumerateRunes().Sum(letter => Advance(letter, style));

    /// <summary>Sets one line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="x">Left end; with <paramref name="align"/> its middle or right end.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="align">Which end <paramref name="x"/> is.</param>
    public void Line(string text, float x, float baseline, TextStyle style, SKTextAlign align = SKTextAlign.Left)
    {
        if (align != SKTextAlign.Left)
            x -= Width(text, style) * (align == SKTextAlign.Right ? 1 : 0.5f);
        using var paint = new SKPaint { Color = style.Colour, IsAntialias = true };
        foreach (var run in Runs(text, style.IsBold))
        {
            using var font = Font(run.Face, style.Size);
            canvas.DrawText(run.Text, x, baseline, font, paint);
            x += Width(run.Text, style);
        }
    }

    /// <summary>Sets one line no wider than a width: smaller where it is too long, and cut where that is not enough.</summary>
    /// <param name="text">The line.</param>
    /// <param name="x">Left end.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="width">The width.</param>
    /// <param name="style">How it looks.</param>
    public void Fitted(string text, float x, float baseline, float width, TextStyle style)
    {
        var natural = Width(text, style);
        var size = natural <= width ? style.Size : Math.Max(0.7f * style.Size, style.Size * width / natural);
        var fitted = style with { Size = size };
        // A text that was shrunk to the width exactly may exceed it by a rounding.
        if (natural * size / style.Size > width + 0.01f)
        {
            var room = width - Width(Ellipsis, fitted);
            text = string.Concat(text.EnumerateRunes().TakeWhile(letter => (room -= Advance(letter, fitted)) >= 0)) + Ellipsis;
        }

        Line(text, x, baseline, fitted);
    }

    /// <summary>Breaks a text into lines: between words, and between any two Japanese letters that may be parted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Longest line, in points.</param>
    /// <param name="style">How it looks.</param>
    public static IReadOnlyList<string> Wrap(string text, float width, TextStyle style)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0f;
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && used + Width(piece.TrimEnd(), style) > width)
                End();
            // A word that is too long by itself (an identifier) is broken anywhere.
            foreach (var letter in piece.EnumerateRunes())
            {
                var advance = Advance(letter, style);
                if (line.Length > 0 && used + advance > width && letter.Value != ' ')
                    End();
                line.Append(letter.ToString());
                used += advance;
            }
        }

        if (line.Length > 0)
            End();
        return lines;

        void End()
        {
            lines.Add(line.ToString().TrimEnd());
            line.Clear();
            used = 0;
        }
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var letters = text.EnumerateRunes().ToArray();
        for (var index = 0; index < letters.Length; index++)
        {
            piece.Append(letters[index].ToString());
            var isEnd = index + 1 == letters.Length
                || (letters[index].Value == ' ' && letters[index + 1].Value != ' ')
                || ((IsWide(letters[index]) || IsWide(letters[index + 1]))
                    && letters[index + 1].Value != ' '
                    && !NotFirst.Contains(letters[index + 1].ToString(), StringComparison.Ordinal)
                    && !NotLast.Contains(letters[index].ToString(), StringComparison.Ordinal));
            if (!isEnd)
                continue;
            yield return piece.ToString();
            piece.Clear();
        }
    }

    private static bool IsWide(Rune letter) => letter.Value is >= 0x2E80 and < 0xFFE0;

    private static IEnumerable<(string Text, SKTypeface Face)> Runs(string text, bool isBold)
    {
        var run = new StringBuilder();
        SKTypeface? face = null;
        foreach (var letter in text.EnumerateRunes())
        {
            var next = ReportFonts.Find(letter, isBold) ?? throw ReportFonts.Missing(letter);
            if (face is not null && next != face)
            {
                yield return (run.ToString(), face);
                run.Clear();
            }

            face = next;
            run.Append(letter.ToString());
        }

        if (face is not null)
            yield return (run.ToString(), face);
    }

    /// <summary>Width of a letter. Letters stand side by side without kerning, so that widths add up.</summary>
    private static float Advance(Rune letter, TextStyle style) => style.Size / MeasuredSize * Advances.GetOrAdd((letter.Value, style.IsBold), key =>
    {
        using var font = Font(ReportFonts.Find(new Rune(key.Letter), key.IsBold) ?? throw ReportFonts.Missing(new Rune(key.Letter)), MeasuredSize);
        return font.MeasureText(new Rune(key.Letter).ToString());
    });

    private static SKFont Font(SKTypeface face, float size) => new(face, size) { Subpixel = true, Hinting = SKFontHinting.None };
}
