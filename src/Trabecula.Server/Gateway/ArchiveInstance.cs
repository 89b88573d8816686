namespace Trabecula.Server;

/// <summary>An instance of an archive that is to be looked at; there is one such record at most, however often the archive tells of it.</summary>
public sealed class ArchiveInstance
{
    /// <summary>Number of the record.</summary>
    public long Id { get; set; }

    /// <summary>Name of the archive in the settings.</summary>
    public required string Archive { get; set; }

    /// <summary>What the archive calls the instance: Orthanc's identifier, or its SOP Instance UID.</summary>
    public required string ArchiveId { get; set; }

    /// <summary>Study Instance UID as the archive tells it; empty where it tells none.</summary>
    public string StudyInstanceUid { get; set; } = "";

    /// <summary>Series Instance UID as the archive tells it; empty where it tells none.</summary>
    public string SeriesInstanceUid { get; set; } = "";

    /// <summary>SOP Instance UID as the archive tells it; empty where it tells none.</summary>
    public string SopInstanceUid { get; set; } = "";

    /// <summary>How far it has come.</summary>
    public ArchiveInstanceState State { get; set; }

    /// <summary>When the archive told of it.</summary>
    public DateTimeOffset FoundAt { get; set; }

    /// <summary>How often fetching it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is fetched next; null where it was, or was given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The film that it became, or null.</summary>
    public long? FilmId { get; set; }

    /// <summary>Code of the last failure, or null.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Its sentence, or null.</summary>
    public string? Reason { get; set; }
}
