namespace Trabecula.Server;

/// <summary>One file of a corrected result, in the <see cref="ContentStore"/>.</summary>
public sealed class RevisionObject
{
    /// <summary>Number of the record.</summary>
    public long Id { get; set; }

    /// <summary>The correction.</summary>
    public long RevisionId { get; set; }

    /// <summary>What it is; one of each for a correction.</summary>
    public ObjectKind Kind { get; set; }

    /// <summary>SHA-256 of its bytes.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Length in bytes.</summary>
    public long Bytes { get; set; }
}
