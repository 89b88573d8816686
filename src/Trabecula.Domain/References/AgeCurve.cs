namespace Trabecula.Domain;

/// <summary>Mean and spread of a density at one age.</summary>
/// <param name="AgeYears">Age, years.</param>
/// <param name="Mean">Mean areal BMD, g/cm².</param>
/// <param name="StandardDeviation">Spread, g/cm², above 0.</param>
public readonly record struct AgePoint(double AgeYears, double Mean, double StandardDeviation);

/// <summary>Density by age in a population, for Z-scores.</summary>
/// <param name="Points">At least one point, by rising age.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="Certainty">How sure they are, in words.</param>
public sealed record AgeCurve(IReadOnlyList<AgePoint> Points, string Source, string Certainty)
{
    /// <summary>Whether an age lies between the first and the last point.</summary>
    /// <param name="ageYears">Age, years.</param>
    public bool Covers(double ageYears) => ageYears >= Points[0].AgeYears && ageYears <= Points[^1].AgeYears;

    /// <summary>Mean and spread at an age: a straight line between two points, the end point beyond the ends.</summary>
    /// <param name="ageYears">Age, years.</param>
    /// <returns>The values, with the age at which the curve was really read.</returns>
    public AgePoint At(double ageYears)
    {
        if (ageYears <= Points[0].AgeYears)
            return Points[0];
        for (var i = 1; i < Points.Count; i++)
        {
            var (before, after) = (Points[i - 1], Points[i]);
            if (ageYears > after.AgeYears)
                continue;
            var part = (ageYears - before.AgeYears) / (after.AgeYears - before.AgeYears);
            return new AgePoint(
                ageYears,
                before.Mean + (part * (after.Mean - before.Mean)),
                before.StandardDeviation + (part * (after.StandardDeviation - before.StandardDeviation)));
        }

        return Points[^1];
    }
}
