using System.Globalization;
using System.Text;
using Hangfire;
using Hangfire.States;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A study's folds as jobs of the queue that films are in; any worker that can train takes them.</summary>
internal sealed class QueuedFolds : IStudyStep
{
    /// <summary>How often the jobs are looked at.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Exit codes where a fold failed, and where the study was stopped (docs/reference/exit-codes.md).</summary>
    private const int Failed = 3, Stopped = 130;

    private readonly Study _study;
    private readonly StudyFiles _files;
    private readonly StudyProgress _progress;
    private readonly IBackgroundJobClient _jobs;
    private readonly JobStorage _storage;
    private readonly string?[] _ids = new string?[StudyProgram.Folds];
    private readonly CancellationTokenSource _asked = new();
    private bool _isWanted;

    /// <summary>Queues the folds; after a restart of the server, takes up what is queued or under way.</summary>
    /// <param name="study">The study.</param>
    /// <param name="files">Its files.</param>
    /// <param name="progress">Told how far the folds are.</param>
    /// <param name="jobs">Hangfire.</param>
    /// <param name="storage">Where its jobs lie.</param>
    public QueuedFolds(Study study, StudyFiles files, StudyProgress progress, IBackgroundJobClient jobs, JobStorage storage)
    {
        (_study, _files, _progress, _jobs, _storage) = (study, files, progress, jobs, storage);
        if (File.Exists(files.Jobs) && File.ReadAllLines(files.Jobs) is { Length: StudyProgram.Folds } known)
            _ids = known;
        Ended = Task.Run(WatchAsync);
    }

    /// <inheritdoc />
    public Task<int> Ended { get; }

    /// <inheritdoc />
    public void AskToEnd(bool isWanted)
    {
        _isWanted |= isWanted;
        _asked.Cancel();
    }

    /// <inheritdoc />
    public void End() => AskToEnd(isWanted: false);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Ended;
        _asked.Dispose();
    }

    private async Task<int> WatchAsync()
    {
        while (true)
        {
            try
            {
                if (_asked.IsCancellationRequested)
                {
                    if (_isWanted)
                        TakeBack();
                    return Stopped;
                }

                if (Look() is { } code)
                    return code;
            }
            catch (Exception e) when (e is BackgroundJobClientException || ServerFault.IsOfDatabase(e))
            {
                // Workers go on without us; the jobs are looked at when the database is back.
            }

            await Task.Delay(Beat, _asked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks at each fold's job, and queues those that there are not.</summary>
    /// <returns>The exit code, or null while folds are to be waited for.</returns>
    private int? Look()
    {
        var (done, underWay, share) = (0, 0, 0.0);
        for (var fold = 0; fold < _ids.Length; fold++)
        {
            var state = StateOf(_ids[fold]);
            if (state == FailedState.StateName)
            {
                _progress.HearAll(_files.LogOf(fold));
                TakeBack();
                return Failed;
            }

            if (state is null || state == DeletedState.StateName)
                Queue(fold);
            else if (state == SucceededState.StateName)
                done++;
            else if (state == ProcessingState.StateName)
                underWay++;
            share += state == SucceededState.StateName ? 1 : ShareOf(fold);
        }

        var percent = (int)(100 * share / _ids.Length);
        var nobody = done + underWay < _ids.Length && !AnyWorker() ? "; no worker that can train lives" : "";
        _progress.Hear(string.Create(CultureInfo.InvariantCulture, $"trabecula: Folds on workers: {percent} %, {done} of {_ids.Length} done, {underWay} under way{nobody}"));
        return done == _ids.Length ? 0 : null;
    }

    private string? StateOf(string? id)
    {
        if (id is null)
            return null;
        using var connection = _storage.GetConnection();
        return connection.GetStateData(id)?.Name;
    }

    private void Queue(int fold)
    {
        var (study, number) = (_study.Id, fold);
        _ids[fold] = _jobs.Enqueue<FoldWorker>(worker => worker.RunAsync(study, number, CancellationToken.None));
        if (_ids.All(id => id is not null))
            ReplacedFile.Write(_files.Jobs, stream => stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', _ids) + "\n")));
    }

    /// <summary>What a fold's own log says, of the share that folds have in the whole.</summary>
    private double ShareOf(int fold)
    {
        var progress = new StudyProgress();
        progress.HearAll(_files.LogOf(fold));
        return Math.Min(1, progress.Share / StudyProgress.AfterFolds);
    }

    private bool AnyWorker() => _storage.GetMonitoringApi().Servers().Any(server => server.Queues.Contains(FoldWorker.Queue));

    private void TakeBack()
    {
        foreach (var id in _ids.OfType<string>())
            _jobs.Delete(id);
        File.Delete(_files.Jobs);
    }
}
