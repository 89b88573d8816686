using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A population like that of the ROAD study's 2005–07 baseline: Japanese, two thirds women, 65 years old on average.</summary>
/// <remarks>
/// The joint model is constructed (section 2.4 of the constants): its prevalences are those published (osteoporosis at L2–L4 19.2 % of
/// women, 3.4 % of men; Yoshimura 2009, doi 10.1007/s00774-022-01352-4), its means and spreads by age are not measured values. A woman
/// loses bone fast from her own menopause on (<see cref="Menopause"/>); means and spreads of all women by age stay the model's. Densities
/// are on Hologic's scale.
/// </remarks>
public static class RoadPopulation
{
    private const int Height = 0, Weight = 1, Lumbar = 2, Neck = 3, Hip = 4;

    // Heights and weights of the elderly 0.35 and 0.45, densities with weight 0.30 and 0.38, with height 0.15, spine and neck 0.55
    // (women), 0.50 (men): section 2.4 of the constants. Neck and total hip 0.84 and 0.88, so that with age they correlate by 0.9 within
    // either sex; the hip's others in the proportion to the neck's that NHANES has (NhanesFit).
    private static readonly CorrelatedNormals
        WomensResiduals = new([[], [0.35], [0.15, 0.30], [0.15, 0.38, 0.55], [0.14, 0.40, 0.57, 0.84]]),
        MensResiduals = new([[], [0.45], [0.15, 0.30], [0.15, 0.38, 0.50], [0.15, 0.42, 0.515, 0.88]]);

    /// <summary>Draws one person. The same seed and number always give the same person.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number in the cohort, from 0.</param>
    public static SimulatedSubject Draw(ulong seed, int number)
    {
        var random = new DeterministicRandom(seed, (ulong)number, 1);

        // ROAD third survey 2012–13: 67 % women, 65.3 ± 12.6 and 66.3 ± 13.0 years (doi 10.1007/s00774-018-0981-5).
        Sex sex = random.Chance(0.67) ? Sex.Female : Sex.Male;
        bool female = sex == Sex.Female;
        double age = random.TruncatedNormal(female ? 65.3 : 66.3, female ? 12.6 : 13.0, 25, 94);
        double[] residual = (female ? WomensResiduals : MensResiduals).Draw(random);

        // Japanese national survey around 2015, heights and weights by decade (from memory), linear in age.
        double heightMean = female ? 158 - (0.27 * (age - 45)) : 171 - (0.26 * (age - 45));
        double weightMean = female ? 55.5 - (0.12 * (age - 45)) : 70 - (0.25 * (age - 45));
        double height = heightMean + (residual[Height] * (female ? 5.6 : 6.2));

        // Weights are skewed to the right; the spread is 8.5 and 10 kg.
        double spread = (female ? 8.5 : 10) / weightMean;
        double weight = weightMean * Math.Exp((spread * residual[Weight]) - (spread * spread / 2));

        double? menopause = female ? Menopause.Draw(seed, number) : null;
        (double lumbarMean, double lumbarSpread) = LumbarAt(age, menopause);
        (double neckMean, double neckSpread) = NeckAt(age, menopause);

        // The total hip is the neck over 0.89 (women) or 0.90 (men), and spreads by 4 and 8 % more than the neck, as in NHANES.
        double hipMean = neckMean / (female ? 0.89 : 0.90), hipSpread = neckSpread * (female ? 1.04 : 1.08);
        return new SimulatedSubject(
            number,
            sex,
            age,
            height,
            weight,
            menopause,
            Math.Max(0.40, lumbarMean + (residual[Lumbar] * lumbarSpread)),
            LevelRatios.Draw(sex, age, seed, number),
            Math.Max(0.30, neckMean + (residual[Neck] * neckSpread)),
            Math.Max(0.35, hipMean + (residual[Hip] * hipSpread)));
    }

    // Spreads of 0.15 (women), 0.17 (men) at the spine and 0.105, 0.12 at the neck; women's menopause is part of theirs.
    private static (double Mean, double Spread) LumbarAt(double age, double? menopause) => menopause is { } own
        ? (1.02 - Menopause.SpineLoss(age, own), Rest(0.15, Menopause.OverWomen(Menopause.SpineLoss, age).Variance))
        : (1.024 + (0.001 * (age - 66)), 0.17);

    private static (double Mean, double Spread) NeckAt(double age, double? menopause) => menopause is { } own
        ? (0.787 - (0.0045 * Math.Max(0, age - 44)) - Menopause.NeckLoss(age, own), Rest(0.105, Menopause.OverWomen(Menopause.NeckLoss, age).Variance))
        : (0.84 - (0.00345 * (age - 40)), 0.12);

    private static double Rest(double spread, double variance) => Math.Sqrt((spread * spread) - variance);
}
