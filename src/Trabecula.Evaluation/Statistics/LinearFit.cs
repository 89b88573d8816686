namespace Trabecula.Evaluation;

/// <summary>A straight line by least squares.</summary>
/// <param name="Slope">Slope with its interval.</param>
/// <param name="Intercept">Intercept with its interval.</param>
/// <param name="SlopeProbability">Two-sided probability of so steep a slope where the true one is 0.</param>
public sealed record LinearFit(Measure Slope, Measure Intercept, double SlopeProbability)
{
    /// <summary>Fits y = intercept + slope · x; intervals by Student's t with n − 2 degrees of freedom.</summary>
    /// <remarks>R: <c>lm</c>, <c>confint</c>.</remarks>
    /// <param name="x">What is known.</param>
    /// <param name="y">What is to be told from it, as many.</param>
    /// <returns>The line; NaN where x does not vary; intervals are NaN below three values.</returns>
    public static LinearFit Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var pairs = new Pairs(x, y);
        if (!(pairs.SquaresMeasured > 0))
            return new LinearFit(Measure.Undefined, Measure.Undefined, double.NaN);
        var freedom = pairs.Count - 2;
        var slope = pairs.Products / pairs.SquaresMeasured;
        var intercept = pairs.MeanEstimated - (slope * pairs.MeanMeasured);
        var rest = 0.0;
        for (var i = 0; i < pairs.Count; i++)
        {
            var residual = y[i] - intercept - (slope * x[i]);
            rest += residual * residual;
        }

        var variance = freedom > 0 ? rest / freedom : double.NaN;
        var slopeError = Math.Sqrt(variance / pairs.SquaresMeasured);
        var interceptError = Math.Sqrt(variance * ((1.0 / pairs.Count) + (pairs.MeanMeasured * pairs.MeanMeasured / pairs.SquaresMeasured)));
        var t = Confidence.T(freedom);
        return new LinearFit(
            new Measure(slope, slope - (t * slopeError), slope + (t * slopeError)),
            new Measure(intercept, intercept - (t * interceptError), intercept + (t * interceptError)),
            slopeError > 0 ? Confidence.TwoSidedT(slope / slopeError, freedom) : double.NaN);
    }
}
