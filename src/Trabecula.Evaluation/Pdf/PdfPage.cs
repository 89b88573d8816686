using System.Globalization;
using System.Text;

namespace Trabecula.Evaluation;

/// <summary>One page that is being drawn; places are in points (1/72 inch) from its upper left corner.</summary>
internal sealed class PdfPage
{
    /// <summary>A4.</summary>
    public const double Width = 595;
    public const double Height = 842;

    private readonly StringBuilder _content = new();

    public List<PdfPicture> Pictures { get; } = [];

    public string Content => _content.ToString();

    public void Text(double x, double y, string encoded, PdfFont font, double size, string color, bool isUpright = false)
    {
        var matrix = isUpright ? "0 1 -1 0" : "1 0 0 1";
        Add($"BT {Rgb(color)} rg /{font.Resource} {size:0.##} Tf {matrix} {x:0.##} {Height - y:0.##} Tm (");
        foreach (var letter in encoded)
            _content.Append(letter is '(' or ')' or '\\' ? "\\" : "").Append(letter);
        _content.Append(") Tj ET\n");
    }

    public void Line(IReadOnlyList<FigurePoint> points, string color, double width, bool isDashed = false)
    {
        Add($"{Rgb(color)} RG {width:0.##} w 0 J {(isDashed ? "[4 3]" : "[]")} 0 d\n");
        Trace(points);
        _content.Append("S\n");
    }

    public void Area(IReadOnlyList<FigurePoint> points, string color)
    {
        Add($"{Rgb(color)} rg\n");
        Trace(points);
        _content.Append("f\n");
    }

    public void Dots(IReadOnlyList<FigurePoint> points, string color, double diameter)
    {
        Add($"{Rgb(color)} RG {diameter:0.##} w 1 J [] 0 d\n");
        foreach (var point in points)
            Add($"{point.X:0.##} {Height - point.Y:0.##} m {point.X:0.##} {Height - point.Y:0.##} l\n");
        _content.Append("S\n");
    }

    public void Picture(PdfPicture picture, double x, double y, double width, double height)
    {
        Pictures.Add(picture);
        Add($"q {width:0.##} 0 0 {height:0.##} {x:0.##} {Height - y - height:0.##} cm /P{Pictures.Count} Do Q\n");
    }

    /// <summary>Draws a figure with its upper left corner at a place.</summary>
    public void Figure(Figure figure, double x, double y, double scale)
    {
        FigurePoint Move(FigurePoint point) => new(x + (point.X * scale), y + (point.Y * scale));
        foreach (var mark in figure.Marks)
        {
            switch (mark)
            {
                case LineMark line:
                    Line([.. line.Points.Select(Move)], line.Color, line.Width * scale, line.IsDashed);
                    break;
                case AreaMark area:
                    Area([.. area.Points.Select(Move)], area.Color);
                    break;
                case DotsMark dots:
                    Dots([.. dots.Points.Select(Move)], dots.Color, dots.Diameter * scale);
                    break;
                case TextMark text:
                    Anchored(text, Move(text.At), text.Size * scale);
                    break;
                default:
                    throw new NotSupportedException($"A {mark.GetType().Name} cannot be drawn.");
            }
        }
    }

    private void Anchored(TextMark text, FigurePoint at, double size)
    {
        var font = text.IsBold ? PdfFont.Bold : PdfFont.Regular;
        var encoded = PdfFont.Encode(text.Text);
        var back = font.Width(encoded, size) * text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => 0.5, _ => 1 };
        if (text.IsUpright)
            Text(at.X, at.Y + back, encoded, font, size, text.Color, isUpright: true);
        else
            Text(at.X - back, at.Y, encoded, font, size, text.Color);
    }

    private void Trace(IReadOnlyList<FigurePoint> points)
    {
        for (var i = 0; i < points.Count; i++)
            Add($"{points[i].X:0.##} {Height - points[i].Y:0.##} {(i == 0 ? "m" : "l")}\n");
    }

    private void Add(FormattableString operators) => _content.Append(operators.ToString(CultureInfo.InvariantCulture));

    private static string Rgb(string color)
    {
        var value = int.Parse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(value >> 16) / 255.0:0.###} {((value >> 8) & 255) / 255.0:0.###} {(value & 255) / 255.0:0.###}");
    }
}
