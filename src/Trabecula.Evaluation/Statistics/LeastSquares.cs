using MathNet.Numerics.LinearAlgebra;

namespace Trabecula.Evaluation;

/// <summary>Linear regression on several variables.</summary>
public sealed class LeastSquares
{
    private readonly Vector<double> _coefficients;

    private LeastSquares(Vector<double> coefficients) => _coefficients = coefficients;

    /// <summary>The constant, then one coefficient for each variable.</summary>
    public IReadOnlyList<double> Coefficients => [.. _coefficients];

    /// <summary>Fits y = b₀ + Σ bⱼ xⱼ by QR decomposition (R: <c>lm</c>).</summary>
    /// <param name="variables">One row of variables for each case, all as long.</param>
    /// <param name="outcomes">The outcomes, as many.</param>
    /// <returns>The fit, or null where there are fewer cases than coefficients or the variables depend on one another.</returns>
    public static LeastSquares? Fit(IReadOnlyList<IReadOnlyList<double>> variables, IReadOnlyList<double> outcomes)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (variables.Count == 0 || variables.Count <= variables[0].Count)
            return null;
        var design = Matrix<double>.Build.Dense(variables.Count, variables[0].Count + 1, (i, j) => j == 0 ? 1 : variables[i][j - 1]);
        var qr = design.QR();
        return qr.IsFullRank ? new LeastSquares(qr.Solve(Vector<double>.Build.DenseOfEnumerable(outcomes))) : null;
    }

    /// <summary>The fitted value of a case.</summary>
    /// <param name="variables">Its variables, in the order of the fit.</param>
    public double Predict(IReadOnlyList<double> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var sum = _coefficients[0];
        for (var j = 0; j < variables.Count; j++)
            sum += _coefficients[j + 1] * variables[j];
        return sum;
    }
}
