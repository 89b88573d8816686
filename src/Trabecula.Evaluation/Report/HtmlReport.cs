using System.Globalization;
using System.Text;

namespace Trabecula.Evaluation;

/// <summary>Writes a report as one HTML file that needs nothing else: no script, no font, no network.</summary>
public static class HtmlReport
{
    // On paper the banner is the head of a table that is the whole page: browsers repeat it on each sheet and keep room for it,
    // which they do not for what is fixed.
    private const string Style = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; color: #1b2733; background: #fff; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
        .banner { position: sticky; top: 0; z-index: 1; background: #fff3cd; color: #5c4300; border-bottom: 1px solid #e6cf87; padding: 6px 16px; font-size: 13px; font-weight: 600; text-align: center; }
        main { max-width: 960px; margin: 0 auto; padding: 8px 16px 48px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 20px 0 4px; }
        h2 { font-size: 20px; margin: 40px 0 8px; padding-top: 8px; border-top: 2px solid #e3e8ed; scroll-margin-top: 40px; }
        nav { font-size: 14px; margin: 8px 0; } nav a { margin-right: 14px; white-space: nowrap; } a { color: #0b5a94; }
        .scroll { overflow-x: auto; margin: 14px 0; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
        th, td { padding: 4px 10px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e3e8ed; }
        thead th { border-bottom: 2px solid #9aa7b3; font-weight: 600; }
        tbody th { font-weight: 400; }
        .wide { min-width: 720px; }
        td, tbody th { overflow-wrap: anywhere; } .wide td { overflow-wrap: normal; }
        figure { margin: 16px 0; } .figures { overflow-x: auto; display: flex; flex-wrap: wrap; gap: 8px 20px; }
        .figures > svg { flex: 0 1 440px; min-width: 0; max-width: 100%; height: auto; } .figures > svg.broad { flex-basis: 640px; min-width: 540px; }
        figcaption { color: #4a5a68; font-size: 13px; } img { max-width: 100%; height: auto; }
        .warning { background: #fff3cd; border-left: 4px solid #c99700; padding: 6px 12px; margin: 8px 0; }
        @media print { body { display: table; width: 100%; } .banner { display: table-header-group; break-inside: avoid; line-height: 2; } .figures > svg { flex-basis: 300px; } nav { display: none; } figure, tr { break-inside: avoid; } .scroll { overflow: visible; } .wide, .figures > svg.broad { min-width: 0; } }
        """;

    /// <summary>Columns from which a table scrolls sideways on a narrow screen instead of breaking its numbers.</summary>
    private const int WideColumns = 4;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    public static string Write(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Whatever words a table holds, the page loads and runs nothing.
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{MarkupText.Encode(report.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"banner\">{MarkupText.Encode(report.Banner)}</div>\n<main>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{MarkupText.Encode(report.Title)}</h1>\n<nav>");
        for (var i = 0; i < report.Sections.Count; i++)
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"#s{i}\">{MarkupText.Encode(report.Sections[i].Title)}</a> ");
        html.Append("</nav>\n");
        for (var i = 0; i < report.Sections.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2 id=\"s{i}\">{MarkupText.Encode(report.Sections[i].Title)}</h2>\n");
            foreach (var block in report.Sections[i].Blocks)
                Append(html, block);
            html.Append("</section>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, ReportBlock block)
    {
        switch (block)
        {
            case ReportParagraph paragraph:
                html.Append(paragraph.IsWarning ? "<p class=\"warning\">" : "<p>").Append(MarkupText.Encode(paragraph.Text)).Append("</p>\n");
                break;
            case ReportTable table:
                AppendTable(html, table);
                break;
            case ReportFigures figures:
                html.Append("<figure><div class=\"figures\">\n");
                foreach (var figure in figures.Figures)
                {
                    var svg = SvgFigure.Write(figure);
                    html.Append(figure.Width > Chart.Width ? svg.Replace("<svg ", "<svg class=\"broad\" ", StringComparison.Ordinal) : svg).Append('\n');
                }

                html.Append(CultureInfo.InvariantCulture, $"</div><figcaption>{MarkupText.Encode(figures.Caption)}</figcaption></figure>\n");
                break;
            case ReportPicture picture:
                html.Append("<figure><img alt=\"\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(picture.Png.Span));
                html.Append(CultureInfo.InvariantCulture, $"\"><figcaption>{MarkupText.Encode(picture.Caption)}</figcaption></figure>\n");
                break;
            default:
                throw new NotSupportedException($"A {block.GetType().Name} cannot be written.");
        }
    }

    private static void AppendTable(StringBuilder html, ReportTable table)
    {
        html.Append(table.Header.Count > WideColumns ? "<div class=\"scroll\"><table class=\"wide\">" : "<div class=\"scroll\"><table>");
        html.Append(CultureInfo.InvariantCulture, $"<caption>{MarkupText.Encode(table.Caption)}</caption>\n<thead><tr>");
        foreach (var name in table.Header)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{MarkupText.Encode(name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{MarkupText.Encode(row[0])}</th>");
            foreach (var cell in row.Skip(1))
                html.Append(CultureInfo.InvariantCulture, $"<td>{MarkupText.Encode(cell)}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }
}
