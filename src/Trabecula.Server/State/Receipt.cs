namespace Trabecula.Server;

/// <summary>That a film came from one place, and how often.</summary>
public sealed class Receipt
{
    /// <summary>Number of the record.</summary>
    public long Id { get; set; }

    /// <summary>The film.</summary>
    public long FilmId { get; set; }

    /// <summary>Where it came from: <see cref="FilmSource.Rest"/>, <see cref="FilmSource.Stow"/> or the name of an archive.</summary>
    public required string Origin { get; set; }

    /// <summary>What that archive calls the instance; empty for none.</summary>
    public string ArchiveId { get; set; } = "";

    /// <summary>How often it came.</summary>
    public int Times { get; set; }

    /// <summary>First time.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>Last time.</summary>
    public DateTimeOffset LastAt { get; set; }
}
