using System.ComponentModel;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Runs the studies that wait, one after another, each in a process of its own; a study that was cut off goes on where it was.</summary>
/// <param name="databases">The database.</param>
/// <param name="settings">The data folder.</param>
/// <param name="desk">Tells that somebody asked.</param>
/// <param name="program">The program.</param>
/// <param name="alone">Whether no other server uses the database.</param>
/// <param name="audit">The log.</param>
/// <param name="clock">The time.</param>
/// <param name="log">The server's log.</param>
internal sealed class StudyRunner(
    DatabaseFactory databases, ServerSettings settings, StudyDesk desk, StudyProgram program, ServerLock alone, AuditLog audit, TimeProvider clock, ILogger<StudyRunner> log)
    : BackgroundService
{
    /// <summary>How often the database is told that a study's process lives, and asked whether it should stop.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>How often a server looks for studies that another one was asked for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>After which silence a server that runs a study counts as gone.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>How long a study has to stop where somebody asks, and where the server ends (which has ten seconds itself).</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromMinutes(2), LastStopTime = TimeSpan.FromSeconds(7);

    /// <summary>What the program answers where it was asked to stop (docs/reference/exit-codes.md).</summary>
    private const int Stopped = 130;

    private readonly Guid _self = Guid.NewGuid();
    private readonly SemaphoreSlim _asked = new(0);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        desk.Asked += Wake;
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeBackAsync(isFirst && alone.IsHeld, stoppingToken);
                isFirst = false;
                while (await ClaimAsync(stoppingToken) is { } study)
                    await RunAsync(study, stoppingToken);
                await _asked.WaitAsync(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (ServerFault.IsOfDatabase(e) || e is IOException or UnauthorizedAccessException)
            {
                log.LogError("Studies cannot be run at present: {Reason}", ServerFault.Of(e).Code);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        desk.Asked -= Wake;
    }

    private void Wake() => _asked.Release();

    /// <summary>Studies of servers that are gone wait again; so does our own, where the database could not be told that it ended.</summary>
    private async Task TakeBackAsync(bool isAllGone, CancellationToken ct)
    {
        await using var database = databases.Open();
        DateTimeOffset? silent = isAllGone ? DateTimeOffset.MaxValue : clock.GetUtcNow() - Silence;
        var gone = database.Studies.Where(study => study.State == StudyState.Running && (study.Runner == _self || study.AliveAt < silent));
        await gone.Where(study => study.IsStopWanted).ExecuteUpdateAsync(set => set.SetProperty(study => study.State, StudyState.Stopped), ct);
        await gone.ExecuteUpdateAsync(set => set.SetProperty(study => study.State, StudyState.Waiting), ct);
    }

    /// <summary>Takes the study that waits the longest, where none runs.</summary>
    private async Task<Study?> ClaimAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        if (!program.IsThere || await database.Studies.AnyAsync(study => study.State == StudyState.Running, ct))
            return null;
        var next = await database.Studies.AsNoTracking().Where(study => study.State == StudyState.Waiting).OrderBy(study => study.Id).FirstOrDefaultAsync(ct);
        DateTimeOffset? now = clock.GetUtcNow();
        return next is not null && await database.Studies.Where(study => study.Id == next.Id && study.State == StudyState.Waiting).ExecuteUpdateAsync(
            set => set
                .SetProperty(study => study.State, StudyState.Running)
                .SetProperty(study => study.Runner, _self)
                .SetProperty(study => study.AliveAt, now)
                .SetProperty(study => study.StartedAt, now)
                .SetProperty(study => study.EndedAt, (DateTimeOffset?)null)
                .SetProperty(study => study.Share, 0),
            ct) == 1 ? next : null;
    }

    private async Task RunAsync(Study study, CancellationToken ct)
    {
        var files = new StudyFiles(settings.Data, study.Id);
        await StudySignals.EndLeftOverAsync(files.Process, ct);
        var begun = clock.GetUtcNow();
        var progress = new StudyProgress();
        Process process;
        try
        {
            process = Process.Start(program.Start(study))!;
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            await EndAsync(study, StudyState.Failed, ("cannot_train", $"The program of Studies:Program cannot be started: {e.Message}"));
            return;
        }

        using (process)
        {
            StudySignals.Note(files.Process, process);
            process.StandardInput.Close();
            log.LogInformation("Study {Id} runs", study.Id);
            var said = ListenAsync(process.StandardError, files.Log, progress.Hear);
            var told = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var isStopped = await WatchAsync(study, process, progress, ct);
            await Task.WhenAll(said, told);
            File.Delete(files.Process);

            // Ctrl-C reaches the study before the server has heard of it.
            if (process.ExitCode == Stopped && !isStopped)
                await Task.Delay(2 * Beat, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested && process.ExitCode != 0)
                await EndAsync(study, isStopped ? StudyState.Stopped : StudyState.Waiting, null);
            else if (process.ExitCode == 0 || (process.ExitCode == 1 && File.GetLastWriteTimeUtc(Path.Combine(files.Output, "study.json")) >= begun.UtcDateTime))
                await EndAsync(study, StudyState.Done, null);
            else if (isStopped || process.ExitCode == Stopped)
                await EndAsync(study, StudyState.Stopped, null);
            else
                await EndAsync(study, StudyState.Failed, progress.Failure());
        }
    }

    /// <summary>Stays until the process has ended.</summary>
    /// <returns>Whether somebody asked it to stop.</returns>
    private async Task<bool> WatchAsync(Study study, Process process, StudyProgress progress, CancellationToken ct)
    {
        var (isStopped, end) = (false, (DateTimeOffset?)null);
        var exit = process.WaitForExitAsync(CancellationToken.None);
        while (await Task.WhenAny(exit, Task.Delay(Beat, CancellationToken.None)) != exit)
        {
            isStopped |= await TellAsync(study.Id, progress);
            if ((isStopped || ct.IsCancellationRequested) && end is null)
            {
                StudySignals.AskToEnd(process);
                end = clock.GetUtcNow() + StopTime;
            }

            if (ct.IsCancellationRequested && end > clock.GetUtcNow() + LastStopTime)
                end = clock.GetUtcNow() + LastStopTime;
            if (end < clock.GetUtcNow())
                process.Kill(entireProcessTree: true);
        }

        return isStopped;
    }

    private async Task<bool> TellAsync(long id, StudyProgress progress)
    {
        try
        {
            await using var database = databases.Open();
            DateTimeOffset? now = clock.GetUtcNow();
            var stage = FilmAttributes.Plain(progress.Stage, ServerDatabase.LongestReason) ?? "";
            await database.Studies.Where(study => study.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(study => study.Stage, stage).SetProperty(study => study.Share, progress.Share).SetProperty(study => study.AliveAt, now));
            return await database.Studies.AnyAsync(study => study.Id == id && study.IsStopWanted);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            // The study goes on; it is told at the next beat.
            return false;
        }
    }

    private async Task EndAsync(Study study, StudyState state, (string Code, string Sentence)? reason)
    {
        await using var database = databases.Open();
        DateTimeOffset? now = clock.GetUtcNow();
        var (code, sentence) = (reason?.Code, FilmAttributes.Plain(reason?.Sentence, ServerDatabase.LongestReason));
        await database.Studies.Where(one => one.Id == study.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(one => one.State, state)
                .SetProperty(one => one.IsStopWanted, false)
                .SetProperty(one => one.Runner, (Guid?)null)
                .SetProperty(one => one.EndedAt, now)
                .SetProperty(one => one.ReasonCode, code)
                .SetProperty(one => one.Reason, sentence),
            CancellationToken.None);
        log.LogInformation("Study {Id} is {State}", study.Id, state);
        if (state is StudyState.Done or StudyState.Failed)
            await audit.AddAsync("server", state == StudyState.Done ? "study_done" : "study_failed", $"study {study.Id}", code ?? "", CancellationToken.None);
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
