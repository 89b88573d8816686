using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Normal numbers of mean 0 and variance 1 with given correlations.</summary>
internal sealed class CorrelatedNormals
{
    private readonly double[][] _factor;

    /// <summary>Takes the correlations.</summary>
    /// <param name="below">What lies below the diagonal, row by row; the first row is empty.</param>
    public CorrelatedNormals(double[][] below) => _factor = Factor(below);

    /// <summary>Draws one number for each row.</summary>
    public double[] Draw(DeterministicRandom random)
    {
        double[] independent = [.. _factor.Select(_ => random.Normal())];
        return [.. _factor.Select(row => row.Zip(independent, (f, z) => f * z).Sum())];
    }

    /// <summary>The lower triangle whose product with its transpose is the correlation matrix (Cholesky).</summary>
    private static double[][] Factor(double[][] below)
    {
        var factor = new double[below.Length][];
        for (int row = 0; row < factor.Length; row++)
        {
            factor[row] = new double[factor.Length];
            for (int column = 0; column <= row; column++)
            {
                double rest = column == row ? 1 : below[row][column];
                for (int k = 0; k < column; k++)
                {
                    rest -= factor[row][k] * factor[column][k];
                }

                factor[row][column] = column == row ? Math.Sqrt(rest) : rest / factor[column][column];
            }
        }

        return factor;
    }
}
