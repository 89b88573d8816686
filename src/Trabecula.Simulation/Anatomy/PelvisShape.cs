using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>How one person's pelvis differs from the mean one.</summary>
/// <param name="WingFlare">How far the crest leans outwards over the pelvic brim, 1 for the mean.</param>
/// <param name="WingHeight">Height of the wings, 1 for the mean.</param>
/// <param name="WingTurn">Turn of the wings about the long axis, radians; positive shows more of their face to the front.</param>
/// <param name="Inlet">Half the inlet's width over the mean's, mm.</param>
/// <param name="PubisDrop">How much lower than the mean the pubis lies, mm.</param>
/// <param name="SacralWidth">Width of the sacrum, 1 for the mean.</param>
/// <param name="SacralLength">Length of the sacrum, 1 for the mean.</param>
/// <param name="SacralBulge">How far the sacrum's middle lies behind its ends, mm.</param>
/// <param name="SacralTilt">Turn of its lower end to the front, radians.</param>
/// <param name="Cortex">Thickness of the walls, 1 for the mean.</param>
/// <param name="Inside">Density of the inside, 1 for the mean.</param>
/// <param name="Mottling">Relative unevenness of the inside.</param>
internal sealed record PelvisShape(
    float WingFlare,
    float WingHeight,
    float WingTurn,
    float Inlet,
    float PubisDrop,
    float SacralWidth,
    float SacralLength,
    float SacralBulge,
    float SacralTilt,
    float Cortex,
    float Inside,
    float Mottling)
{
    /// <summary>Draws a shape. Women's pelves are wider and lower with a broader inlet than men's (Gray's Anatomy, 41st ed., ch. 80).</summary>
    public static PelvisShape Draw(bool female, DeterministicRandom random) => new(
        (float)random.TruncatedNormal(female ? 1.05 : 0.95, 0.17, 0.55, 1.5),
        (float)random.TruncatedNormal(female ? 0.97 : 1.03, 0.05, 0.85, 1.16),
        (float)random.Normal(0, 0.08),
        (float)random.TruncatedNormal(female ? 2 : -2, 3, -8, 9),
        (float)random.TruncatedNormal(0, 4, -9, 9),
        (float)random.TruncatedNormal(female ? 1.02 : 0.98, 0.05, 0.86, 1.16),
        (float)random.TruncatedNormal(female ? 0.96 : 1.03, 0.07, 0.8, 1.2),
        (float)random.TruncatedNormal(14, 5, 3, 27),
        (float)random.Normal(0, 0.1),
        (float)Math.Exp(random.TruncatedNormal(0, 0.22, -0.5, 0.47)),
        (float)Math.Exp(random.TruncatedNormal(0, 0.22, -0.5, 0.47)),
        (float)random.Uniform(0.2, 0.5));
}
