namespace Trabecula.Evaluation;

/// <summary>The figure of a learning curve.</summary>
public static class LearningCurveFigure
{
    /// <summary>Errors over the number of subjects, with what is expected beyond them.</summary>
    /// <param name="title">What is learned.</param>
    /// <param name="points">Subjects and mean absolute errors, g/cm², fewest subjects first.</param>
    /// <param name="expectedSubjects">The number of subjects that the curve is continued to.</param>
    /// <param name="expected">The error that is expected there.</param>
    public static Figure Of(
        string title, IReadOnlyList<(double Subjects, double Error)> points, double expectedSubjects, Measure expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(points);
        var all = points.Select(point => point.Subjects).Append(expectedSubjects).Select(Math.Log10).ToArray();
        return new Chart(
                title,
                "subjects trained on, power of ten",
                "mean absolute error, g/cm²",
                new AxisScale(all.Min(), all.Max()),
                new AxisScale(0, points.Select(point => point.Error).Append(expected.Upper).Where(double.IsFinite).Max()))
            .Line(points.Select(point => (Math.Log10(point.Subjects), point.Error)), FigureColors.First)
            .Dots(points.Select(point => (Math.Log10(point.Subjects), point.Error)), FigureColors.First, 6)
            .Line([(Math.Log10(points[^1].Subjects), points[^1].Error), (Math.Log10(expectedSubjects), expected.Value)], FigureColors.Second, isDashed: true)
            .Bar(Math.Log10(expectedSubjects), expected, FigureColors.Second)
            .Dots([(Math.Log10(expectedSubjects), expected.Value)], FigureColors.Second, 6)
            .Legend("measured", FigureColors.First, atBottom: true)
            .Legend("expected, with 95 % interval", FigureColors.Second, atBottom: true)
            .Done();
    }
}
