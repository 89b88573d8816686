namespace Trabecula.Server;

/// <summary>What is wrong with an audit log.</summary>
public enum AuditFlaw
{
    /// <summary>An entry, or its seal, is not as it was written.</summary>
    Changed,

    /// <summary>An entry was taken out.</summary>
    Missing,
}

/// <summary>What going through the audit log found.</summary>
/// <param name="Intact">Entries from the first on that are as they were written.</param>
/// <param name="Broken">Number of the first entry that is not; null where all are.</param>
/// <param name="Flaw">What is wrong with it; null where nothing is.</param>
public sealed record AuditVerdict(long Intact, long? Broken, AuditFlaw? Flaw);
