using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A population like the people whom NHANES measured: of the United States, half women, 20 to 80 years old.</summary>
/// <remarks>
/// Height and the logarithm of weight are normal, densities log-normal (those measured are skewed to the right, men's spines most),
/// with the means and spreads of <see cref="NhanesFit"/> at the person's age. The table has no survey weights, so this is the
/// population of the table and not of the country. Its densities were measured, so that a scanner's noise is already in them.
/// </remarks>
public static class NhanesPopulation
{
    private const int Height = 0, LogWeight = 1, Lumbar = 2, Neck = 3, Hip = 4, Count = 5;
    private const ulong Stream = 20;

    private static readonly double[][] WomensFactor = Factor(NhanesFit.Women.Correlations), MensFactor = Factor(NhanesFit.Men.Correlations);

    /// <summary>Draws one person. The same seed and number always give the same person.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number in the cohort, from 0.</param>
    public static SimulatedSubject Draw(ulong seed, int number)
    {
        var random = new DeterministicRandom(seed, (ulong)number, Stream);
        Sex sex = random.Chance(NhanesFit.ShareOfWomen) ? Sex.Female : Sex.Male;
        (NhanesFit fit, double[][] factor) = sex == Sex.Female ? (NhanesFit.Women, WomensFactor) : (NhanesFit.Men, MensFactor);
        double age = DrawAge(fit.DecadeShares, random);
        double[] independent = [.. Enumerable.Range(0, Count).Select(_ => random.Normal())];
        double Residual(int of) => factor[of].Zip(independent, (f, z) => f * z).Sum();
        double Normal(int of) => fit.Mean(of, age) + (fit.Spread(of, age) * Residual(of));

        // Mean and spread stay those fitted: variance of the logarithm ln(1 + (spread / mean)²).
        double Skewed(int of)
        {
            double mean = fit.Mean(of, age), variance = Math.Log(1 + Math.Pow(fit.Spread(of, age) / mean, 2));
            return mean * Math.Exp((Math.Sqrt(variance) * Residual(of)) - (variance / 2));
        }

        return new SimulatedSubject(number, sex, age, Normal(Height), Math.Exp(Normal(LogWeight)), Skewed(Lumbar), Skewed(Neck), Skewed(Hip));
    }

    private static double DrawAge(double[] shares, DeterministicRandom random)
    {
        double place = random.NextDouble() * shares.Sum();
        int decade = 0;
        while (decade < shares.Length - 1 && place >= shares[decade])
        {
            place -= shares[decade++];
        }

        return 20 + (10 * (decade + random.NextDouble()));
    }

    /// <summary>The lower triangle whose product with its transpose is the correlation matrix (Cholesky).</summary>
    private static double[][] Factor(double[][] below)
    {
        var factor = new double[Count][];
        for (int row = 0; row < Count; row++)
        {
            factor[row] = new double[Count];
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
