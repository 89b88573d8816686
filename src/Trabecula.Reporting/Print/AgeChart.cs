using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One site's estimate on the reference curve by age, as DXA printouts show it.</summary>
/// <param name="page">Sets text.</param>
/// <param name="canvas">The page.</param>
/// <param name="words">The language.</param>
internal sealed class AgeChart(PageText page, SKCanvas canvas, ReportWords words)
{
    private const double Youngest = 20, Oldest = 90;

    /// <summary>From the young adult mean, in standard deviations: how far the axis reaches.</summary>
    private const double Above = 2.2, Below = 4.6;

    private static readonly TextStyle Small = new(6, PageColours.Faint);

    /// <summary>Draws a chart.</summary>
    /// <param name="area">Where.</param>
    /// <param name="site">The estimate.</param>
    /// <param name="record">The reference of the site.</param>
    /// <param name="scale">Whose scale the estimate is on.</param>
    /// <param name="age">The person's age, or null: then the estimate is drawn as a band over all ages.</param>
    /// <param name="isJapan">Whether 70 % of the young adult mean is a boundary too.</param>
    public void Draw(SKRect area, SiteResult site, ReferenceRecord record, DxaManufacturer scale, double? age, bool isJapan)
    {
        double OnScale(double bmd) => CrossCalibration.Convert(bmd, site.Estimate.Site, scale, record.Manufacturer);
        var (value, low, high) = (OnScale(site.Estimate.Bmd), OnScale(site.Lower90), OnScale(site.Upper90));
        var bottom = Math.Min(record.Mean - (Below * record.StandardDeviation), low - 0.03);
        var top = Math.Max(record.Mean + (Above * record.StandardDeviation), high + 0.03);
        var plot = new SKRect(area.Left + 22, area.Top + 14, area.Right - 2, area.Bottom - 20);
        float X(double years) => (float)(plot.Left + ((Math.Clamp(years, Youngest, Oldest) - Youngest) / (Oldest - Youngest) * plot.Width));
        float Y(double bmd) => (float)(plot.Bottom - ((Math.Clamp(bmd, bottom, top) - bottom) / (top - bottom) * plot.Height));

        page.Fitted($"{words.Site(site.Estimate.Site)}, g/cm²", area.Left, area.Top + 9, area.Width, new TextStyle(8, PageColours.Ink, IsBold: true));
        if (site.TScore is not null)
            Zones(plot, record, isJapan, Y);
        Axes(plot, bottom, top, X, Y);
        canvas.Save();
        canvas.ClipRect(plot);
        if (record.AgeCurve is { } curve)
            Curve(curve, X, Y);
        canvas.Restore();
        Estimate(plot, age is { } years ? X(years) : null, Y(value), Y(low), Y(high));
    }

    private void Zones(SKRect plot, ReferenceRecord record, bool isJapan, Func<double, float> y)
    {
        // The boundaries of the criteria (docs/reference/diagnosis.md).
        var osteopenia = record.Mean - record.StandardDeviation;
        var osteoporosis = record.Mean - (2.5 * record.StandardDeviation);
        var isYam = isJapan && 0.7 * record.Mean > osteoporosis;
        if (isYam)
            osteoporosis = 0.7 * record.Mean;
        Fill(new SKRect(plot.Left, plot.Top, plot.Right, y(osteopenia)), PageColours.ZoneNormal);
        Fill(new SKRect(plot.Left, y(osteopenia), plot.Right, y(osteoporosis)), PageColours.ZoneLow);
        Fill(new SKRect(plot.Left, y(osteoporosis), plot.Right, plot.Bottom), PageColours.ZoneLowest);
        // Under the boundaries and at the left, where curves of young adults are above them.
        page.Line("T −1.0", plot.Left + 3, y(osteopenia) + 7, Small);
        page.Line(isYam ? "70 % YAM" : "T −2.5", plot.Left + 3, y(osteoporosis) + 7, Small);
    }

    private void Axes(SKRect plot, double bottom, double top, Func<double, float> x, Func<double, float> y)
    {
        using var line = Stroke(PageColours.Line, 0.5f);
        canvas.DrawRect(plot, line);
        for (var bmd = Math.Ceiling(bottom * 5) / 5; bmd <= top; bmd += 0.2)
        {
            canvas.DrawLine(plot.Left - 2, y(bmd), plot.Left, y(bmd), line);
            page.Line(bmd.ToString("0.0", CultureInfo.InvariantCulture), plot.Left - 4, y(bmd) + 2, Small, SKTextAlign.Right);
        }

        for (var years = Youngest; years <= Oldest; years += 10)
        {
            canvas.DrawLine(x(years), plot.Bottom, x(years), plot.Bottom + 2, line);
            page.Line(years.ToString("0", CultureInfo.InvariantCulture), x(years), plot.Bottom + 9, Small, SKTextAlign.Center);
        }

        page.Line(words.ChartAge, plot.MidX, plot.Bottom + 17, Small, SKTextAlign.Center);
    }

    private void Curve(AgeCurve curve, Func<double, float> x, Func<double, float> y)
    {
        using var solid = Stroke(PageColours.Ink, 0.9f);
        using var dashed = Stroke(PageColours.Faint, 0.6f);
        using var dashes = SKPathEffect.CreateDash([3, 2], 0);
        dashed.PathEffect = dashes;
        foreach (var (deviations, paint) in new[] { (0, solid), (-1, dashed), (1, dashed) })
        {
            using var path = new SKPath();
            var points = Ages(curve).Select(curve.At)
                .Select(point => new SKPoint(x(point.AgeYears), y(point.Mean + (deviations * point.StandardDeviation))))
                .ToArray();
            if (points.Length < 2)
                continue;
            path.AddPoly(points, close: false);
            canvas.DrawPath(path, paint);
        }
    }

    /// <summary>Every year that the curve covers and the axis shows.</summary>
    private static IEnumerable<double> Ages(AgeCurve curve)
    {
        var (first, last) = (Math.Max(Youngest, curve.Points[0].AgeYears), Math.Min(Oldest, curve.Points[^1].AgeYears));
        for (var age = first; age < last; age++)
            yield return age;
        if (first <= last)
            yield return last;
    }

    private void Estimate(SKRect plot, float? x, float value, float low, float high)
    {
        using var ink = Stroke(PageColours.Ink, 1.4f);
        if (x is not { } at)
        {
            canvas.DrawLine(plot.Left, value, plot.Right, value, ink);
            using var band = new SKPaint { Color = PageColours.Ink.WithAlpha(40) };
            canvas.DrawRect(new SKRect(plot.Left, high, plot.Right, low), band);
            return;
        }

        canvas.DrawLine(at, low, at, high, ink);
        canvas.DrawLine(at - 3, low, at + 3, low, ink);
        canvas.DrawLine(at - 3, high, at + 3, high, ink);
        using var ring = new SKPaint { Color = SKColors.White, IsAntialias = true };
        using var dot = new SKPaint { Color = PageColours.Ink, IsAntialias = true };
        canvas.DrawCircle(at, value, 4, ring);
        canvas.DrawCircle(at, value, 3, dot);
    }

    private void Fill(SKRect rect, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        canvas.DrawRect(rect, paint);
    }

    private static SKPaint Stroke(SKColor colour, float width) =>
        new() { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = width, IsAntialias = true };
}
