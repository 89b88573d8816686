namespace Trabecula.Domain;

/// <summary>The range in which an areal BMD of the spine or hip can lie at all; outside it a cell or field is a slip.</summary>
public static class PlausibleDensity
{
    /// <summary>Lowest, g/cm²: far below the −2.5 SD cut-off of every site.</summary>
    public const double Lowest = 0.2;

    /// <summary>Highest, g/cm²: about twice the young adult mean of every site.</summary>
    public const double Highest = 2.5;

    /// <summary>Whether a density is plausible; NaN is not.</summary>
    /// <param name="bmd">Areal BMD, g/cm².</param>
    public static bool Contains(double bmd) => bmd is >= Lowest and <= Highest;
}
