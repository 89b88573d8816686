namespace Trabecula.Server;

/// <summary>That one object of a film's result is owed to one destination; there is one such record at most.</summary>
public sealed class Delivery
{
    /// <summary>Number of the record.</summary>
    public long Id { get; set; }

    /// <summary>The object.</summary>
    public long ObjectId { get; set; }

    /// <summary>The object.</summary>
    public FilmObject? Object { get; set; }

    /// <summary>The film, for lists.</summary>
    public long FilmId { get; set; }

    /// <summary>Name of the destination in the settings.</summary>
    public required string Destination { get; set; }

    /// <summary>How far it has come.</summary>
    public DeliveryState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next; null where it is delivered, or waits for a person.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Who is sending it; null for nobody.</summary>
    public Guid? LeaseOwner { get; set; }

    /// <summary>Until when that claim holds.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When it arrived, or null.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Code of the last failure, or null.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Its sentence, or null.</summary>
    public string? Reason { get; set; }
}
