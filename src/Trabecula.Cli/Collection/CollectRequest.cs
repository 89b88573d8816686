namespace Trabecula.Cli.Collection;

/// <summary>What a run of <c>collect</c> is asked for.</summary>
/// <param name="Films">Files and folders with films.</param>
/// <param name="Dxa">Tables, structured reports, and folders with such reports.</param>
/// <param name="Output">Folder for the manifest and the films.</param>
/// <param name="Key">The key's file.</param>
/// <param name="Report">File that names what was left out.</param>
/// <param name="LinkingTable">File that tells who is who, or null.</param>
/// <param name="Days">Days between film and scan at the most.</param>
/// <param name="ArePixelsChecked">Whether a person has looked at the pictures for names.</param>
internal sealed record CollectRequest(
    IReadOnlyList<string> Films,
    IReadOnlyList<string> Dxa,
    string Output,
    string Key,
    string Report,
    string? LinkingTable,
    int Days,
    bool ArePixelsChecked);
