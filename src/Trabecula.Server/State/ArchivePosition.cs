namespace Trabecula.Server;

/// <summary>How far an archive's changes have been read.</summary>
public sealed class ArchivePosition
{
    /// <summary>Name of the archive in the settings.</summary>
    public required string Archive { get; set; }

    /// <summary>What the archive calls the place, for instance the number of its last change that was dealt with.</summary>
    public required string Position { get; set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset WrittenAt { get; set; }
}
