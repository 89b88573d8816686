namespace Trabecula.Simulation;

/// <summary>Size of one vertebra, in mm.</summary>
/// <param name="Width">Width of the body at its endplates.</param>
/// <param name="Depth">Depth of the body at its endplates.</param>
/// <param name="Height">Height of the body at its rim.</param>
/// <param name="DiscBelow">Height of the disc below it.</param>
/// <param name="PedicleHeight">Height of a pedicle.</param>
/// <param name="PedicleWidth">Width of a pedicle.</param>
/// <param name="CanalWidth">Distance between the pedicles' inner walls.</param>
/// <param name="CanalDepth">Depth of the canal.</param>
/// <param name="TransverseSpan">From tip to tip of the transverse processes.</param>
/// <param name="SpinousLength">From the canal's back wall to the spinous process's tip.</param>
public sealed record VertebraDimensions(
    double Width,
    double Depth,
    double Height,
    double DiscBelow,
    double PedicleHeight,
    double PedicleWidth,
    double CanalWidth,
    double CanalDepth,
    double TransverseSpan,
    double SpinousLength)
{
    // T1 … T12: Panjabi et al. 1991 (Spine 16:888), from memory, endplate width, depth, posterior height, pedicle height and
    // width, canal, transverse span. L1 … L5: endplate widths and depths after Clouthier 2023 (mean mesh, L2–L5) carried on to
    // L1, heights after the same, pedicles, canal and span after Panjabi 1992. Disc heights in the ordering of Shao 2002
    // around the mean of 7.1 mm of Clouthier 2023.
    private static readonly VertebraDimensions[] Mean =
    [
        new(26, 18.5, 15.0, 3.0, 9.6, 8.5, 21.8, 16.4, 75, 28),
        new(26, 19.6, 16.2, 3.0, 11.4, 8.2, 19.5, 15.5, 69, 28),
        new(26, 22.7, 16.4, 3.0, 11.9, 6.8, 18.3, 16.3, 61, 28),
        new(26, 23.3, 16.9, 3.2, 12.1, 6.3, 17.2, 16.6, 59, 28),
        new(26.5, 24.3, 17.2, 3.4, 11.9, 6.0, 17.0, 16.2, 61, 28),
        new(27.5, 26.0, 18.2, 3.6, 12.2, 6.0, 17.3, 16.5, 60, 28),
        new(29, 27.4, 19.0, 3.8, 12.1, 5.9, 17.3, 16.7, 60, 28),
        new(30.5, 27.9, 19.8, 4.0, 12.5, 6.7, 17.7, 16.0, 59, 28),
        new(32, 29.3, 20.4, 4.3, 13.9, 7.7, 17.9, 16.2, 59, 28),
        new(34, 30.5, 21.6, 4.6, 14.7, 9.0, 18.2, 15.5, 57, 26),
        new(36.5, 31.9, 23.0, 5.2, 17.4, 9.8, 19.4, 16.3, 51, 25),
        new(40.5, 32.8, 24.8, 6.0, 16.7, 8.7, 22.2, 18.1, 46, 26),
        new(43.5, 34.0, 26.6, 7.0, 15.9, 8.6, 23.7, 19.0, 71, 29),
        new(46, 35.0, 27.6, 8.2, 15.0, 8.3, 23.8, 18.2, 80, 31),
        new(48.5, 36.0, 27.9, 9.2, 14.4, 10.2, 24.3, 17.5, 88, 32),
        new(50.5, 36.3, 27.9, 10.0, 15.5, 13.5, 25.4, 18.6, 86, 31),
        new(52.5, 36.0, 27.6, 9.5, 19.6, 17.8, 27.1, 19.7, 93, 27),
    ];

    /// <summary>The mean adult's vertebra.</summary>
    /// <param name="index">0 for T1, 11 for T12, 12 for L1, 16 for L5.</param>
    public static VertebraDimensions OfLevel(int index) => Mean[index];

    /// <summary>The mean adult's vertebra in a spine with another number of lumbar ones: the first and the last are like L1 and L5.</summary>
    /// <param name="index">0 for T1, 12 for L1.</param>
    /// <param name="lumbarBodies">How many lumbar vertebrae.</param>
    internal static VertebraDimensions OfLevel(int index, int lumbarBodies)
    {
        double place = Place(index, lumbarBodies);
        int above = (int)place;
        return place == above ? Mean[above] : Mean[above].Towards(Mean[above + 1], place - above);
    }

    /// <summary>Which place of the usual spine a vertebra has, 0 for T1 to 16 for L5.</summary>
    internal static double Place(int index, int lumbarBodies) =>
        index <= SpineNumbering.LastThoracic ? index : 12 + ((index - 12) * 4.0 / (lumbarBodies - 1));

    private VertebraDimensions Towards(VertebraDimensions other, double share)
    {
        double Between(double own, double its) => own + (share * (its - own));
        return new VertebraDimensions(
            Between(Width, other.Width),
            Between(Depth, other.Depth),
            Between(Height, other.Height),
            Between(DiscBelow, other.DiscBelow),
            Between(PedicleHeight, other.PedicleHeight),
            Between(PedicleWidth, other.PedicleWidth),
            Between(CanalWidth, other.CanalWidth),
            Between(CanalDepth, other.CanalDepth),
            Between(TransverseSpan, other.TransverseSpan),
            Between(SpinousLength, other.SpinousLength));
    }

    /// <summary>Scales transverse sizes, heights and the disc apart from one another.</summary>
    public VertebraDimensions Scaled(double across, double along, double disc) => new(
        Width * across,
        Depth * across,
        Height * along,
        DiscBelow * disc,
        PedicleHeight * along,
        PedicleWidth * across,
        CanalWidth * across,
        CanalDepth * across,
        TransverseSpan * across,
        SpinousLength * across);
}
