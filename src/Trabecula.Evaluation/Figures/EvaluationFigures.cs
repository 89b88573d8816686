using System.Globalization;

namespace Trabecula.Evaluation;

/// <summary>The figures of one site.</summary>
public static class EvaluationFigures
{
    /// <summary>Estimated over measured densities, with the line of identity and the calibration line.</summary>
    /// <param name="site">The site.</param>
    public static Figure Scatter(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var all = site.Rows.SelectMany(row => new[] { row.MeasuredBmd, row.EstimatedBmd }).ToArray();
        var axis = new AxisScale(all.Min(), all.Max());
        var (slope, intercept) = (site.Density.Calibration.Slope.Value, site.Density.Calibration.Intercept.Value);
        double[] ends = [site.Rows.Min(row => row.EstimatedBmd), site.Rows.Max(row => row.EstimatedBmd)];
        return new Chart("Measured over estimated", "estimated BMD, g/cm²", "measured BMD (DXA), g/cm²", axis, axis)
            .Dots(site.Rows.Select(row => (row.EstimatedBmd, row.MeasuredBmd)), FigureColors.First)
            .Line([(axis.Low, axis.Low), (axis.High, axis.High)], FigureColors.Reference, 1.4, isDashed: true)
            .Line(ends.Select(end => (end, intercept + (slope * end))), FigureColors.Second)
            .Legend("identity", FigureColors.Reference, atBottom: true)
            .Legend(Words($"calibration line, slope {slope:F2}"), FigureColors.Second, atBottom: true)
            .Done();
    }

    /// <summary>Bland and Altman's figure: differences over averages, bias and limits with their intervals.</summary>
    /// <param name="site">The site.</param>
    public static Figure BlandAltman(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var points = site.Rows.Select(row => (X: (row.MeasuredBmd + row.EstimatedBmd) / 2, Y: row.EstimatedBmd - row.MeasuredBmd)).ToArray();
        var analysis = site.Density.BlandAltman;
        var reach = points.Max(point => Math.Abs(point.Y));
        return new Chart(
                "Bland–Altman",
                "average of estimate and DXA, g/cm²",
                "estimate − DXA, g/cm²",
                new AxisScale(points.Min(point => point.X), points.Max(point => point.X)),
                new AxisScale(-reach, reach))
            .Level(analysis.UpperLimit, FigureColors.Second, isDashed: true)
            .Level(analysis.Bias, FigureColors.Second)
            .Level(analysis.LowerLimit, FigureColors.Second, isDashed: true)
            .Dots(points, FigureColors.First)
            .Done();
    }

    /// <summary>The receiver operating characteristics of both endpoints.</summary>
    /// <param name="site">The site.</param>
    public static Figure Roc(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var axis = new AxisScale(0, 1);
        var chart = new Chart("ROC", "1 − specificity", "sensitivity", axis, axis)
            .Line([(0, 0), (1, 1)], FigureColors.Reference, 1.2, isDashed: true);
        foreach (var endpoint in site.Endpoints.Where(endpoint => endpoint.Curve.Ill > 0 && endpoint.Curve.Others > 0))
        {
            var color = Color(endpoint.Endpoint);
            chart.Line(
                endpoint.Curve.Points.Select(point =>
                    ((double)point.FalsePositives / endpoint.Curve.Others, (double)point.TruePositives / endpoint.Curve.Ill)),
                color);
            chart.Legend(Words($"{endpoint.Endpoint.DisplayName()}, AUROC {endpoint.Area.Value:F3}"), color, atBottom: true);
        }

        return chart.Done();
    }

    /// <summary>Observed over predicted probabilities of both endpoints.</summary>
    /// <param name="site">The site.</param>
    public static Figure Calibration(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var axis = new AxisScale(0, 1);
        var chart = new Chart("Calibration of probabilities", "predicted probability", "observed share", axis, axis)
            .Line([(0, 0), (1, 1)], FigureColors.Reference, 1.2, isDashed: true);
        foreach (var endpoint in site.Endpoints.Where(endpoint => endpoint.Probabilities is not null))
        {
            var color = Color(endpoint.Endpoint);
            var bins = endpoint.Probabilities!.Calibration;
            foreach (var bin in bins)
                chart.Bar(bin.MeanPredicted, bin.Observed, color);
            chart.Line(bins.Select(bin => (bin.MeanPredicted, bin.Observed.Value)), color, 1.4)
                .Dots(bins.Select(bin => (bin.MeanPredicted, bin.Observed.Value)), color, 6)
                .Legend(endpoint.Endpoint.DisplayName(), color, atBottom: true);
        }

        return chart.Done();
    }

