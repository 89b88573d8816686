using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Lays one page out, from the top: who, film and densities, curves, what was noticed and what to do, what it rests on.</summary>
/// <param name="canvas">The page.</param>
/// <param name="size">Its size, in points.</param>
/// <param name="result">The result.</param>
/// <param name="words">The language.</param>
internal sealed class ReportPage(SKCanvas canvas, SKSize size, FilmResult result, ReportWords words)
{
    private const float Margin = 36;
    private const float HeadHeight = 92;
    private const float ChartHeight = 160;
    private const float TextHeight = 128;
    private const float FootHeight = 76;
    private const float Gap = 10;
    private const float FilmWidth = 212;

    private static readonly TextStyle Plain = new(8, PageColours.Ink);
    private static readonly TextStyle Strong = new(8, PageColours.Ink, IsBold: true);
    private static readonly TextStyle Small = new(6.5f, PageColours.Faint);

    private readonly PageText _page = new(canvas);
    private readonly float _width = size.Width - (2 * Margin);

    /// <summary>Draws the page.</summary>
    /// <param name="examination">Whose film it is.</param>
    /// <param name="picture">The film, or null.</param>
    /// <param name="reference">What estimates are compared with, or null.</param>
    /// <param name="created">When the report is made.</param>
    public void Draw(Examination examination, FilmPicture? picture, ReferenceScale? reference, DateTimeOffset created)
    {
        new ReportHead(_page, canvas, words).Draw(SKRect.Create(Margin, Margin, _width, HeadHeight), examination, result, created);
        var foot = size.Height - Margin - FootHeight;
        var text = foot - Gap - TextHeight;
        var hasCharts = !result.IsRejected && reference is not null && result.Subject.Sex is not null;
        var charts = hasCharts ? text - Gap - ChartHeight : text;
        var top = Margin + HeadHeight + Gap;
        var left = Margin;
        if (picture is not null)
        {
            var width = result.IsRejected ? _width * 0.5f : hasCharts ? FilmWidth : _width * 0.45f;
            var place = new FilmPanel(_page, canvas).Draw(SKRect.Create(left, top, width, charts - Gap - top), picture, result);
            left = place.Right + 14;
        }

        var panel = new SKRect(left, top, Margin + _width, charts - Gap);
        if (result.IsRejected)
        {
            Refusal(panel);
        }
        else
        {
            new DensityPanel(_page, canvas, result, words).Draw(panel);
            if (reference is not null && result.Subject.Sex is { } sex)
                Charts(SKRect.Create(Margin, charts, _width, ChartHeight), reference, sex);
        }

        Texts(SKRect.Create(Margin, text, _width, TextHeight));
        new ReportFoot(_page, canvas, result, words).Draw(SKRect.Create(Margin, foot, _width, FootHeight), examination);
    }

    private void Refusal(SKRect area)
    {
        var reasons = result.Findings.Where(finding => finding.Action == QualityAction.Reject).ToArray();
        var lines = reasons.SelectMany(finding => PageText.Wrap(Clean(words.Finding(finding)), area.Width - 24, Plain)).Take(24).ToArray();
        var height = 58 + (11 * lines.Length);
        Box(SKRect.Create(area.Left, area.Top, area.Width, height), PageColours.AlertBox);
        _page.Line(words.Refused, area.Left + 12, area.Top + 24, new TextStyle(15, PageColours.Alert, IsBold: true));
        _page.Fitted(words.RefusedMeans, area.Left + 12, area.Top + 39, area.Width - 24, Strong);
        for (var index = 0; index < lines.Length; index++)
            _page.Line(lines[index], area.Left + 12, area.Top + 54 + (11 * index), Plain);
    }

    private void Charts(SKRect area, ReferenceScale reference, Sex sex)
    {
        var isJapan = result.Diagnosis?.Criteria == "JSBMR2012";
        var spine = isJapan ? SkeletalSite.LumbarL2L4 : SkeletalSite.LumbarL1L4;
        var shown = result.Sites
            .Where(site => site.Estimate.Site == spine || !site.Estimate.Site.IsSpine())
            .Select(site => (Site: site, Record: reference.Population.Find(site.Estimate.Site, sex, reference.Scale)))
            .Where(pair => pair.Record is not null)
            .Take(3)
            .ToArray();
        var width = (area.Width - (2 * Gap)) / 3;
        for (var index = 0; index < shown.Length; index++)
        {
            new AgeChart(_page, canvas, words).Draw(
                SKRect.Create(area.Left + (index * (width + Gap)), area.Top, width, area.Height - 9),
                shown[index].Site, shown[index].Record!, reference.Scale, result.Subject.AgeYears, isJapan);
        }

        _page.Fitted(words.ChartLegend, area.Left, area.Bottom - 1, area.Width, Small with { Size = 6 });
    }

    private void Texts(SKRect area)
    {
        var width = (area.Width - Gap) / 2;
        var noticed = result.Findings
            .Select((finding, index) => $"{index + 1}. {Clean(words.Finding(finding))}")
            .Append(result.Findings.Count == 0 ? words.NothingNoticed : string.Empty)
            .Append(result.Diagnosis?.Note is { } note ? Clean(words.Note(note)) : string.Empty)
            .Append(!result.IsRejected && result.Subject.Sex is null ? words.NoChart : string.Empty);
        Paragraphs(SKRect.Create(area.Left, area.Top, width, area.Height), words.Noticed, noticed, Plain);
        Box(SKRect.Create(area.Left + width + Gap, area.Top, width, area.Height), PageColours.Box);
        var next = SKRect.Create(area.Left + width + Gap + 10, area.Top, width - 20, area.Height - 6);
        Paragraphs(next, words.Next, [words.NextFor(result), words.NextLimits], Plain with { Size = 9 });
    }

    /// <summary>Paragraphs under a heading, smaller where they are many, and cut with a remark where even that is not enough.</summary>
    private void Paragraphs(SKRect area, string heading, IEnumerable<string> paragraphs, TextStyle style)
    {
        _page.Line(heading, area.Left, area.Top + 14, new TextStyle(9.5f, PageColours.Ink, IsBold: true));
        var texts = paragraphs.Where(text => text.Length > 0).ToArray();
        for (; ; style = style with { Size = style.Size - 0.5f })
        {
            var lines = texts.Select(text => PageText.Wrap(text, area.Width, style)).ToArray();
            var step = style.Size * 1.35f;
            var room = (int)((area.Height - 22 - (3 * texts.Length)) / step);
            if (lines.Sum(paragraph => paragraph.Count) > room && style.Size > 6)
                continue;
            Lines(area, lines, style, step);
            return;
        }
    }

    private void Lines(SKRect area, IReadOnlyList<string>[] paragraphs, TextStyle style, float step)
    {
        var y = area.Top + 18 + step;
        for (var index = 0; index < paragraphs.Length; index++)
        {
            var isLast = index == paragraphs.Length - 1;
            if (y + (step * (paragraphs[index].Count - (isLast ? 1 : 0))) > area.Bottom)
            {
                _page.Line(string.Format(CultureInfo.InvariantCulture, words.More, paragraphs.Length - index), area.Left, y, style);
                return;
            }

            foreach (var line in paragraphs[index])
            {
                _page.Line(line, area.Left, y, style);
                y += step;
            }

            y += 3;
        }
    }

    private void Box(SKRect area, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRoundRect(area, 3, 3, paint);
    }

    private static string Clean(string text) => PageText.Printable(text);
}
