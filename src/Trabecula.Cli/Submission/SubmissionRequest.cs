namespace Trabecula.Cli.Submission;

/// <summary>What is submitted where.</summary>
/// <param name="Folder">The folder, whole path.</param>
/// <param name="Server">The server's address.</param>
/// <param name="Key">A key of it.</param>
/// <param name="Table">The table that is written, whole path.</param>
/// <param name="InFlight">Films that are sent, and waited for, at one time.</param>
internal sealed record SubmissionRequest(string Folder, Uri Server, string Key, string Table, int InFlight)
{
    /// <summary>The file that says what was submitted so far.</summary>
    public string Ledger => Table + ".submitted";
}
