using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Follows one archive: notes what is new, fetches it, hands it to the intake.</summary>
/// <remarks>
/// What is found is in the database before the place in the archive's list moves on, and a film is in the intake before its record says so.
/// Killed between any two of these steps, it does the last one again, and unique records make that the same as doing it once.
/// </remarks>
/// <param name="name">The archive's name.</param>
/// <param name="archive">The archive.</param>
/// <param name="pick">Which films are wanted.</param>
/// <param name="pause">Between two looks.</param>
/// <param name="folder">A folder for what is being fetched.</param>
/// <param name="inbox">What was found, and how far it has come.</param>
/// <param name="intake">Takes films in.</param>
/// <param name="states">Hears how the archive is.</param>
/// <param name="log">Tells failures; never names of patients.</param>
internal sealed class ArchiveFollower(
    string name, IFilmArchive archive, PickSettings pick, TimeSpan pause, string folder, ArchiveInbox inbox, FilmIntake intake, RemoteStates states, ILogger<ArchiveFollower> log)
    : BackgroundService
{
    /// <summary>Films fetched between two looks, so that news is not kept waiting by many.</summary>
    private const int Hand = 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = pause;
            try
            {
                var isMore = await StepAsync(stoppingToken);
                if (states.Answered($"{name}/films"))
                    log.LogInformation("Archive {Archive} answers again", name);
                failures = 0;
                if (isMore)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var reason = ServerFault.Of(e);
                var isNews = states.Failed($"{name}/films", reason.Code, reason.Message);
                if (reason.Code == "internal_error")
                    log.LogError("Archive {Archive} cannot be followed: {Place}", name, $"{e.GetType().FullName}\n{e.StackTrace}");
                else if (isNews)
                    log.LogWarning("Archive {Archive} cannot be followed: {Code}; trying again", name, reason.Code);
                var longer = Backoff.After(++failures);
                wait = longer < LongestPause ? longer : LongestPause;
            }

            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One look, and some films.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    internal async Task<bool> StepAsync(CancellationToken ct)
    {
        var found = await archive.LookAsync(await inbox.PositionAsync(name, ct), ct);
        var fresh = await inbox.AddAsync(name, found, ct);
        if (fresh > 0)
            log.LogInformation("Archive {Archive} tells of {Count} new images", name, fresh);
        var due = await inbox.DueAsync(name, Hand, ct);
        foreach (var instance in due)
            await TakeAsync(instance, ct);
        return !found.IsAll || due.Count == Hand;
    }

    private async Task TakeAsync(ArchiveInstance instance, CancellationToken ct)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.dcm");
        try
        {
            await archive.FetchAsync(instance, path, ct);
            if (!IsWanted(path))
            {
                await inbox.DoneAsync(instance, null, ct);
                return;
            }

            await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
            var received = await intake.ReceiveAsync(content, new FilmSource(name) { ArchiveId = instance.ArchiveId }, ct);
            await inbox.DoneAsync(instance, received.Film.Id, ct);
            log.LogInformation("Archive {Archive}: instance {ArchiveId} is film {FilmId}", name, instance.ArchiveId, received.Film.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var reason = ServerFault.Of(e);
            var isFinal = RemoteFault.IsFinal(reason, instance.Attempts + 1);
            log.LogWarning(
                "Archive {Archive}: instance {ArchiveId} could not be taken: {Code}{Outcome}",
                name, instance.ArchiveId, reason.Code, isFinal ? "; given up" : "; trying again");
            await inbox.FailedAsync(instance, reason, isFinal, ct);

            // Where the archive is away, the other instances would only learn the same.
            if (reason.Code is ArchiveErrors.Away or ArchiveErrors.Credentials)
                throw;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Whether a file may be a film that is wanted. One that cannot be read may be: the list of films will say why it is refused.</summary>
    private bool IsWanted(string path)
    {
        try
        {
            return FilmPicker.IsWanted(InstanceTags.Of(DicomFile.Open(path).Dataset), pick);
        }
        catch (DicomException)
        {
            return true;
        }
    }
}
