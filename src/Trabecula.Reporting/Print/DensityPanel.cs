using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The estimated category in large letters, and the densities as a table.</summary>
/// <param name="page">Sets text.</param>
/// <param name="canvas">The page.</param>
/// <param name="result">The result.</param>
/// <param name="words">The language.</param>
internal sealed class DensityPanel(PageText page, SKCanvas canvas, FilmResult result, ReportWords words)
{
    private const string Missing = "–";
    private const float RowHeight = 19;

    private static readonly TextStyle Plain = new(8, PageColours.Ink);
    private static readonly TextStyle Head = new(6.5f, PageColours.Faint);

    /// <summary>Shares of the width: region, density, interval, T, Z, % YAM, category.</summary>
    private static readonly float[] Columns = [0, 0.27f, 0.395f, 0.585f, 0.675f, 0.765f, 0.845f, 1.01f];

    /// <summary>Draws the panel.</summary>
    /// <param name="area">Where.</param>
    public void Draw(SKRect area)
    {
        var y = Verdict(area);
        y = Table(SKRect.Create(area.Left, y + 10, area.Width, area.Bottom - y - 10));
        Vertebrae(area, y + 14);
    }

    private float Verdict(SKRect area)
    {
        if (result.Diagnosis is not { } diagnosis)
            return area.Top;
        var height = diagnosis.DecidedBy is null ? 44f : 66f;
        using (var paint = new SKPaint { Color = Background(diagnosis.Category), IsAntialias = true })
            canvas.DrawRoundRect(SKRect.Create(area.Left, area.Top, area.Width, height), 3, 3, paint);
        var (x, width) = (area.Left + 10, area.Width - 20);
        page.Fitted(
            string.Format(CultureInfo.InvariantCulture, words.CategoryHeading, words.Criteria(diagnosis.Criteria)), x, area.Top + 14, width, Head with { Size = 7.5f });
        page.Fitted(
            diagnosis.Category is { } category ? words.Range(category) : words.NoCategory,
            x, area.Top + 34, width, new TextStyle(16, PageColours.Ink, IsBold: true));
        if (diagnosis.DecidedBy is not { } decided)
            return area.Top + height;
        page.Fitted(string.Format(CultureInfo.InvariantCulture, words.DecidedBy, words.Site(decided)), x, area.Top + 47, width, Plain);
        if (result.Sites.FirstOrDefault(site => site.Estimate.Site == decided)?.Probabilities is { Count: 3 } chances)
        {
            var percents = WholePercents.Of(chances);
            var parts = Enum.GetValues<DiagnosticCategory>().Select(one => $"{words.Category(one)} {percents[(int)one]} %");
            page.Fitted($"{words.Probability} {string.Join(", ", parts)}", x, area.Top + 59, width, Plain);
        }

        return area.Top + height;
    }

    private float Table(SKRect area)
    {
        float X(int column) => area.Left + (Columns[column] * area.Width);
        float Width(int column) => ((Columns[column + 1] - Columns[column]) * area.Width) - 4;
        using var rule = new SKPaint { Color = PageColours.Line, StrokeWidth = 0.5f };
        for (var column = 0; column < words.Columns.Count; column++)
            page.Fitted(words.Columns[column], X(column), area.Top + 7, Width(column), Head);
        var y = area.Top + 11;
        foreach (var site in result.Sites)
        {
            canvas.DrawLine(area.Left, y, area.Right, y, rule);
            var isDeciding = site.Estimate.Site == result.Diagnosis?.DecidedBy;
            var cells = Cells(site);
            for (var column = 0; column < cells.Length; column++)
                page.Fitted(cells[column], X(column), y + 11.5f, Width(column), Plain with { IsBold = column == 1 || isDeciding });
            if (Remaining(site) is { } remaining)
                page.Fitted(remaining, X(0), y + 17.5f, Width(0), Head with { Size = 5.5f });
            y += RowHeight;
        }

        canvas.DrawLine(area.Left, y, area.Right, y, rule);
        return y;
    }

    /// <summary>Where vertebrae are left out, those that the region is the mean of.</summary>
    private string? Remaining(SiteResult site)
    {
        var levels = result.LevelsOf(site.Estimate.Site);
        return levels.Count == site.Estimate.Site.Levels().Count
            ? null
            : string.Format(CultureInfo.InvariantCulture, words.Of, string.Join(", ", levels));
    }

    private string[] Cells(SiteResult site) =>
    [
        words.Site(site.Estimate.Site),
        Number(site.Estimate.Bmd, "0.000"),
        $"{Number(site.Lower90, "0.000")} – {Number(site.Upper90, "0.000")}",
        site.TScore is { } t ? Number(t, "+0.0;−0.0;0.0") : Missing,
        site.ZScore is { } z ? Number(z, "+0.0;−0.0;0.0") : Missing,
        site.YamPercent is { } percent ? Number(percent, "0") : Missing,
        site.Category is { } category ? words.Category(category) : Missing,
    ];

    private void Vertebrae(SKRect area, float y)
    {
        var parts = result.Vertebrae.Select(vertebra =>
        {
            var value = VertebraDensity.Of(result, vertebra.Level) is { } estimate ? Number(estimate.Bmd, "0.000") : null;
            if (result.IsExcluded(vertebra.Level))
                return $"{vertebra.Level} {words.LeftOut}";
            return value is null ? null : $"{vertebra.Level} {value}";
        }).OfType<string>().ToArray();
        if (parts.Length > 0)
            page.Fitted($"{words.Vertebrae} {string.Join("   ", parts)}", area.Left, y, area.Width, Plain);
    }

    private static SKColor Background(DiagnosticCategory? category) => category switch
    {
        DiagnosticCategory.Normal => PageColours.ZoneNormal,
        DiagnosticCategory.Osteopenia => PageColours.ZoneLow,
        DiagnosticCategory.Osteoporosis => PageColours.ZoneLowest,
        _ => PageColours.Box,
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
