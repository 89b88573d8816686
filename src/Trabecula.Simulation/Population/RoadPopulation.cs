using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A population like that of the ROAD study's 2005–07 baseline: Japanese, two thirds women, 65 years old on average.</summary>
/// <remarks>
/// The joint model is constructed: its prevalences are those published (osteoporosis at L2–L4 19.2 % of women, 3.4 % of men;
/// Yoshimura 2009, doi 10.1007/s00774-022-01352-4), its means and spreads by age are not measured values. Densities are on
/// Hologic's scale.
/// </remarks>
public static class RoadPopulation
{
    /// <summary>Draws one person. The same seed and number always give the same person.</summary>
    public static SimulatedSubject Draw(ulong seed, int number)
    {
        var random = new DeterministicRandom(seed, (ulong)number, 1);

        // ROAD third survey 2012–13: 67 % women, 65.3 ± 12.6 and 66.3 ± 13.0 years (doi 10.1007/s00774-018-0981-5).
        Sex sex = random.Chance(0.67) ? Sex.Female : Sex.Male;
        bool female = sex == Sex.Female;
        double age = random.TruncatedNormal(female ? 65.3 : 66.3, female ? 12.6 : 13.0, 25, 94);

        // Japanese national survey around 2015, heights and weights by decade (from memory), linear in age.
        double heightMean = female ? 158 - (0.27 * (age - 45)) : 171 - (0.26 * (age - 45));
        double weightMean = female ? 55.5 - (0.12 * (age - 45)) : 70 - (0.25 * (age - 45));
        double heightZ = random.Normal();
        double correlation = female ? 0.35 : 0.45;
        double weightZ = (correlation * heightZ) + (Math.Sqrt(1 - (correlation * correlation)) * random.Normal());
        double height = heightMean + (heightZ * (female ? 5.6 : 6.2));

        // Weights are skewed to the right; the spread is 8.5 and 10 kg.
        double spread = (female ? 8.5 : 10) / weightMean;
        double weight = weightMean * Math.Exp((spread * weightZ) - (spread * spread / 2));

        // Residual correlations: with weight 0.30 and 0.38, with height 0.15 for both, spine and neck 0.55 (women), 0.50 (men).
        (double lumbarZ, double neckZ) = DrawDensities(random, weightZ, heightZ, female ? 0.55 : 0.50, correlation);
        double lumbar = Math.Max(0.40, LumbarMean(female, age) + (lumbarZ * (female ? 0.15 : 0.17)));
        double neck = Math.Max(0.30, NeckMean(female, age) + (neckZ * (female ? 0.105 : 0.12)));

        // Total hip is the neck over 0.89 (women) or 0.90 (men), residual spread 0.045 (correlation about 0.9).
        double hip = Math.Max(0.35, (neck / (female ? 0.89 : 0.90)) + random.Normal(0, 0.045));
        return new SimulatedSubject(number, sex, age, height, weight, lumbar, neck, hip);
    }

    private static double LumbarMean(bool female, double age)
    {
        if (!female)
        {
            return 1.024 + (0.001 * (age - 66));
        }

        double fast = Math.Clamp(age - 46, 0, 14), slow = Math.Max(0, age - 60);
        return 1.02 - (0.0117 * fast) - (0.0035 * slow);
    }

    private static double NeckMean(bool female, double age)
    {
        if (!female)
        {
            return 0.84 - (0.00345 * (age - 40));
        }

        double fast = Math.Clamp(age - 44, 0, 16), slow = Math.Max(0, age - 60);
        return 0.787 - (0.0090 * fast) - (0.0045 * slow);
    }

    /// <summary>Two standard normal numbers with the wanted correlations to weight, to height and to one another.</summary>
    private static (double Lumbar, double Neck) DrawDensities(DeterministicRandom random, double weightZ, double heightZ, double together, double weightHeight)
    {
        // Regression weights b on the two standardised covariates whose correlation is r: b = R⁻¹ c.
        double determinant = 1 - (weightHeight * weightHeight);
        (double W, double H) Weights(double withWeight, double withHeight) =>
            ((withWeight - (weightHeight * withHeight)) / determinant, (withHeight - (weightHeight * withWeight)) / determinant);
        (double lw, double lh) = Weights(0.30, 0.15);
        (double nw, double nh) = Weights(0.38, 0.15);
        double lumbarExplained = (lw * 0.30) + (lh * 0.15), neckExplained = (nw * 0.38) + (nh * 0.15);
        double shared = (lw * 0.38) + (lh * 0.15);
        double lumbarRest = Math.Sqrt(1 - lumbarExplained), neckRest = Math.Sqrt(1 - neckExplained);
        double rest = (together - shared) / (lumbarRest * neckRest);
        double a = random.Normal(), b = (rest * a) + (Math.Sqrt(1 - (rest * rest)) * random.Normal());
        return ((lw * weightZ) + (lh * heightZ) + (lumbarRest * a), (nw * weightZ) + (nh * heightZ) + (neckRest * b));
    }
}
