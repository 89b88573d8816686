using System.Diagnostics;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>
/// Runs the studies that wait, one after another: in a process of its own, or with folds on workers or on Slurm. A study that was cut off goes on where it was.
/// </summary>
/// <param name="databases">The database.</param>
/// <param name="settings">The data folder.</param>
/// <param name="desk">Tells that somebody asked.</param>
/// <param name="program">The program.</param>
/// <param name="jobs">Takes folds.</param>
/// <param name="storage">Where their jobs lie.</param>
/// <param name="alone">Whether no other server uses the database.</param>
/// <param name="audit">The log.</param>
/// <param name="clock">The time.</param>
/// <param name="log">The server's log.</param>
internal sealed class StudyRunner(
    DatabaseFactory databases, ServerSettings settings, StudyDesk desk, StudyProgram program, IBackgroundJobClient jobs, JobStorage storage, ServerLock alone, AuditLog audit, TimeProvider clock,
    ILogger<StudyRunner> log)
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
        var begun = clock.GetUtcNow();
        var progress = new StudyProgress();
        var steps = Steps(study, files, progress, ct).ToArray();
        var (done, code, isStopped) = (0, 0, false);
        log.LogInformation("Study {Id} runs", study.Id);
        try
        {
            foreach (var startAsync in steps)
            {
                await using var step = await startAsync();
                isStopped |= await WatchAsync(study, step, progress, ct);
                code = await step.Ended;
                done++;
                if (code != 0 || isStopped || ct.IsCancellationRequested)
                    break;
            }
        }
        catch (TrabeculaException e)
        {
            await EndAsync(study, StudyState.Failed, (e.Code, e.Message));
            return;
        }

        // Ctrl-C reaches the study before the server has heard of it.
        if (code == Stopped && !isStopped)
            await Task.Delay(2 * Beat, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (done == steps.Length && (code == 0 || (code == 1 && File.GetLastWriteTimeUtc(files.Record) >= begun.UtcDateTime)))
            await EndAsync(study, StudyState.Done, null);
        else if (ct.IsCancellationRequested)
            await EndAsync(study, isStopped ? StudyState.Stopped : StudyState.Waiting, null);
        else if (isStopped || code == Stopped)
            await EndAsync(study, StudyState.Stopped, null);
        else
            await EndAsync(study, StudyState.Failed, progress.Failure());
    }

    /// <summary>What is to be done, in its order: all of it in one process, or the folds elsewhere and what is left here.</summary>
    private IEnumerable<Func<Task<IStudyStep>>> Steps(Study study, StudyFiles files, StudyProgress progress, CancellationToken ct)
    {
        async Task<IStudyStep> HereAsync(ProcessStartInfo start) => await StudyProcess.StartAsync(start, files.Log, files.Process, progress.Hear, ct);
        if (settings.Studies.AreFoldsQueued)
            yield return () => Task.FromResult<IStudyStep>(new QueuedFolds(study, files, progress, jobs, storage));
        if (settings.Studies.AreFoldsSubmitted)
            yield return () => HereAsync(program.Submit(study));
        yield return () => HereAsync(settings.Studies.AreFoldsQueued || settings.Studies.AreFoldsSubmitted ? program.Merge(study) : program.Whole(study));
    }

    /// <summary>Stays until a step has ended.</summary>
    /// <returns>Whether somebody asked it to stop.</returns>
    private async Task<bool> WatchAsync(Study study, IStudyStep step, StudyProgress progress, CancellationToken ct)
    {
        var (isStopped, end) = (false, (DateTimeOffset?)null);
        while (await Task.WhenAny(step.Ended, Task.Delay(Beat, CancellationToken.None)) != step.Ended)
        {
            isStopped |= await TellAsync(study.Id, progress);
            if ((isStopped || ct.IsCancellationRequested) && end is null)
            {
                step.AskToEnd(isStopped);
                end = clock.GetUtcNow() + StopTime;
            }

            if (ct.IsCancellationRequested && end > clock.GetUtcNow() + LastStopTime)
                end = clock.GetUtcNow() + LastStopTime;
            if (end < clock.GetUtcNow())
                step.End();
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
}
