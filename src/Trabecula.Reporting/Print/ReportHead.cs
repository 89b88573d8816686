using System.Globalization;
using System.Text;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The head of a page: title, and whose film it is.</summary>
/// <param name="page">Sets text.</param>
/// <param name="canvas">The page.</param>
/// <param name="words">The language.</param>
internal sealed class ReportHead(PageText page, SKCanvas canvas, ReportWords words)
{
    /// <summary>Draws the head.</summary>
    /// <param name="area">Where.</param>
    /// <param name="examination">Whose film it is.</param>
    /// <param name="result">The result.</param>
    /// <param name="created">When the report is made.</param>
    public void Draw(SKRect area, Examination examination, FilmResult result, DateTimeOffset created)
    {
        var stamp = new TextStyle(8, PageColours.Alert, IsBold: true);
        var stampWidth = PageText.Width(words.ResearchUse, stamp) + 12;
        using (var frame = new SKPaint { Color = PageColours.Alert, Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true })
            canvas.DrawRoundRect(SKRect.Create(area.Right - stampWidth, area.Top, stampWidth, 17), 3, 3, frame);
        page.Line(words.ResearchUse, area.Right - stampWidth + 6, area.Top + 11.5f, stamp);
        page.Fitted(words.Title, area.Left, area.Top + 14, area.Width - stampWidth - 10, new TextStyle(15, PageColours.Ink, IsBold: true));
        using (var line = new SKPaint { Color = PageColours.Ink, StrokeWidth = 1 })
            canvas.DrawLine(area.Left, area.Top + 24, area.Right, area.Top + 24, line);

        var columns = new[] { 0f, 0.38f, 0.60f, 0.80f, 1.02f };
        var values = new (int Column, int Row, string Label, string? Value)[]
        {
            (0, 0, words.Name, Name(examination)),
            (1, 0, words.PatientId, PageText.Printable(examination.PatientId ?? string.Empty)),
            (2, 0, words.BirthDate, Date(examination.BirthDate)),
            (3, 0, words.SexAndAge, Person(result.Subject)),
            (0, 1, words.Film, PageText.Printable(FileName(result.File))),
            (1, 1, words.Accession, PageText.Printable(examination.AccessionNumber ?? string.Empty)),
            (2, 1, words.RadiographDate, Date(examination.StudyDate)),
            (3, 1, words.ReportDate, created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        };
        foreach (var (column, row, label, value) in values)
        {
            var x = area.Left + (columns[column] * area.Width);
            var y = area.Top + 36 + (row * 29);
            var width = ((columns[column + 1] - columns[column]) * area.Width) - 10;
            page.Line(label, x, y, new TextStyle(6.5f, PageColours.Faint));
            var isKnown = !string.IsNullOrWhiteSpace(value);
            page.Fitted(
                isKnown ? value! : words.Unknown,
                x,
                y + 12,
                width,
                new TextStyle(column == 0 && row == 0 ? 11 : 9, isKnown ? PageColours.Ink : PageColours.Faint, IsBold: row == 0 && isKnown && column < 2));
        }

        using var rule = new SKPaint { Color = PageColours.Line, StrokeWidth = 0.5f };
        canvas.DrawLine(area.Left, area.Bottom - 4, area.Right, area.Bottom - 4, rule);
    }

    /// <summary>The name in letters and in ideographs; either alone where the other cannot be printed.</summary>
    private static string? Name(Examination examination)
    {
        if (examination.Name is not { } name)
            return null;
        var alphabetic = PageText.Printable(Written(name.Alphabetic, ", "));
        var ideographic = PageText.Printable(Written(name.Ideographic, " "));
        if (ideographic.Length == 0 || (alphabetic.Length > 0 && !IsPrintable(ideographic)))
            return alphabetic;
        return alphabetic.Length == 0 || !IsPrintable(alphabetic) ? ideographic : $"{ideographic}  ({alphabetic})";
    }

    /// <summary>Family name, then the others, as DICOM orders them.</summary>
    private static string Written(string group, string afterFamily)
    {
        var parts = group.Split('^').Select(part => part.Trim()).ToArray();
        var rest = string.Join(' ', parts.Skip(1).Where(part => part.Length > 0));
        // A name in ideographs that stands alone in the first group is written without a comma.
        var separator = parts[0].EnumerateRunes().Any(letter => letter.Value >= 0x2E80) ? " " : afterFamily;
        return rest.Length == 0 ? parts[0] : parts[0].Length == 0 ? rest : parts[0] + separator + rest;
    }

    private static bool IsPrintable(string text) => text.EnumerateRunes().All(letter => ReportFonts.Find(letter, isBold: false) is not null);

    private string Person(Subject subject)
    {
        var sex = subject.Sex switch { Sex.Female => words.Female, Sex.Male => words.Male, _ => words.Unknown };
        var age = subject.AgeYears is { } years
            ? string.Format(CultureInfo.InvariantCulture, words.Years, Math.Floor(years).ToString("0", CultureInfo.InvariantCulture))
            : words.Unknown;
        return subject.Sex is null && subject.AgeYears is null ? string.Empty : $"{sex}, {age}";
    }

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string FileName(string file) => file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
}
