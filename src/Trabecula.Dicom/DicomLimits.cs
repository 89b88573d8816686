namespace Trabecula.Dicom;

/// <summary>What a file may claim before it is refused. Nothing is allocated beyond these.</summary>
/// <param name="MaxFileBytes">The largest file, in bytes.</param>
/// <param name="MaxInflatedBytes">The most that a deflated dataset may inflate to, in bytes.</param>
/// <param name="MaxPixels">The largest image, rows times columns.</param>
/// <param name="MaxSequenceDepth">How deeply sequences may nest.</param>
/// <param name="MaxElements">How many elements, items and fragments an object may hold in all.</param>
public sealed record DicomLimits(
    long MaxFileBytes,
    long MaxInflatedBytes,
    long MaxPixels,
    int MaxSequenceDepth = 64,
    int MaxElements = 500_000)
{
    /// <summary>
    /// 512 MB of file, 128 MB inflated, 40 million pixels (a whole spine at 0.14 mm has 20 million),
    /// 64 levels, half a million elements.
    /// </summary>
    public static DicomLimits Default { get; } = new(512L << 20, 128L << 20, 40_000_000);
}
