namespace Trabecula.Learning.Study;

/// <summary>Linear regression whose coefficients are drawn towards 0 (Hoerl and Kennard 1970), on variables of one spread.</summary>
internal sealed class RidgeFit
{
    private const double Smallest = 1e-12;

    private readonly double _constant;
    private readonly double[] _coefficients;

    private RidgeFit(double constant, double[] coefficients) => (_constant, _coefficients) = (constant, coefficients);

    /// <summary>Fits y = b₀ + Σ bⱼ xⱼ.</summary>
    /// <param name="variables">One row for each case, all as long.</param>
    /// <param name="outcomes">As many outcomes, at least one.</param>
    /// <param name="penalty">How many cases the belief that all bⱼ are 0 is worth, above 0; b₀ is free.</param>
    public static RidgeFit Of(IReadOnlyList<double[]> variables, IReadOnlyList<double> outcomes, double penalty)
    {
        var (count, width) = (variables.Count, variables[0].Length);
        double[] means = [.. Enumerable.Range(0, width).Select(j => variables.Average(row => row[j]))];
        double[] spreads = [.. Enumerable.Range(0, width).Select(j => Math.Sqrt(variables.Average(row => Math.Pow(row[j] - means[j], 2))))];
        var mean = outcomes.Average();
        if (width == 0) return new RidgeFit(mean, []);
        // A variable that does not vary tells nothing: its column is 0, and so is its coefficient.
        double Standard(int i, int j) => spreads[j] > Smallest ? (variables[i][j] - means[j]) / spreads[j] : 0;
        var products = new double[width, width];
        var sums = new double[width];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var value = Standard(i, j);
                sums[j] += value * (outcomes[i] - mean);
                for (var k = 0; k <= j; k++) products[j, k] += value * Standard(i, k);
            }
        }
        for (var j = 0; j < width; j++) products[j, j] += penalty;
        var solution = Solve(products, sums);
        double[] coefficients = [.. solution.Select((value, j) => spreads[j] > Smallest ? value / spreads[j] : 0)];
        return new RidgeFit(mean - coefficients.Zip(means, (b, m) => b * m).Sum(), coefficients);
    }

    /// <summary>The fitted value of a case.</summary>
    public double Predict(double[] variables) => _constant + _coefficients.Zip(variables, (b, x) => b * x).Sum();

    /// <summary>Solves A x = b for a symmetric positive definite A, of which the lower half is read, by Cholesky's decomposition.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var solution = (double[])right.Clone();
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k < j; k++)
            {
                for (var i = j; i < size; i++) matrix[i, j] -= matrix[i, k] * matrix[j, k];
            }
            var root = Math.Sqrt(matrix[j, j]);
            for (var i = j; i < size; i++) matrix[i, j] /= root;
        }
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++) solution[i] -= matrix[i, k] * solution[k];
            solution[i] /= matrix[i, i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++) solution[i] -= matrix[k, i] * solution[k];
            solution[i] /= matrix[i, i];
        }
        return solution;
    }
}
