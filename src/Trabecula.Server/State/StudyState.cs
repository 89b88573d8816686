namespace Trabecula.Server;

/// <summary>How far a study has come.</summary>
public enum StudyState
{
    /// <summary>It waits until the one before it is done, or for the server.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>Somebody stopped it; it goes on where it was when somebody says so.</summary>
    Stopped,

    /// <summary>Its report is there.</summary>
    Done,

    /// <summary>It could not be finished; <see cref="Study.Reason"/> says why.</summary>
    Failed,
}
