using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Sends one destination what is owed to it, in turn.</summary>
/// <param name="name">The destination's name.</param>
/// <param name="sender">Brings it there.</param>
/// <param name="queue">What is owed.</param>
/// <param name="store">Where the objects lie.</param>
/// <param name="news">Wakes it.</param>
/// <param name="states">Hears how the destination is.</param>
/// <param name="alone">Tells whether claims that are there at the start can be anybody's.</param>
/// <param name="log">Tells failures; never names of patients.</param>
internal sealed class Dispatcher(
    string name, IResultSender sender, DeliveryQueue queue, ContentStore store, FilmNews news, RemoteStates states, ServerLock alone, ILogger<Dispatcher> log)
    : BackgroundService
{
    /// <summary>Other processes' films make no news here, and waits of failed deliveries end without any.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two tries of anything at a destination that is away: its owed objects do not queue up at its door.</summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);

    private bool _isBegun;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Wake(long film) => woken.Writer.TryWrite(true);

        await Task.Yield();
        news.Changed += Wake;
        try
        {
            var absences = 0;
            while (!stoppingToken.IsCancellationRequested)
            {
                var step = await TryStepAsync(stoppingToken);
                absences = step == Step.Away ? absences + 1 : 0;
                if (step == Step.Away)
                {
                    var wait = Backoff.After(absences);
                    await Task.Delay(wait < LongestAbsence ? wait : LongestAbsence, stoppingToken);
                }
                else if (step == Step.Nothing)
                {
                    using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    pause.CancelAfter(LongestPause);
                    await ((Task)woken.Reader.ReadAsync(pause.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was claimed is free again when the claim has run out.
        }
        finally
        {
            news.Changed -= Wake;
        }
    }

    private enum Step
    {
        Nothing,
        Done,
        Away,
    }

    private async Task<Step> TryStepAsync(CancellationToken ct)
    {
        try
        {
            if (!_isBegun && alone.IsHeld)
                await queue.TakeBackAsync(name, ct);
            _isBegun = true;

            // One at a time: whoever is killed leaves no more than one behind that is claimed.
            return await queue.ClaimAsync(name, 1, ct) is [var due] ? await SendAsync(due, ct) : Step.Nothing;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var reason = ServerFault.Of(e);
            if (reason.Code == "internal_error")
                log.LogError("What is owed to {Destination} cannot be looked up: {Place}", name, $"{e.GetType().FullName}\n{e.StackTrace}");
            else
                log.LogWarning("What is owed to {Destination} cannot be looked up: {Code}; trying again", name, reason.Code);
            return Step.Away;
        }
    }

    private async Task<Step> SendAsync(DueDelivery due, CancellationToken ct)
    {
        try
        {
            await sender.SendAsync(await store.ReadAsync(due.Object.Sha256, ct), due.Delivery.Attempts > 1, ct);
            await queue.DeliveredAsync(due, ct);
            if (states.Answered($"{name}/results"))
            {
                log.LogInformation("{Destination} takes results", name);
                await queue.HastenAsync(name, ct);
            }

            log.LogInformation("Film {FilmId}: {Kind} is in {Destination}", due.Film.Id, due.Object.Kind, name);
            return Step.Done;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var reason = ServerFault.Of(e);
            var isFinal = RemoteFault.IsFinal(reason, due.Delivery.Attempts);
            var isAway = reason.Code is ArchiveErrors.Away or ArchiveErrors.Credentials;
            if (isAway || reason.Code == ArchiveErrors.Failed)
                states.Failed($"{name}/results", reason.Code, reason.Message);
            log.LogWarning(
                "Film {FilmId}: {Kind} did not reach {Destination}: {Code}{Outcome}",
                due.Film.Id, due.Object.Kind, name, reason.Code, isFinal ? "; it waits for a person" : "; trying again");
            await queue.FailedAsync(due, reason, isFinal, ct);
            return isAway ? Step.Away : Step.Done;
        }
    }
}
