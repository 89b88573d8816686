using System.Globalization;
using System.Text;

namespace Trabecula.Evaluation;

/// <summary>Writes a figure as SVG.</summary>
public static class SvgFigure
{
    /// <summary>Writes the <c>svg</c> element; it grows and shrinks with the place that it is given.</summary>
    /// <param name="figure">The figure.</param>
    public static string Write(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {figure.Width:0.#} {figure.Height:0.#}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{figure.Width:0.#}\" height=\"{figure.Height:0.#}\" role=\"img\" ");
        svg.Append("font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{MarkupText.Encode(figure.Title)}</title>");
        foreach (var mark in figure.Marks)
            Append(svg, mark);
        return svg.Append("</svg>").ToString();
    }

    private static void Append(StringBuilder svg, FigureMark mark)
    {
        switch (mark)
        {
            case LineMark line:
                svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{line.Color}\" stroke-width=\"{line.Width:0.##}\" ");
                svg.Append(line.IsDashed ? "stroke-dasharray=\"5 4\" " : "").Append("points=\"");
                AppendPoints(svg, line.Points);
                svg.Append("\"/>");
                break;
            case AreaMark area:
                svg.Append(CultureInfo.InvariantCulture, $"<polygon fill=\"{area.Color}\" points=\"");
                AppendPoints(svg, area.Points);
                svg.Append("\"/>");
                break;
            case DotsMark dots:
                // Lines without length with round ends are dots, at a tenth of the bytes of circles.
                svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{dots.Color}\" stroke-linecap=\"round\" ");
                svg.Append(CultureInfo.InvariantCulture, $"stroke-width=\"{dots.Diameter:0.##}\" d=\"");
                foreach (var point in dots.Points)
                    svg.Append(CultureInfo.InvariantCulture, $"M{point.X:0.#} {point.Y:0.#}h0");
                svg.Append("\"/>");
                break;
            case TextMark text:
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{text.At.X:0.#}\" y=\"{text.At.Y:0.#}\" font-size=\"{text.Size:0.#}\" ");
                svg.Append(CultureInfo.InvariantCulture, $"fill=\"{text.Color}\" text-anchor=\"{text.Anchor.ToString().ToLowerInvariant()}\"");
                svg.Append(text.IsBold ? " font-weight=\"bold\"" : "");
                if (text.IsUpright)
                    svg.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {text.At.X:0.#} {text.At.Y:0.#})\"");
                svg.Append('>').Append(MarkupText.Encode(text.Text)).Append("</text>");
                break;
            default:
                throw new NotSupportedException($"A {mark.GetType().Name} cannot be drawn.");
        }
    }

    private static void AppendPoints(StringBuilder svg, IReadOnlyList<FigurePoint> points)
    {
        foreach (var point in points)
            svg.Append(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#} ");
    }
}
