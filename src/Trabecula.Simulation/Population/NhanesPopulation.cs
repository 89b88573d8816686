using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A population like the people whom NHANES measured: of the United States, half women, 20 to 80 years old.</summary>
/// <remarks>
/// Height and the logarithm of weight are normal, densities log-normal (those measured are skewed to the right, men's spines most),
/// with the means and spreads of <see cref="NhanesFit"/> at the person's age. The table has no survey weights, so this is the
/// population of the table and not of the country. Its densities were measured, so that a scanner's noise is already in them. The
/// table tells no age at menopause, and of women past 49 years not whether they have reached it, so menopause and what it takes are
/// those of <see cref="RoadPopulation"/>.
/// </remarks>
public static class NhanesPopulation
{
    private const int Height = 0, LogWeight = 1, Lumbar = 2, Neck = 3, Hip = 4;
    private const ulong Stream = 20;

    // Women's total hip over their neck, section 2.4 of the constants.
    private const double HipOverNeck = 1 / 0.89;

    private static readonly CorrelatedNormals WomensResiduals = new(NhanesFit.Women.Correlations), MensResiduals = new(NhanesFit.Men.Correlations);

    /// <summary>Draws one person. The same seed and number always give the same person.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number in the cohort, from 0.</param>
    public static SimulatedSubject Draw(ulong seed, int number)
    {
        var random = new DeterministicRandom(seed, (ulong)number, Stream);
        Sex sex = random.Chance(NhanesFit.ShareOfWomen) ? Sex.Female : Sex.Male;
        NhanesFit fit = sex == Sex.Female ? NhanesFit.Women : NhanesFit.Men;
        double age = DrawAge(fit.DecadeShares, random);
        double[] residual = (sex == Sex.Female ? WomensResiduals : MensResiduals).Draw(random);
        double Normal(int of) => fit.Mean(of, age) + (fit.Spread(of, age) * residual[of]);

        // Mean and spread of all women stay those fitted, a woman's own mean is that of her menopause. Variance of the logarithm
        // ln(1 + (spread / mean)²).
        double? menopause = sex == Sex.Female ? Menopause.Draw(seed, number) : null;
        double Skewed(int of, Func<double, double, double> loss, double scale = 1)
        {
            (double lossMean, double lossVariance) = menopause is null ? (0, 0) : Menopause.OverWomen(loss, age);
            double mean = fit.Mean(of, age) + (menopause is { } own ? scale * (lossMean - loss(age, own)) : 0);
            double variance = Math.Log(1 + ((Math.Pow(fit.Spread(of, age), 2) - (scale * scale * lossVariance)) / (mean * mean)));
            return mean * Math.Exp((Math.Sqrt(variance) * residual[of]) - (variance / 2));
        }

        return new SimulatedSubject(
            number,
            sex,
            age,
            Normal(Height),
            Math.Exp(Normal(LogWeight)),
            menopause,
            Skewed(Lumbar, Menopause.SpineLoss),
            LevelRatios.Draw(sex, age, seed, number),
            Skewed(Neck, Menopause.NeckLoss),
            Skewed(Hip, Menopause.NeckLoss, HipOverNeck));
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
}
