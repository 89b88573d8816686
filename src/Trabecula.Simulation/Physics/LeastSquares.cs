namespace Trabecula.Simulation;

/// <summary>Linear least squares with a ridge, for small systems.</summary>
internal sealed class LeastSquares(int unknowns)
{
    private readonly double[,] _normal = new double[unknowns, unknowns + 1];

    /// <summary>Adds one equation.</summary>
    public void Add(ReadOnlySpan<double> coefficients, double target)
    {
        for (var i = 0; i < unknowns; i++)
        {
            for (var j = 0; j < unknowns; j++)
                _normal[i, j] += coefficients[i] * coefficients[j];
            _normal[i, unknowns] += coefficients[i] * target;
        }
    }

    /// <summary>Solves; the ridge keeps the answer defined where unknowns are redundant.</summary>
    /// <remarks>Gauss elimination needs no pivoting here: the matrix is symmetric and positive definite.</remarks>
    public double[] Solve(double ridge)
    {
        var system = (double[,])_normal.Clone();
        for (var i = 0; i < unknowns; i++)
            system[i, i] += ridge;
        for (var pivot = 0; pivot < unknowns; pivot++)
        {
            for (var row = pivot + 1; row < unknowns; row++)
            {
                var factor = system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; column <= unknowns; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        }

        var solution = new double[unknowns];
        for (var row = unknowns - 1; row >= 0; row--)
        {
            var rest = system[row, unknowns];
            for (var column = row + 1; column < unknowns; column++)
                rest -= system[row, column] * solution[column];
            solution[row] = rest / system[row, row];
        }

        return solution;
    }
}
