using System.ComponentModel;
using System.Diagnostics;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A part of a study as a process of this machine; what it says is heard and kept.</summary>
internal sealed class StudyProcess : IStudyStep
{
    private readonly Process _process;
    private readonly string _note;

    private StudyProcess(Process process, string log, string note, Action<string> hear)
    {
        (_process, _note) = (process, note);
        StudySignals.Note(note, process);
        process.StandardInput.Close();
        Ended = EndAsync(ListenAsync(process.StandardError, log, hear), process.StandardOutput.ReadToEndAsync(CancellationToken.None));
    }

    /// <inheritdoc />
    public Task<int> Ended { get; }

    /// <summary>Starts it, once one that was left over has ended.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="log">The file to which is added what it says.</param>
    /// <param name="note">The file that tells which process it is.</param>
    /// <param name="hear">Takes each line.</param>
    /// <param name="ct">Stops waiting for the one before.</param>
    /// <exception cref="TrabeculaException"><c>cannot_train</c>: it cannot be started.</exception>
    public static async Task<StudyProcess> StartAsync(ProcessStartInfo start, string log, string note, Action<string> hear, CancellationToken ct)
    {
        await StudySignals.EndLeftOverAsync(note, ct);
        try
        {
            return new StudyProcess(Process.Start(start)!, log, note, hear);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_train", $"The program of Studies:Program cannot be started: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void AskToEnd(bool isWanted) => StudySignals.AskToEnd(_process);

    /// <inheritdoc />
    public void End() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Ended;
        _process.Dispose();
    }

    private async Task<int> EndAsync(Task said, Task told)
    {
        await Task.WhenAll(said, told, _process.WaitForExitAsync(CancellationToken.None));
        File.Delete(_note);
        return _process.ExitCode;
    }

    /// <summary>Reads until the stream ends, so that the process never waits for us.</summary>
    private static async Task ListenAsync(StreamReader stream, string log, Action<string> hear)
    {
        await using var file = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        while (await stream.ReadLineAsync() is { } line)
        {
            hear(line);
            await file.WriteLineAsync(line);
        }
    }
}
