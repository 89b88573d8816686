using System.Globalization;

namespace Trabecula.Evaluation;

/// <summary>The forest of subgroups: mean absolute error and coverage, each with its interval.</summary>
public static class ForestFigure
{
    private const double Width = 640;
    private const double RowHeight = 18;
    private const double Top = 58;
    private const double Bottom = 34;
    private const double LabelEnd = 190;
    private const double CountEnd = 232;
    private const double LetterSize = 11;

    /// <summary>Draws the subgroups that are large enough to be evaluated.</summary>
    /// <param name="site">The site.</param>
    /// <returns>The figure, or null where no subgroup is large enough.</returns>
    public static Figure? Of(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var rows = site.Subgroups.Where(subgroup => double.IsFinite(subgroup.MeanAbsoluteError.Value)).ToArray();
        if (rows.Length == 0)
            return null;
        var axes = rows.Select(row => row.Axis).Distinct().Count();
        var height = Top + ((rows.Length + axes) * RowHeight) + Bottom;
        var error = new Panel(
            250, site.Coverage is null ? Width - 20 : 430, new AxisScale(0, rows.Max(row => row.MeanAbsoluteError.Upper)), "mean absolute error, g/cm²");
        var coverage = site.Coverage is null
            ? null
            : new Panel(460, Width - 20, new AxisScale(Math.Min(0.8, rows.Min(row => row.Coverage?.Covered.Lower ?? 1)), 1), "90 % intervals cover");
        var marks = new List<FigureMark> { Text(8, 20, "Subgroups", TextAnchor.Start, FigureColors.Ink, true), Text(CountEnd, 44, "n", TextAnchor.End) };
        foreach (var panel in new[] { error, coverage }.OfType<Panel>())
            marks.AddRange(panel.Frame(height));
        marks.Add(Upright(error.At(site.Density.MeanAbsoluteError.Value), height));
        if (coverage is not null)
            marks.Add(Upright(coverage.At(0.9), height));
        var y = Top;
        var axis = string.Empty;
        foreach (var row in rows)
        {
            if (row.Axis != axis)
            {
                axis = row.Axis;
                y += RowHeight;
                marks.Add(Text(8, y - 5, axis, TextAnchor.Start, FigureColors.Ink, true));
            }

            y += RowHeight;
            marks.Add(Text(LabelEnd, y - 5, Short(row.Name), TextAnchor.End, FigureColors.Ink));
            marks.Add(Text(CountEnd, y - 5, row.Count.ToString(CultureInfo.InvariantCulture), TextAnchor.End));
            marks.AddRange(error.Value(row.MeanAbsoluteError, y - 9));
            if (coverage is not null && row.Coverage is { } covered)
                marks.AddRange(coverage.Value(covered.Covered, y - 9));
        }

        return new Figure("Subgroups: mean absolute error and coverage", Width, height, marks);
    }

    private static string Short(string name) => name.Length <= 26 ? name : name[..25] + "…";

    private static LineMark Upright(double x, double height) =>
        new([new FigurePoint(x, Top), new FigurePoint(x, height - Bottom)], FigureColors.Second, 1.2, IsDashed: true);

    private static TextMark Text(
        double x, double y, string text, TextAnchor anchor, string color = FigureColors.Muted, bool isBold = false) =>
        new(new FigurePoint(x, y), text, LetterSize, color, anchor, isBold);

    /// <summary>One column of the forest.</summary>
    private sealed record Panel(double Left, double Right, AxisScale Scale, string Label)
    {
        public double At(double value) => Left + (Scale.Place(value) * (Right - Left));

        public IEnumerable<FigureMark> Frame(double height)
        {
            yield return Text((Left + Right) / 2, 44, Label, TextAnchor.Middle);
            foreach (var (value, label) in Scale.Ticks())
            {
                yield return new LineMark([new FigurePoint(At(value), Top), new FigurePoint(At(value), height - Bottom)], FigureColors.Grid, 1);
                yield return Text(At(value), height - Bottom + 16, label, TextAnchor.Middle);
            }
        }

        public IEnumerable<FigureMark> Value(Measure value, double y)
        {
            if (double.IsFinite(value.Lower) && double.IsFinite(value.Upper))
                yield return new LineMark([new FigurePoint(At(value.Lower), y), new FigurePoint(At(value.Upper), y)], FigureColors.First, 1.6);
            yield return new DotsMark([new FigurePoint(At(value.Value), y)], FigureColors.First, 6);
        }
    }
}
