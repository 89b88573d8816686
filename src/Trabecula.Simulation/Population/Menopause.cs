using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>When a woman has her last period, and what bone she loses around it.</summary>
/// <remarks>
/// The loss of 2 % a year at the spine is that of Taiji's women in the transition (1.99 % a year). Its length is chosen so that the mean
/// over women is the model of section 2.4 of the constants at 45 to 85 years, which was fitted to ROAD's prevalences. Losses speed up
/// one year before the last period (Greendale et al., J Bone Miner Res 2012, from memory).
/// </remarks>
internal static class Menopause
{
    // Median 50.5 years in Japan (Tamada and Iwasaki 1995: tenth percentile 45.3, ninetieth 56.3, so about 4 years of spread; from memory).
    private const double MedianYears = 50.5, SpreadYears = 4, EarliestYears = 38, LatestYears = 60;

    private const double LeadYears = 1, FastYears = 7.5;

    // g/cm² a year: at the spine 2 % of 1.02 a year while it is fast, then 0.0035; at the neck 0.0045 at all times from 44 years on, as
    // section 2.4 of the constants has it after 60 (Taiji's women of 40 to 49 years lose 0.55 % a year), and 0.0095 more while it is fast.
    private const double SpineFast = 0.0203, SpineSlow = 0.0035, NeckFast = 0.0095;

    private const ulong Stream = 30;
    private const int Nodes = 45;

    /// <summary>Draws a woman's age at menopause, years.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number of the person.</param>
    public static double Draw(ulong seed, int number) =>
        new DeterministicRandom(seed, (ulong)number, Stream).TruncatedNormal(MedianYears, SpreadYears, EarliestYears, LatestYears);

    /// <summary>What the spine has lost by an age on account of menopause, g/cm².</summary>
    /// <param name="age">The woman's age, years.</param>
    /// <param name="menopause">Her age at menopause, years.</param>
    public static double SpineLoss(double age, double menopause)
    {
        double since = Math.Max(0, age - (menopause - LeadYears)), fast = Math.Min(since, FastYears);
        return (SpineFast * fast) + (SpineSlow * (since - fast));
    }

    /// <summary>What the femoral neck has lost by an age on account of menopause, beyond what age takes, g/cm².</summary>
    /// <inheritdoc cref="SpineLoss"/>
    public static double NeckLoss(double age, double menopause) =>
        NeckFast * Math.Clamp(age - (menopause - LeadYears), 0, FastYears);

    /// <summary>Mean and variance of a loss over all women of an age.</summary>
    /// <param name="loss"><see cref="SpineLoss"/> or <see cref="NeckLoss"/>.</param>
    /// <param name="age">Their age, years.</param>
    public static (double Mean, double Variance) OverWomen(Func<double, double, double> loss, double age)
    {
        double weights = 0, sum = 0, squares = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double menopause = EarliestYears + ((i + 0.5) * (LatestYears - EarliestYears) / Nodes), z = (menopause - MedianYears) / SpreadYears;
            double weight = Math.Exp(-0.5 * z * z), lost = loss(age, menopause);
            weights += weight;
            sum += weight * lost;
            squares += weight * lost * lost;
        }

        double mean = sum / weights;
        return (mean, (squares / weights) - (mean * mean));
    }
}
