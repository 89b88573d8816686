namespace Trabecula.Domain;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The 95th percentile: a 90 % interval reaches this many standard deviations to either side.</summary>
    public const double Quantile95 = 1.6448536269514722;

    private static readonly double[] Above =
    [
        0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
    ];

    private static readonly double[] Below =
    [
        0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
        440.413735824752,
    ];

    /// <summary>Probability of a value below <paramref name="z"/>, to about 1e-15.</summary>
    /// <remarks>Hart 1968 (Computer Approximations), algorithm 5666, as arranged by West 2005 (Wilmott Magazine, May, 70–76).</remarks>
    /// <param name="z">The value, in standard deviations.</param>
    public static double Cumulative(double z)
    {
        var x = Math.Abs(z);
        if (x > 37)
            return z > 0 ? 1 : 0;
        var density = Math.Exp(-x * x / 2);
        double tail;
        if (x < 7.07106781186547)
        {
            tail = density * Polynomial(Above, x) / Polynomial(Below, x);
        }
        else
        {
            var fraction = x + (1 / (x + (2 / (x + (3 / (x + (4 / (x + 0.65))))))));
            tail = density / (fraction * 2.506628274631);
        }

        return z > 0 ? 1 - tail : tail;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = (sum * x) + coefficient;
        return sum;
    }
}
