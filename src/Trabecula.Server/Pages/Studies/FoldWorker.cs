using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What Hangfire runs for each fold of a study.</summary>
/// <remarks>
/// A fold that is trained twice, after a worker was believed to be lost, gives the same files, each written beside its place and then renamed: so it needs no claim. One that is
/// trained already ends at once.
/// </remarks>
/// <param name="databases">The database.</param>
/// <param name="settings">The folder that server and workers share.</param>
/// <param name="program">The program.</param>
/// <param name="log">Tells what is trained.</param>
internal sealed class FoldWorker(DatabaseFactory databases, ServerSettings settings, StudyProgram program, ILogger<FoldWorker> log)
{
    /// <summary>The jobs' queue: a fold takes minutes, and films must not wait behind it.</summary>
    public const string Queue = "folds";

    /// <summary>How long the program has to stop, less than the process itself has.</summary>
    private static readonly TimeSpan StopTime = WorkServices.LongestStop - TimeSpan.FromSeconds(3);

    /// <summary>Trains a fold.</summary>
    /// <param name="studyId">The study.</param>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="ct">The study was stopped, or this process ends: then the queue gives the fold to another worker.</param>
    /// <exception cref="TrabeculaException">Why it cannot be trained; <see cref="QueuedFolds"/> tells it.</exception>
    [Queue(Queue)]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(long studyId, int fold, CancellationToken ct)
    {
        if (await FindAsync(studyId, ct) is not { } study)
            return;
        var files = new StudyFiles(settings.Data, studyId);
        var progress = new StudyProgress();
        await using var process = await StudyProcess.StartAsync(program.Fold(study, fold), files.LogOf(fold), files.ProcessOf(fold), progress.Hear, ct);
        log.LogInformation("Fold {Fold} of study {Id} is trained", fold, studyId);
        var code = await EndAsync(process, ct);

        // 1 may also say that rows of the manifest were left out.
        if (code != 0 && !(code == 1 && File.Exists(files.OutputsOf(fold))))
        {
            var (reason, sentence) = progress.Failure();
            log.LogWarning("Fold {Fold} of study {Id} failed: {Reason}", fold, studyId, reason);
            throw new TrabeculaException(reason, sentence);
        }
    }

    /// <summary>The study, unless it was ended meanwhile; one that waits belongs to a server that starts again.</summary>
    private async Task<Study?> FindAsync(long id, CancellationToken ct)
    {
        await using var database = databases.Open();
        return await database.Studies.AsNoTracking().FirstOrDefaultAsync(study => study.Id == id && (study.State == StudyState.Running || study.State == StudyState.Waiting), ct);
    }

    private static async Task<int> EndAsync(StudyProcess process, CancellationToken ct)
    {
        try
        {
            return await process.Ended.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.AskToEnd(isWanted: true);
            if (await Task.WhenAny(process.Ended, Task.Delay(StopTime, CancellationToken.None)) != process.Ended)
                process.End();
            throw;
        }
    }
}
