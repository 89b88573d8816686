namespace Trabecula.Dicom;

/// <summary>How much another system may answer, and how long it may take.</summary>
/// <param name="MaxAnswerBytes">The largest answer that is held in memory (lists, what became of a store), in bytes.</param>
/// <param name="MaxInstanceBytes">The largest instance that is fetched, in bytes.</param>
/// <param name="Query">How long a question may take.</param>
/// <param name="Transfer">How long it may take to fetch or store.</param>
public sealed record ArchiveLimits(long MaxAnswerBytes, long MaxInstanceBytes, TimeSpan Query, TimeSpan Transfer)
{
    /// <summary>16 MB, the largest file that <see cref="DicomLimits.Default"/> reads, 30 s, 5 min (a film of 60 MB at 2 Mbit/s).</summary>
    public static ArchiveLimits Default { get; } = new(16L << 20, DicomLimits.Default.MaxFileBytes, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));
}
