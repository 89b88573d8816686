namespace Trabecula.Domain;

/// <summary>What a finding does to the estimate.</summary>
public enum QualityAction
{
    /// <summary>Said, and the estimate stands.</summary>
    Warn,

    /// <summary>The vertebra is left out of the regional means.</summary>
    ExcludeVertebra,

    /// <summary>No estimate is given.</summary>
    Reject,
}

/// <summary>One thing that was noticed about a film.</summary>
/// <param name="Code">Stable code as docs/reference/reasons.md lists them, for instance <c>not_lumbar_ap</c>.</param>
/// <param name="Action">What it does to the estimate.</param>
/// <param name="Message">A sentence for a clinician.</param>
/// <param name="Where">Corners in the image, clockwise, or empty where it concerns the whole film.</param>
public sealed record QualityFinding(string Code, QualityAction Action, string Message, IReadOnlyList<ImagePoint> Where)
{
    /// <summary>The vertebra it concerns, or null where it concerns several or the whole film.</summary>
    public VertebralLevel? Level { get; init; }
}
