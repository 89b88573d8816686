namespace Trabecula.Server;

/// <summary>A part of a study that takes long, wherever it is done.</summary>
internal interface IStudyStep : IAsyncDisposable
{
    /// <summary>The program's exit code when it has ended (docs/reference/exit-codes.md).</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to end at the next safe place.</summary>
    /// <param name="isWanted">Whether somebody stopped the study; otherwise this server ends, and what is done elsewhere may go on.</param>
    void AskToEnd(bool isWanted);

    /// <summary>Ends it where it did not.</summary>
    void End();
}
