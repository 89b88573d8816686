using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Areal densities of the lumbar vertebrae over that of L2–L4.</summary>
/// <param name="L1">L1 over L2–L4.</param>
/// <param name="L2">L2 over L2–L4.</param>
/// <param name="L3">L3 over L2–L4.</param>
/// <param name="L4">L4 over L2–L4; follows from L2 and L3, since L2–L4 is their mean over the areas.</param>
/// <param name="L1L4">L1–L4 over L2–L4.</param>
/// <remarks>
/// Fitted to 2,352 people of NHANES by <c>tests/Trabecula.Simulation.Tests/Golden/fit_nhanes.py</c>, and taken for Japanese people too,
/// of whom no such table is public. Young American women's and Indians' means (section 1.3 of the constants) have the same order: L1
/// 9 to 14 % below L2–L4, L2 to L4 within a few per cent of one another. Wear is in it: differences grow with age.
/// </remarks>
public sealed record LevelRatios(double L1, double L2, double L3, double L4, double L1L4)
{
    private const ulong Stream = 31;

    private static readonly double[] Ages = [20, 50, 80];

    private static readonly Fit Women = new(
        [0.2777, 0.3013, 0.3315, 0.3672],
        [[-0.1301, -0.0940, -0.1218], [-0.0201, -0.0197, -0.0559], [0.0135, 0.0114, 0.0186]],
        [[0.0691, 0.0739, 0.0886], [0.0393, 0.0400, 0.0569], [0.0216, 0.0280, 0.0344]],
        new CorrelatedNormals([[], [0.533], [0.001, -0.131]]));

    private static readonly Fit Men = new(
        [0.2863, 0.3065, 0.3319, 0.3617],
        [[-0.0619, -0.0689, -0.0903], [0.0026, -0.0049, -0.0339], [0.0065, -0.0009, 0.0041]],
        [[0.0591, 0.0645, 0.0696], [0.0355, 0.0406, 0.0409], [0.0236, 0.0320, 0.0273]],
        new CorrelatedNormals([[], [0.444], [-0.128, -0.247]]));

    // Residuals beyond this many standard deviations are not seen in 2,352 people and would make an impossible L4.
    private const double Farthest = 3.2;

    /// <summary>The ratio of one vertebra or of L1–L4; 1 for L2–L4.</summary>
    /// <param name="site">A lumbar site.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a lumbar site.</exception>
    public double Of(SkeletalSite site) => site switch
    {
        SkeletalSite.L1 => L1,
        SkeletalSite.L2 => L2,
        SkeletalSite.L3 => L3,
        SkeletalSite.L4 => L4,
        SkeletalSite.LumbarL1L4 => L1L4,
        SkeletalSite.LumbarL2L4 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(site), site, null),
    };

    /// <summary>Draws a person's ratios.</summary>
    /// <param name="sex">Sex.</param>
    /// <param name="age">Age, years.</param>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number of the person.</param>
    public static LevelRatios Draw(Sex sex, double age, ulong seed, int number)
    {
        Fit fit = sex == Sex.Female ? Women : Men;
        double[] residual = fit.Residuals.Draw(new DeterministicRandom(seed, (ulong)number, Stream));
        double Ratio(int i) => Math.Exp(
            At(fit.LogMeans[i], age) + (At(fit.Spreads[i], age) * Math.Clamp(residual[i], -Farthest, Farthest)));
        double l1 = Ratio(0), l2 = Ratio(1), l3 = Ratio(2);
        double[] areas = fit.Areas;
        double l4 = (1 - (areas[1] * l2) - (areas[2] * l3)) / areas[3];
        return new LevelRatios(l1, l2, l3, l4, (1 + (areas[0] * l1)) / (1 + areas[0]));
    }

    // Linear between the ages, and level beyond them.
    private static double At(double[] values, double age)
    {
        double within = Math.Clamp(age, Ages[0], Ages[^1]);
        int i = within < Ages[1] ? 0 : 1;
        return values[i] + ((values[i + 1] - values[i]) * (within - Ages[i]) / (Ages[i + 1] - Ages[i]));
    }

    /// <summary>One sex: mean areas over that of L2–L4; means and spreads of the logarithms of L1, L2, L3 at the ages.</summary>
    private sealed record Fit(double[] Areas, double[][] LogMeans, double[][] Spreads, CorrelatedNormals Residuals);
}
