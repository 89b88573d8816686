using System.Diagnostics;
using Hangfire;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What Hangfire runs for each film.</summary>
internal sealed class FilmWorker(FilmClaims claims, FilmJudging judging, FilmNews news, Backlog backlog, ServerMetrics metrics, ILogger<FilmWorker> log)
{
    /// <summary>As often as <see cref="FilmSweep"/> looks whether the database is back.</summary>
    private static readonly TimeSpan PauseWithoutDatabase = TimeSpan.FromSeconds(1);

    /// <summary>Works on a film, if nobody else does and there is something to do.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="ct">The process is asked to end.</param>
    /// <remarks>Hangfire never tries again by itself: the film's record tells when.</remarks>
    [AutomaticRetry(Attempts = 0)]
    [FinishedJobs]
    public async Task RunAsync(long filmId, CancellationToken ct)
    {
        var owner = Guid.NewGuid();
        var film = await ClaimAsync(filmId, owner, ct);
        if (film is null)
            return;
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(filmId, owner, done.Token);
        try
        {
            await WorkAsync(film, owner, ct);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            news.Tell(filmId);
        }
    }

    /// <summary>Claims a film, however long the database is away: without it there is nothing else to do, and the film is believed to be in work meanwhile.</summary>
    private async Task<Film?> ClaimAsync(long filmId, Guid owner, CancellationToken ct)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await claims.ClaimAsync(filmId, owner, ct);
            }
            catch (Exception e) when (ServerFault.IsOfDatabase(e))
            {
                if (failures == 0)
                    log.LogWarning("Film {FilmId} could not be claimed: {Reason}; trying again", filmId, ServerFault.Of(e).Code);
                await Task.Delay(PauseWithoutDatabase, ct);
            }
        }
    }

    private async Task WorkAsync(Film film, Guid owner, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await judging.JudgeAsync(film, ct);
            if (!await claims.FinishAsync(film, owner, outcome, ct))
            {
                log.LogWarning("Film {FilmId} took so long that its claim ran out; somebody else works on it", film.Id);
                return;
            }

            backlog.Remove();
            var took = Stopwatch.GetElapsedTime(begun);
            metrics.Finished(outcome.State, outcome.State == FilmState.Rejected ? outcome.ReasonCode : null, took);
            log.LogInformation("Film {FilmId} is {State} ({Reason}) after {Milliseconds:0} ms", film.Id, outcome.State.ToString().ToLowerInvariant(), outcome.ReasonCode ?? "-", took.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await NoteAsync(film, () => claims.ReleaseAsync(film, owner));
        }
        catch (Exception e)
        {
            var reason = ServerFault.Of(e);
            metrics.Failed(reason.Code);
            if (e is FilmFaultException fault)
                log.LogError("Film {FilmId}: an error in Trabecula itself: {Place}", film.Id, fault.Place);
            else if (reason.Code == "internal_error")
                log.LogError("Film {FilmId}: an error in Trabecula itself: {Place}", film.Id, $"{e.GetType().FullName}\n{e.StackTrace}");
            else
                log.LogWarning("Film {FilmId} failed: {Reason}; it will be tried again", film.Id, reason.Code);
            await NoteAsync(film, () => claims.FailAsync(film, owner, reason, CancellationToken.None));
        }
    }

    /// <summary>Notes a failure, unless the database is away: then the claim runs out by itself.</summary>
    private async Task NoteAsync(Film film, Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            log.LogWarning("Film {FilmId}: its failure could not be noted ({Reason}); its claim will run out", film.Id, ServerFault.Of(e).Code);
        }
    }

    private async Task RenewAsync(long filmId, Guid owner, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(FilmClaims.Lease / 4, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return;
            try
            {
                await claims.RenewAsync(filmId, owner, CancellationToken.None);
            }
            catch (Exception e) when (ServerFault.IsOfDatabase(e))
            {
                log.LogWarning("The claim of film {FilmId} could not be renewed: {Reason}", filmId, ServerFault.Of(e).Code);
            }
        }
    }
}
