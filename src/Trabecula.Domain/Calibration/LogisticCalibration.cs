namespace Trabecula.Domain;

/// <summary>A line through the log odds of a probability: logit(p′) = <paramref name="Intercept"/> + <paramref name="Slope"/> · logit(p).</summary>
/// <remarks>Intercept 0 and slope 1 leave the probability as it is (Platt 1999; Van Calster et al. 2016, J Clin Epidemiol 74:167).</remarks>
/// <param name="Intercept">Log odds.</param>
/// <param name="Slope">Above 0, so that the order of people stays.</param>
public sealed record LogisticCalibration(double Intercept, double Slope)
{
    /// <summary>Changes nothing.</summary>
    public static LogisticCalibration None { get; } = new(0, 1);

    /// <summary>Closer to 0 or 1 a probability counts as this; its log odds would have no bound.</summary>
    private const double Smallest = 1e-6;

    /// <summary>Log odds of a probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public static double LogOdds(double probability)
    {
        var bounded = Math.Clamp(probability, Smallest, 1 - Smallest);
        return Math.Log(bounded / (1 - bounded));
    }

    /// <summary>The calibrated probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public double Apply(double probability) =>
        this == None ? probability : 1 / (1 + Math.Exp(-(Intercept + (Slope * LogOdds(probability)))));
}
