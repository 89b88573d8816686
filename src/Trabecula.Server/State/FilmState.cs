namespace Trabecula.Server;

/// <summary>How far a film has come.</summary>
public enum FilmState
{
    /// <summary>Its bytes are stored; it waits for a worker.</summary>
    Received,

    /// <summary>A worker has claimed it.</summary>
    Estimating,

    /// <summary>It has densities.</summary>
    Estimated,

    /// <summary>It was judged, and refused; its result says why.</summary>
    Rejected,

    /// <summary>The last try failed for a reason that does not lie in the film; it is tried again at <see cref="Film.NextAttemptAt"/>, or,
    /// where that is null, only when a person asks for it.</summary>
    Failed,
}
