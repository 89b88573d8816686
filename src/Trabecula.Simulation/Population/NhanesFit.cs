namespace Trabecula.Simulation;

/// <summary>The parameters of one sex in <see cref="NhanesPopulation"/>.</summary>
/// <param name="DecadeShares">Shares of people in their twenties to seventies.</param>
/// <param name="Means">Height in cm, natural logarithm of weight in kg, densities of L2–L4, femoral neck and total hip in g/cm²: five
/// means each, at <see cref="MeanAges"/>.</param>
/// <param name="Spreads">Standard deviations of the same five, at <see cref="SpreadAges"/>.</param>
/// <param name="Correlations">Between the standardised residuals of the five, below the diagonal, row by row.</param>
/// <remarks>
/// NHANES, US public domain; fitted by <c>tests/Trabecula.Simulation.Tests/Golden/fit_nhanes.py</c> to 2,352 complete cases of 20 to 79
/// years, without survey weights. Hologic scale.
/// </remarks>
internal sealed record NhanesFit(double[] DecadeShares, double[][] Means, double[][] Spreads, double[][] Correlations)
{
    /// <summary>Ages of the means, years; linear between them.</summary>
    public static readonly double[] MeanAges = [20, 35, 50, 65, 80];

    /// <summary>Ages of the standard deviations, years; linear between them.</summary>
    public static readonly double[] SpreadAges = [20, 50, 80];

    /// <summary>Share of women.</summary>
    public const double ShareOfWomen = 0.5072;

    /// <summary>The women.</summary>
    public static readonly NhanesFit Women = new(
        [0.1299, 0.1316, 0.2439, 0.2112, 0.2003, 0.0830],
        [
            [162.59, 162.22, 161.09, 158.94, 156.06],
            [4.2036, 4.2830, 4.3062, 4.3125, 4.2000],
            [1.0532, 1.1179, 1.0440, 0.9692, 0.9918],
            [0.8901, 0.8798, 0.8179, 0.7311, 0.6731],
            [0.9612, 0.9846, 0.9504, 0.8724, 0.8096],
        ],
        [[7.02, 6.76, 6.90], [0.2109, 0.2350, 0.1961], [0.1037, 0.1470, 0.1837], [0.1207, 0.1313, 0.1265], [0.1134, 0.1365, 0.1360]],
        [[], [0.327], [0.285, 0.413], [0.181, 0.506, 0.655], [0.166, 0.535, 0.676, 0.888]]);

    /// <summary>The men.</summary>
    public static readonly NhanesFit Men = new(
        [0.1493, 0.1381, 0.1915, 0.2226, 0.2053, 0.0932],
        [
            [175.52, 175.69, 174.85, 171.94, 173.09],
            [4.3169, 4.4560, 4.4336, 4.4202, 4.3670],
            [1.0720, 1.0587, 1.0531, 1.0808, 1.1000],
            [1.0024, 0.9141, 0.8485, 0.8104, 0.7541],
            [1.1077, 1.0536, 1.0292, 0.9838, 0.9609],
        ],
        [[8.03, 8.18, 6.88], [0.1870, 0.2059, 0.2020], [0.1225, 0.1530, 0.1950], [0.1577, 0.1319, 0.1359], [0.1597, 0.1431, 0.1406]],
        [[], [0.493], [0.263, 0.355], [0.164, 0.383, 0.687], [0.170, 0.429, 0.709, 0.897]]);

    /// <summary>The mean of one of the five at an age.</summary>
    public double Mean(int of, double age) => Between(MeanAges, Means[of], age);

    /// <summary>The standard deviation of one of the five at an age.</summary>
    public double Spread(int of, double age) => Between(SpreadAges, Spreads[of], age);

    private static double Between(double[] ages, double[] values, double age)
    {
        int i = 0;
        while (i < ages.Length - 2 && age > ages[i + 1])
        {
            i++;
        }

        return values[i] + ((values[i + 1] - values[i]) * (age - ages[i]) / (ages[i + 1] - ages[i]));
    }
}
