namespace Trabecula.Evaluation;

/// <summary>A figure with two axes that is being drawn.</summary>
internal sealed class Chart
{
    public const double Width = 440;
    public const double Height = 340;
    private const double Left = 58;
    private const double Right = 16;
    private const double Top = 34;
    private const double Bottom = 46;
    private const double LetterSize = 11;

    /// <summary>More dots than this are thinned evenly: they would only cover one another.</summary>
    private const int MostDots = 4000;

    private readonly string _title;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly List<FigureMark> _marks = [];
    private int _legendLines;

    public Chart(string title, string xLabel, string yLabel, AxisScale x, AxisScale y)
    {
        (_title, _x, _y) = (title, x, y);
        foreach (var (value, label) in x.Ticks())
        {
            _marks.Add(new LineMark([At(value, y.Low), At(value, y.High)], FigureColors.Grid, 1));
            _marks.Add(Text(At(value, y.Low).X, Height - Bottom + 16, label, TextAnchor.Middle));
        }

        foreach (var (value, label) in y.Ticks())
        {
            _marks.Add(new LineMark([At(x.Low, value), At(x.High, value)], FigureColors.Grid, 1));
            _marks.Add(Text(Left - 6, At(x.Low, value).Y + 4, label, TextAnchor.End));
        }

        _marks.Add(new LineMark([At(x.Low, y.High), At(x.Low, y.Low), At(x.High, y.Low)], FigureColors.Muted, 1));
        _marks.Add(new TextMark(new FigurePoint(Left, 18), title, 13, FigureColors.Ink, IsBold: true));
        _marks.Add(Text((Left + Width - Right) / 2, Height - 10, xLabel, TextAnchor.Middle));
        _marks.Add(new TextMark(
            new FigurePoint(14, (Top + Height - Bottom) / 2), yLabel, LetterSize, FigureColors.Muted, TextAnchor.Middle, IsUpright: true));
    }

    public Chart Dots(IEnumerable<(double X, double Y)> values, string color, double diameter = 3.2)
    {
        var points = values.Where(value => double.IsFinite(value.X) && double.IsFinite(value.Y)).Select(value => At(value.X, value.Y)).ToArray();
        var every = Math.Max(1, (points.Length + MostDots - 1) / MostDots);
        _marks.Add(new DotsMark([.. points.Where((_, i) => i % every == 0)], color, diameter));
        return this;
    }

    public Chart Line(IEnumerable<(double X, double Y)> values, string color, double width = 1.8, bool isDashed = false)
    {
        var points = values.Where(value => double.IsFinite(value.X) && double.IsFinite(value.Y)).Select(value => At(value.X, value.Y)).ToArray();
        if (points.Length > 1)
            _marks.Add(new LineMark(points, color, width, isDashed));
        return this;
    }

    /// <summary>A level across the chart with the band of its interval.</summary>
    public Chart Level(Measure value, string color, bool isDashed = false)
    {
        if (double.IsFinite(value.Lower) && double.IsFinite(value.Upper))
        {
            _marks.Add(new AreaMark(
                [At(_x.Low, value.Lower), At(_x.High, value.Lower), At(_x.High, value.Upper), At(_x.Low, value.Upper)], FigureColors.Band));
        }

        return Line([(_x.Low, value.Value), (_x.High, value.Value)], color, 1.4, isDashed);
    }

    public Chart Bar(double x, Measure value, string color) => Line([(x, value.Lower), (x, value.Upper)], color, 1.2);

    /// <summary>A line of the legend; they stand above one another in a corner.</summary>
    public Chart Legend(string text, string color, bool atBottom = false)
    {
        const double lineHeight = 15;
        var y = atBottom ? Height - Bottom - 10 - (_legendLines * lineHeight) : Top + 14 + (_legendLines * lineHeight);
        _legendLines++;
        var end = Width - Right - 6;
        _marks.Add(new LineMark([new FigurePoint(end - 16, y - 4), new FigurePoint(end, y - 4)], color, 3));
        _marks.Add(new TextMark(new FigurePoint(end - 21, y), text, LetterSize, FigureColors.Ink, TextAnchor.End));
        return this;
    }

    public Figure Done() => new(_title, Width, Height, [.. _marks]);

    private FigurePoint At(double x, double y) => new(
        Left + (_x.Place(x) * (Width - Left - Right)), Height - Bottom - (_y.Place(y) * (Height - Top - Bottom)));

    private static TextMark Text(double x, double y, string text, TextAnchor anchor) =>
        new(new FigurePoint(x, y), text, LetterSize, FigureColors.Muted, anchor);
}
