using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Writes a scene over a film as an SVG drawing with the film inside.</summary>
internal static class OverlaySvg
{
    private const int Margin = 6;
    private const int LineSpacing = PixelFont.Height + Margin;

    /// <summary>The drawing.</summary>
    /// <param name="film">The film.</param>
    /// <param name="scene">What is drawn.</param>
    /// <param name="title">The drawing's title, any text.</param>
    /// <returns>An SVG document.</returns>
    public static string Draw(FilmPicture film, OverlayScene scene, string title)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{scene.Width}\" height=\"{scene.Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {scene.Width} {scene.Height}\" font-family=\"monospace\" font-size=\"16\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title>\n");
        var pixels = Convert.ToBase64String(OverlayPng.DrawFilmAlone(film, scene));
        svg.Append(CultureInfo.InvariantCulture, $"<image width=\"{scene.Width}\" height=\"{scene.Height}\" href=\"data:image/png;base64,{pixels}\"/>\n");
        foreach (var patch in scene.Patches)
            Patch(svg, patch);
        foreach (var outline in scene.Outlines)
            Outline(svg, outline);
        foreach (var label in scene.Labels)
            Text(svg, label.Text, label.TopLeft, label.Colour.Hex);
        Lines(svg, scene, scene.Footer, scene.Height - (scene.Footer.Count * LineSpacing) - Margin, "#000000", "0.63");
        Lines(svg, scene, scene.Banner, 0, OverlayColour.Rejected.Hex, "1");
        return svg.Append("</svg>\n").ToString();
    }

    private static void Patch(StringBuilder svg, OverlayPatch patch)
    {
        // Patches touch: smoothed edges would draw a net between them.
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Points(patch.Corners)}\" fill=\"{patch.Colour.Hex}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"fill-opacity=\"{patch.Opacity:0.###}\" shape-rendering=\"crispEdges\"/>\n");
    }

    private static void Outline(StringBuilder svg, OverlayOutline outline)
    {
        var dashes = outline.IsDashed ? " stroke-dasharray=\"8 5\"" : string.Empty;
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Points(outline.Corners)}\" fill=\"none\" stroke=\"{outline.Colour.Hex}\" stroke-width=\"2\"{dashes}/>\n");
    }

    private static void Lines(StringBuilder svg, OverlayScene scene, IReadOnlyList<string> lines, int top, string colour, string opacity)
    {
        if (lines.Count == 0)
            return;
        var height = (lines.Count * LineSpacing) + Margin;
        svg.Append(CultureInfo.InvariantCulture, $"<rect y=\"{top}\" width=\"{scene.Width}\" height=\"{height}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>\n");
        for (var index = 0; index < lines.Count; index++)
            Text(svg, lines[index], new ImagePoint(Margin, top + Margin + (index * LineSpacing)), OverlayColour.Plain.Hex);
    }

    private static void Text(StringBuilder svg, string text, ImagePoint topLeft, string colour)
    {
        // A dark rim keeps the letters legible on bright bone.
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(topLeft.X)}\" y=\"{Number(topLeft.Y + PixelFont.Height)}\" fill=\"{colour}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"stroke=\"#000000\" stroke-width=\"3\" paint-order=\"stroke\">{Escape(text)}</text>\n");
    }

    /// <summary>Escapes a text for XML, and drops what XML 1.0 cannot hold.</summary>
    private static string Escape(string text)
    {
        var clean = PlainText.Clean(text);
        var allowed = new StringBuilder(clean.Length);
        for (var index = 0; index < clean.Length; index++)
        {
            if (char.IsSurrogatePair(clean, index))
                allowed.Append(clean, index++, 2);
            else
                allowed.Append(XmlConvert.IsXmlChar(clean[index]) ? clean[index] : '\uFFFD');
        }

        return WebUtility.HtmlEncode(allowed.ToString());
    }

    private static string Points(IReadOnlyList<ImagePoint> corners) =>
        string.Join(' ', corners.Select(corner => $"{Number(corner.X)},{Number(corner.Y)}"));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
