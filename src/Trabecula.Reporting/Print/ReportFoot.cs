using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The foot of a page: warnings, and what the result rests on.</summary>
/// <param name="page">Sets text.</param>
/// <param name="canvas">The page.</param>
/// <param name="result">The result.</param>
/// <param name="words">The language.</param>
internal sealed class ReportFoot(PageText page, SKCanvas canvas, FilmResult result, ReportWords words)
{
    private static readonly TextStyle Warning = new(7.5f, PageColours.Alert, IsBold: true);
    private static readonly TextStyle Small = new(6.5f, PageColours.Faint);

    /// <summary>Draws the foot.</summary>
    /// <param name="area">Where.</param>
    /// <param name="examination">Whose film it is.</param>
    public void Draw(SKRect area, Examination examination)
    {
        using (var line = new SKPaint { Color = PageColours.Ink, StrokeWidth = 0.7f })
            canvas.DrawLine(area.Left, area.Top, area.Right, area.Top, line);
        var y = area.Top + 11;
        var warnings = string.Join(" ", result.Warnings.Select(warning => PageText.Printable(words.Warning(warning))));
        foreach (var line in PageText.Wrap(warnings, area.Width, Warning).Take(2))
        {
            page.Line(line, area.Left, y, Warning);
            y += 10;
        }

        var lines = Basis(examination).SelectMany(text => PageText.Wrap(PageText.Printable(text), area.Width, Small));
        foreach (var line in lines.TakeWhile(_ => y <= area.Bottom))
        {
            page.Line(line, area.Left, y, Small);
            y += 8.5f;
        }
    }

    private IEnumerable<string> Basis(Examination examination)
    {
        var model = result.Model is { } known
            ? string.Format(CultureInfo.InvariantCulture, words.Model, $"{known.Id} {known.Version}", known.TrainedOn) + " "
            : string.Empty;
        var gates = result.Gates is { } table ? $" {words.Gates} {table.Name} ({table.Sha256[..Math.Min(12, table.Sha256.Length)]})." : string.Empty;
        yield return $"Trabecula {ResultObject.ProgramVersion}. {model}{gates}";
        var compared = result.Sites.Where(site => site.Reference is { Length: > 0 }).GroupBy(site => site.Reference, StringComparer.Ordinal)
            .Select(sites => $"{string.Join(", ", sites.Select(site => words.Site(site.Estimate.Site)))} – {sites.Key}").ToArray();
        if (compared.Length > 0)
            yield return $"{words.Reference} {string.Join("; ", compared)}";
        if (examination.SopInstanceUid is { } uid)
            yield return $"{words.Source} {uid}";
    }
}
