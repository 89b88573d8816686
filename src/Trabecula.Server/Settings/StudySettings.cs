namespace Trabecula.Server;

/// <summary>Studies that researchers run from the page; the setting <c>Studies</c>.</summary>
public sealed record StudySettings
{
    /// <summary>Folders whose films studies may read, and no others; empty where none may.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// The program that runs <c>study</c> and the words before the verb; empty for this program itself, where it can train.
    /// </summary>
    public IReadOnlyList<string> Program { get; init; } = [];

    /// <summary>
    /// Where a study's folds are trained: <c>here</c>, one after another beside the server; <c>workers</c>, each as a job of the queue that films are in; <c>slurm</c>,
    /// each as a job of a cluster. What is left after them, the report and the bundle's network, is made beside the server.
    /// </summary>
    public string FoldsOn { get; init; } = "here";

    /// <summary>With <c>slurm</c>: the words that start <c>deploy/slurm/submit</c>.</summary>
    public IReadOnlyList<string> Submit { get; init; } = [];

    /// <summary>Whether folds are jobs of the queue.</summary>
    internal bool AreFoldsQueued => FoldsOn == "workers";

    /// <summary>Whether folds are jobs of Slurm.</summary>
    internal bool AreFoldsSubmitted => FoldsOn == "slurm";
}
