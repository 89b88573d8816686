namespace Trabecula.Server;

/// <summary>What a change between two films of one person means.</summary>
internal static class SignificantChange
{
    /// <summary>
    /// Least significant change of L1–L4 with 95 % confidence, in per cent: 2.77 (ISCD) times the variation of two films of one person,
    /// 1.6 % for 107 simulated people whose second film was made in another room (docs/study).
    /// </summary>
    public const double LumbarPercent = 2.77 * 1.6;

    /// <summary>A change in per cent of the earlier density.</summary>
    /// <param name="before">The earlier density, g/cm².</param>
    /// <param name="after">The later one, g/cm².</param>
    public static double Percent(double before, double after) => 100 * (after - before) / before;

    /// <summary>Whether a change is larger than what two films of an unchanged person differ by.</summary>
    /// <param name="percent">The change in per cent.</param>
    public static bool Is(double percent) => Math.Abs(percent) >= LumbarPercent;
}
