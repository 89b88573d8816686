namespace Trabecula.Server;

/// <summary>What a person corrected on a film, and the result that follows from it. The machine's own result stays as it was.</summary>
public sealed class FilmRevision
{
    /// <summary>Number of the record.</summary>
    public long Id { get; set; }

    /// <summary>The film.</summary>
    public long FilmId { get; set; }

    /// <summary>1 for the first correction of the film; the highest one is in force. Unique for the film, so that of two who correct at once one is told.</summary>
    public int Number { get; set; }

    /// <summary>User name of who corrected.</summary>
    public required string MadeBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Why, in the person's words; empty for nothing.</summary>
    public string Note { get; set; } = "";

    /// <summary>Category that follows (<c>normal</c>, <c>osteopenia</c>, <c>osteoporosis</c>), or null.</summary>
    public string? Category { get; set; }

    /// <summary>Areal BMD of L1–L4 that follows, g/cm², or null.</summary>
    public double? LumbarBmd { get; set; }

    /// <summary>Lowest T-score that follows, or null.</summary>
    public double? LowestTScore { get; set; }

    /// <summary>What the corrected result consists of.</summary>
    public List<RevisionObject> Objects { get; } = [];
}