    /// <summary>Net benefit of one endpoint, beside sending everybody and nobody to DXA.</summary>
    /// <param name="endpoint">The endpoint, with probabilities.</param>
    public static Figure Decision(EndpointAccuracy endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var curve = endpoint.Probabilities?.NetBenefits ?? [];
        var prevalence = (double)endpoint.Ill / Math.Max(1, endpoint.Count);
        var low = Math.Min(-0.05, curve.Select(point => point.Model).DefaultIfEmpty(0).Min());
        // Beyond the axis the curve of "everybody" falls without end.
        var floor = Math.Max(low, -0.25 * Math.Max(prevalence, 0.2));
        return new Chart(
                $"Decision curve: {endpoint.Endpoint.DisplayName()}",
                "probability from which DXA is advised",
                "net benefit",
                new AxisScale(0, 1),
                new AxisScale(floor, Math.Max(prevalence, 0.05)))
            .Line([(0, 0), (1, 0)], FigureColors.Reference, 1.4)
            .Line(curve.Where(point => point.Everybody >= floor).Select(point => (point.Threshold, point.Everybody)), FigureColors.Second, isDashed: true)
            .Line(curve.Where(point => point.Model >= floor).Select(point => (point.Threshold, point.Model)), FigureColors.First)
            .Legend("model", FigureColors.First)
            .Legend("everybody", FigureColors.Second)
            .Legend("nobody", FigureColors.Reference)
            .Done();
    }

    /// <summary>Mean absolute error when only the surest are answered.</summary>
    /// <param name="site">The site, with intervals.</param>
    public static Figure SureOnly(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new Chart(
                "Answering only when sure: density",
                "share of people answered (narrowest intervals first)",
                "mean absolute error, g/cm²",
                new AxisScale(0, 1),
                new AxisScale(0, site.SureOnly.Max(point => point.Value)))
            .Line(site.SureOnly.Select(point => (point.Answered, point.Value)), FigureColors.First)
            .Dots(site.SureOnly.Select(point => (point.Answered, point.Value)), FigureColors.First, 5)
            .Done();
    }

    /// <summary>Share of wrong answers when only the surest are answered.</summary>
    /// <param name="site">The site, with probabilities.</param>
    public static Figure SureCategories(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var curves = site.Endpoints.Where(endpoint => endpoint.Probabilities is not null).ToArray();
        var chart = new Chart(
            "Answering only when sure: categories",
            "share of people answered (surest first)",
            "share of wrong answers",
            new AxisScale(0, 1),
            new AxisScale(0, curves.SelectMany(curve => curve.Probabilities!.SureOnly).Max(point => point.Value)));
        foreach (var curve in curves)
        {
            var color = Color(curve.Endpoint);
            chart.Line(curve.Probabilities!.SureOnly.Select(point => (point.Answered, point.Value)), color)
                .Dots(curve.Probabilities.SureOnly.Select(point => (point.Answered, point.Value)), color, 5)
                .Legend(curve.Endpoint.DisplayName(), color);
        }

        return chart.Done();
    }

    /// <summary>Curves of a reader's own, for instance a learning curve.</summary>
    /// <param name="title">What they show.</param>
    /// <param name="xLabel">Name and unit of what goes to the right.</param>
    /// <param name="yLabel">Name and unit of what goes up.</param>
    /// <param name="curves">Up to three curves: a name, and points with their intervals.</param>
    /// <exception cref="ArgumentException">There is no point, or there are more than three curves.</exception>
    public static Figure Curves(
        string title, string xLabel, string yLabel, IReadOnlyList<(string Name, IReadOnlyList<(double X, Measure Y)> Points)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        string[] colors = [FigureColors.First, FigureColors.Second, FigureColors.Third];
        var points = curves.SelectMany(curve => curve.Points).ToArray();
        if (points.Length == 0 || curves.Count > colors.Length)
            throw new ArgumentException("There must be points, and at most three curves.", nameof(curves));
        var heights = points.SelectMany(point => new[] { point.Y.Value, point.Y.Lower, point.Y.Upper }).Where(double.IsFinite).ToArray();
        var chart = new Chart(
            title,
            xLabel,
            yLabel,
            new AxisScale(points.Min(point => point.X), points.Max(point => point.X)),
            new AxisScale(Math.Min(0, heights.DefaultIfEmpty(0).Min()), heights.DefaultIfEmpty(1).Max()));
        foreach (var ((name, values), color) in curves.Zip(colors))
        {
            foreach (var (x, y) in values)
                chart.Bar(x, y, color);
            chart.Line(values.Select(value => (value.X, value.Y.Value)), color)
                .Dots(values.Select(value => (value.X, value.Y.Value)), color, 5)
                .Legend(name, color, atBottom: true);
        }

        return chart.Done();
    }

    private static string Color(Endpoint endpoint) =>
        endpoint == Endpoint.OsteopeniaOrWorse ? FigureColors.First : FigureColors.Second;

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
