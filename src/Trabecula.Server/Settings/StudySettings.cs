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
}
