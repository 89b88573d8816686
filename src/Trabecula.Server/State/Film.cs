namespace Trabecula.Server;

/// <summary>One record for each distinct film: its bytes, and what was stated of the person beside them.</summary>
/// <remarks>Whoever delivers it again finds this record; <see cref="Receipt"/> tells how often and from where.</remarks>
public sealed class Film
{
    /// <summary>Number of the record; later films have higher ones.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits; where they lie in the <see cref="ContentStore"/>.</summary>
    public required string Sha256 { get; set; }

    /// <summary>What was stated of the person with the request, in one canonical text; empty for nothing. See <see cref="StatedText"/>.</summary>
    public string Stated { get; set; } = "";

    /// <summary>Length in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>What the sender called the file, for showing only; never a path here.</summary>
    public string? FileName { get; set; }

    /// <summary>Whether the bytes are a DICOM object that could be read, so that DICOM results can be made.</summary>
    public bool IsDicom { get; set; }

    /// <summary>Patient ID of the object, or null. Searchable; never logged.</summary>
    public string? PatientId { get; set; }

    /// <summary>Patient's Name of the object as it stands there, or null. Never logged.</summary>
    public string? PatientName { get; set; }

    /// <summary>Accession Number of the object, or null.</summary>
    public string? AccessionNumber { get; set; }

    /// <summary>Study Date of the object, or null.</summary>
    public DateOnly? StudyDate { get; set; }

    /// <summary>Study Instance UID, or null.</summary>
    public string? StudyInstanceUid { get; set; }

    /// <summary>Series Instance UID, or null.</summary>
    public string? SeriesInstanceUid { get; set; }

    /// <summary>SOP Class UID, or null.</summary>
    public string? SopClassUid { get; set; }

    /// <summary>SOP Instance UID, or null.</summary>
    public string? SopInstanceUid { get; set; }

    /// <summary>The earlier film with the same SOP Instance UID but other bytes, or null. Such a film is estimated and shown, and not delivered.</summary>
    public long? ConflictsWithId { get; set; }

    /// <summary>How far it has come.</summary>
    public FilmState State { get; set; }

    /// <summary>When it was first received.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When it was last received.</summary>
    public DateTimeOffset LastReceivedAt { get; set; }

    /// <summary>When its result was stored, or null.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How often a worker has claimed it.</summary>
    public int Attempts { get; set; }

    /// <summary>When it may be claimed next; null where it is finished, claimed, or given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Until when a job for it is believed to be in the queue; null for none.</summary>
    public DateTimeOffset? QueuedUntil { get; set; }

    /// <summary>Who has claimed it; null for nobody.</summary>
    public Guid? LeaseOwner { get; set; }

    /// <summary>Until when the claim holds.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Code of the last failure, or of the reason for which the film was rejected; null for none.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Its sentence; holds no patient's name.</summary>
    public string? Reason { get; set; }

    /// <summary>Name of the model that judged it, or null.</summary>
    public string? ModelId { get; set; }

    /// <summary>Its version, or null.</summary>
    public string? ModelVersion { get; set; }

    /// <summary>The diagnosis' category (<c>normal</c>, <c>osteopenia</c>, <c>osteoporosis</c>), or null.</summary>
    public string? Category { get; set; }

    /// <summary>Areal BMD of L1–L4 in g/cm², or null.</summary>
    public double? LumbarBmd { get; set; }

    /// <summary>Lowest T-score of the sites, or null.</summary>
    public double? LowestTScore { get; set; }

    /// <summary>Where it came from.</summary>
    public List<Receipt> Receipts { get; } = [];

    /// <summary>What its result consists of; empty until it is finished.</summary>
    public List<FilmObject> Objects { get; } = [];
}
