namespace Trabecula.Learning.Study;

/// <summary>A subject of the inner part at one site.</summary>
/// <param name="Measured">By DXA, g/cm².</param>
/// <param name="Estimate">Of the network that was not trained on the subject, g/cm².</param>
/// <param name="Spread">Its spread, g/cm², or any other measure of doubt in proportion to it.</param>
/// <param name="Others">What else is known.</param>
internal sealed record InnerCase(double Measured, double Estimate, double Spread, double[] Others);

/// <summary>What the inner part of the training folds says of a site's estimates: a line, a factor of the spread, and one of the 90 % interval.</summary>
/// <remarks>
/// The interval is split-conformal (Vovk et al. 2005; Lei et al. 2018) with residuals over the predicted spread as scores. The line is
/// fitted on the same subjects, so scores are taken from lines that were fitted without the subject's fifth (cross-conformal, Vovk 2015).
/// </remarks>
internal sealed class SiteCalibration
{
    /// <summary>Fewer subjects calibrate nothing; the site is left out.</summary>
    public const int Fewest = 5;

    /// <summary>Subjects that the belief in the estimate as it is, is worth: a line through a handful of subjects would do harm.</summary>
    private const double Penalty = 20;

    private const int Parts = 5;
    private const double Coverage = 0.9;

    private readonly RidgeFit _line;

    private SiteCalibration(RidgeFit line, double spreadFactor, double intervalFactor) =>
        (_line, SpreadFactor, IntervalFactor) = (line, spreadFactor, intervalFactor);

    /// <summary>By what the spread is multiplied to be a standard deviation.</summary>
    public double SpreadFactor { get; }

    /// <summary>By what the spread is multiplied to reach from the estimate to the end of its 90 % interval.</summary>
    public double IntervalFactor { get; }

    /// <summary>Slope of the line where nothing but the estimate is known.</summary>
    public double Slope => Estimate(1, []) - Estimate(0, []);

    /// <summary>Its height at an estimate of 0, g/cm².</summary>
    public double Intercept => Estimate(0, []);

    /// <summary>Calibrates.</summary>
    /// <param name="cases">Subjects of the inner part, in an order that has nothing to do with their densities.</param>
    /// <returns>The calibration, or null below <see cref="Fewest"/> subjects.</returns>
    public static SiteCalibration? Of(IReadOnlyList<InnerCase> cases)
    {
        if (cases.Count < Fewest) return null;
        var scores = new double[cases.Count];
        for (var part = 0; part < Parts; part++)
        {
            var line = Line([.. cases.Where((_, i) => i % Parts != part)]);
            for (var i = part; i < cases.Count; i += Parts)
                scores[i] = Math.Abs(cases[i].Measured - Estimate(line, cases[i].Estimate, cases[i].Others)) / cases[i].Spread;
        }
        var spread = Math.Sqrt(scores.Average(score => score * score));
        return new SiteCalibration(Line(cases), Math.Max(spread, 1e-6), Quantile(scores));
    }

    /// <summary>The calibrated estimate, g/cm².</summary>
    public double Estimate(double estimate, double[] others) => Estimate(_line, estimate, others);

    private static double Estimate(RidgeFit line, double estimate, double[] others) => estimate + line.Predict(Variables(estimate, others));

    private static RidgeFit Line(IReadOnlyList<InnerCase> cases) => RidgeFit.Of(
        [.. cases.Select(one => Variables(one.Estimate, one.Others))], [.. cases.Select(one => one.Measured - one.Estimate)], Penalty);

    private static double[] Variables(double estimate, double[] others) => [estimate, .. others.Select(other => other - estimate)];

    /// <summary>The ⌈(n + 1) · 0.9⌉-th smallest score; the largest where there are fewer than nine.</summary>
    private static double Quantile(double[] scores)
    {
        double[] ordered = [.. scores.Order()];
        var rank = (int)Math.Ceiling((ordered.Length + 1) * Coverage);
        return ordered[Math.Min(rank, ordered.Length) - 1];
    }
}
