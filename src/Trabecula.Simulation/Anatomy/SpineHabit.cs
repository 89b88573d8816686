using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What the vertebrae of one person share; drawn wider than published spreads, for a localiser must hold on anybody.</summary>
/// <param name="Waist">Loss of width at mid-height, relative.</param>
/// <param name="Shell">Mineral of the bodies' shells, 1 for the mean.</param>
/// <param name="EndplateFactor">The endplates' mineral per area over the side walls'.</param>
/// <param name="CortexGcm3">Hydroxyapatite of the posterior cortex, g/cm³.</param>
/// <param name="CortexMm">Its thickness, mm.</param>
/// <param name="PosteriorShare">Share of the mineral in the body's window that lies behind the body.</param>
/// <param name="RoughnessMm">Unevenness of surfaces, mm.</param>
/// <param name="Mean">The mean form of the posterior elements.</param>
internal sealed record SpineHabit(
    double Waist,
    double Shell,
    double EndplateFactor,
    double CortexGcm3,
    double CortexMm,
    double PosteriorShare,
    double RoughnessMm,
    PosteriorForm Mean)
{
    /// <summary>Draws a person's habit.</summary>
    public static SpineHabit Draw(DeterministicRandom random) => new(
        Math.Clamp(random.Normal(0.13, 0.025), 0.06, 0.2),
        Math.Exp(random.Uniform(-0.35, 0.7)),
        random.Uniform(1.2, 2.2),

        // Laminae 1.0–2.0 mm, pedicles 0.5–1.5 mm thick; 45–55 % of the mineral behind the body (sections 3.4 and 3.5 of the constants).
        random.Uniform(0.45, 0.85),
        random.Uniform(0.5, 1.5),
        Math.Clamp(random.Normal(0.46, 0.06), 0.30, 0.6),
        random.Uniform(0.25, 0.75),
        new PosteriorForm(
            random.Uniform(0.75, 1.25),
            random.Uniform(0.8, 1.25),
            random.Uniform(0.8, 1.3),
            random.Uniform(0.9, 1.15),
            random.Uniform(0.75, 1.5),
            random.Uniform(0.8, 1.25),
            0,
            random.Uniform(0.75, 1.15),
            random.Normal(1, 3)));

    /// <summary>One vertebra's form around the person's mean.</summary>
    public PosteriorForm Posterior(DeterministicRandom random) => new(
        Mean.LaminaHeight * random.Normal(1, 0.05),
        Mean.LaminaThickness * random.Normal(1, 0.05),
        Mean.FacetSize * random.Normal(1, 0.06),
        Mean.FacetSpread * random.Normal(1, 0.03),
        Mean.SpinousThickness * random.Normal(1, 0.08),
        Mean.SpinousHeight * random.Normal(1, 0.06),
        random.Normal(0, 1.5),
        Mean.TransverseThickness * random.Normal(1, 0.06),
        Mean.TransverseRiseMm + random.Normal(0, 1));
}
