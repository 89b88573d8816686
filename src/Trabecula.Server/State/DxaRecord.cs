namespace Trabecula.Server;

/// <summary>A DXA result that arrived after the film, with which estimates are compared. It names a person.</summary>
public sealed class DxaRecord
{
    /// <summary>Number.</summary>
    public long Id { get; set; }

    /// <summary>Patient ID. Never logged.</summary>
    public required string PatientId { get; set; }

    /// <summary>The day of the scan.</summary>
    public DateOnly Date { get; set; }

    /// <summary>The densities and what else is known, as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>SHA-256 over Patient ID, date and content: what is given twice is kept once.</summary>
    public required string Sha256 { get; set; }

    /// <summary>User name of who added it.</summary>
    public required string AddedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset AddedAt { get; set; }
}
