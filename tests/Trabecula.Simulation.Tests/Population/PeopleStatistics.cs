namespace Trabecula.Simulation.Tests.Population;

/// <summary>Statistics of drawn people.</summary>
internal static class PeopleStatistics
{
    public static double Spread(this IReadOnlyCollection<SimulatedSubject> people, Func<SimulatedSubject, double> of)
    {
        double mean = people.Average(of);
        return Math.Sqrt(people.Sum(p => Math.Pow(of(p) - mean, 2)) / (people.Count - 1));
    }

    public static double Share(this IEnumerable<SimulatedSubject> people, Func<SimulatedSubject, bool> of) => people.Average(p => of(p) ? 1.0 : 0);

    public static double Correlation(this IReadOnlyCollection<SimulatedSubject> people, Func<SimulatedSubject, double> a, Func<SimulatedSubject, double> b)
    {
        double meanA = people.Average(a), meanB = people.Average(b);
        double ab = people.Sum(p => (a(p) - meanA) * (b(p) - meanB));
        return ab / ((people.Count - 1) * people.Spread(a) * people.Spread(b));
    }

    /// <summary>Slope of the least-squares line of <paramref name="y"/> against <paramref name="x"/>.</summary>
    public static double Slope(this IReadOnlyCollection<SimulatedSubject> people, Func<SimulatedSubject, double> x, Func<SimulatedSubject, double> y) =>
        people.Correlation(x, y) * people.Spread(y) / people.Spread(x);

    /// <summary>Share of the variance of <paramref name="y"/> that a linear model of the others explains.</summary>
    public static double Explained(this IReadOnlyCollection<SimulatedSubject> people, Func<SimulatedSubject, double> y, params Func<SimulatedSubject, double>[] by)
    {
        // With standardised variables: r' R⁻¹ r, by Gaussian elimination without pivots, since R is positive definite.
        int n = by.Length;
        double[][] rows = [.. by.Select(a => (double[])[.. by.Select(b => people.Correlation(a, b)), people.Correlation(a, y)])];
        double[] with = [.. rows.Select(row => row[n])];
        for (int i = 0; i < n; i++)
        {
            rows[i] = [.. rows[i].Select(v => v / rows[i][i])];
            for (int k = 0; k < n; k++)
            {
                if (k != i)
                {
                    rows[k] = [.. rows[k].Zip(rows[i], (v, own) => v - (rows[k][i] * own))];
                }
            }
        }

        return rows.Select((row, i) => row[n] * with[i]).Sum();
    }
}
