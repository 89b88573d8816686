namespace Trabecula.Simulation;

/// <summary>The form of a compression fracture (Genant 1993).</summary>
public enum FractureKind
{
    /// <summary>The front is lower.</summary>
    Wedge,

    /// <summary>The middle is lower.</summary>
    Biconcave,

    /// <summary>All is lower.</summary>
    Crush,
}

/// <summary>A healed compression fracture of one vertebra.</summary>
/// <param name="Number">The vertebra, 0 for T1, 11 for T12, 12 for L1.</param>
/// <param name="Kind">Its form.</param>
/// <param name="Loss">The greatest loss of height, relative, 0.2 to 0.6.</param>
/// <param name="Lean">How much more the right (negative) or the left side has lost, relative, −0.25 to 0.25.</param>
public sealed record VertebralFracture(int Number, FractureKind Kind, double Loss, double Lean)
{
    /// <summary>Genant's grade: 1 from 20 % of loss on, 2 from 25 %, 3 from 40 %.</summary>
    public int Grade => Loss >= ThirdFrom ? 3 : Loss >= SecondFrom ? 2 : 1;

    /// <summary>Loss from which on a fracture has its grade (Genant 1993, J Bone Miner Res 8:1137), and the most that is drawn.</summary>
    internal const double FirstFrom = 0.20, SecondFrom = 0.25, ThirdFrom = 0.40, Most = 0.60;
}
