namespace Trabecula.Server;

/// <summary>Something that a person or the server did, as the audit log keeps it. Entries are added and never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>1 for the first entry, and one more for each that follows: a gap shows that one was taken out.</summary>
    public long Number { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who: a user name, <c>key:ID</c>, or <c>server</c>.</summary>
    public required string Who { get; set; }

    /// <summary>What was done, for instance <c>signed_in</c>.</summary>
    public required string Action { get; set; }

    /// <summary>To what, for instance <c>film 12</c>; empty for nothing. Never a patient's name.</summary>
    public string Subject { get; set; } = "";

    /// <summary>What else is to be known; empty for nothing.</summary>
    public string Detail { get; set; } = "";

    /// <summary>HMAC-SHA-256 over the entry and the seal of the one before, 64 lower-case hexadecimal digits.</summary>
    public required string Seal { get; set; }
}
