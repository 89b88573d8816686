using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Takes films in: stores their bytes, makes their record, queues them.</summary>
/// <remarks>
/// When <see cref="ReceiveAsync"/> has returned, the film survives whatever is killed. The same film received again, at the same time or
/// years later, is the same record, also where its file's header or its transfer syntax is another one (<see cref="FilmCopies"/>).
/// </remarks>
public sealed class FilmIntake
{
    /// <summary>How often an insertion that another one overtook is tried again; each time the other one's record is found.</summary>
    private const int Tries = 5;

    /// <summary>Films of one SOP Instance UID that a new one is compared with; whoever sends more of them is no archive, and each costs a film's reading.</summary>
    private const int MostCompared = 4;

    /// <summary>DICOM objects that are looked at side by side: one may inflate to 128 MB (<see cref="DicomLimits"/>).</summary>
    private readonly SemaphoreSlim _looking = new(Math.Max(2, Environment.ProcessorCount));

    private readonly DatabaseFactory _databases;
    private readonly ContentStore _store;
    private readonly ServerSettings _settings;
    private readonly FilmQueue _queue;
    private readonly Backlog _backlog;
    private readonly ServerMetrics _metrics;
    private readonly FilmNews _news;
    private readonly ServerHealth _health;
    private readonly TimeProvider _clock;

    internal FilmIntake(
        DatabaseFactory databases,
        ContentStore store,
        ServerSettings settings,
        FilmQueue queue,
        Backlog backlog,
        ServerMetrics metrics,
        FilmNews news,
        ServerHealth health,
        TimeProvider clock) =>
        (_databases, _store, _settings, _queue, _backlog, _metrics, _news, _health, _clock) =
        (databases, store, settings, queue, backlog, metrics, news, health, clock);

    /// <summary>Receives one film.</summary>
    /// <param name="content">Its bytes, read to their end; never in memory as a whole.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    /// <returns>The film's record, and whether it is new.</returns>
    /// <exception cref="TrabeculaException">
    /// <c>too_large</c>, <c>empty_file</c>, <c>too_many_films</c> (too many wait), <c>disk_full</c>, <c>store_unavailable</c>,
    /// <c>database_full</c> or <c>database_unavailable</c>.
    /// </exception>
    public async Task<ReceivedFilm> ReceiveAsync(Stream content, FilmSource source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        source = source with { ArchiveId = FilmAttributes.Plain(source.ArchiveId, ServerDatabase.LongestName) ?? "" };
        if (_backlog.Films >= _settings.MaxBacklog)
            throw new TrabeculaException("too_many_films", $"{_backlog.Films} films wait to be estimated; send this one later.");
        var stored = await _store.AddAsync(content, (long)_settings.MaxUploadMb << 20, ct);
        try
        {
            var received = await RecordAsync(stored, source, ct);
            _metrics.Received(source.Origin, received.IsNew);
            if (received.IsNew)
            {
                _backlog.Add();
                if (received.Film.QueuedUntil is not null)
                    _queue.TryAdd(received.Film.Id);
            }

            return received;
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            var reason = ServerFault.Of(e);
            _health.Tell(ServerHealth.Database, reason);
            throw reason;
        }
    }

    private async Task<ReceivedFilm> RecordAsync(StoredContent stored, FilmSource source, CancellationToken ct)
    {
        var stated = StatedText.Of(source.Stated);
        DicomFile? file = null;
        var wasLookedAt = false;
        var copies = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (var overtaken = 0; ;)
        {
            await using var database = _databases.Open();
            try
            {
                await using var transaction = await database.Database.BeginTransactionAsync(ct);
                var known = await AgainAsync(database, f => f.Sha256 == stored.Sha256 && f.Stated == stated, source, ct);
                var namesakes = known is null && wasLookedAt ? await NamesakesAsync(database, stored, file?.Dataset, ct) : [];
                if (known is null && (!wasLookedAt || namesakes.Any(film => !copies.ContainsKey(film.Sha256))))
                {
                    // Films are not read within a transaction: SQLite has one writer at a time.
                    await transaction.RollbackAsync(ct);
                    file = await LookAsync(stored, file, namesakes, copies, ct);
                    wasLookedAt = true;
                    continue;
                }

                if (known is null && namesakes.FirstOrDefault(film => copies[film.Sha256] && film.Stated == stated) is { } copy)
                    known = await AgainAsync(database, f => f.Id == copy.Id, source, ct);
                var rival = namesakes.FirstOrDefault(film => !copies[film.Sha256] && film.ConflictsWithId is null);
                var film = known ?? await AddAsync(database, stored, stated, source, file?.Dataset, rival?.Id, ct);
                await transaction.CommitAsync(ct);
                if (known is not null)
                    _news.Tell(film.Id);
                return new ReceivedFilm(film, known is null);
            }
            catch (Exception e) when (ServerFault.IsDuplicate(e) && overtaken < Tries)
            {
                // Somebody else was faster with the same film, the same instance, or the same receipt: look again.
                overtaken++;
            }
        }
    }

    /// <summary>Films of other bytes with the same SOP Instance UID, those that own it first.</summary>
    private static async Task<List<Film>> NamesakesAsync(ServerDatabase database, StoredContent stored, DicomDataset? dataset, CancellationToken ct)
    {
        if (dataset is null || FilmAttributes.Instance(dataset) is not { } uid)
            return [];
        return await database.Films.AsNoTracking()
            .Where(f => f.SopInstanceUid == uid && f.Sha256 != stored.Sha256)
            .OrderBy(f => f.ConflictsWithId != null)
            .ThenBy(f => f.Id)
            .Take(MostCompared)
            .ToListAsync(ct);
    }

    /// <summary>Notes a film that is known as received once more, or returns null.</summary>
    private async Task<Film?> AgainAsync(ServerDatabase database, Expression<Func<Film, bool>> isIt, FilmSource source, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();

        // The film's row is written first: a worker that finishes it at this moment either waits and sees the new receipt, or was before and is seen.
        var rows = await database.Films.Where(isIt)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastReceivedAt, now), ct);
        if (rows == 0)
            return null;
        var film = await database.Films.AsNoTracking().FirstAsync(isIt, ct);
        var receipts = await database.Receipts
            .Where(r => r.FilmId == film.Id && r.Origin == source.Origin && r.ArchiveId == source.ArchiveId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Times, r => r.Times + 1).SetProperty(r => r.LastAt, now), ct);
        if (receipts == 0)
        {
            database.Receipts.Add(NewReceipt(source, now, film.Id));
            await OweAsync(database, film, source, now, ct);
            await database.SaveChangesAsync(ct);
        }

        return film;
    }

    /// <summary>A finished film that now came from elsewhere too is owed to whoever wants films from there.</summary>
    private async Task OweAsync(ServerDatabase database, Film film, FilmSource source, DateTimeOffset now, CancellationToken ct)
    {
        var objects = await database.Objects.AsNoTracking().Where(o => o.FilmId == film.Id).ToListAsync(ct);
        var owed = await database.Deliveries.AsNoTracking().Where(d => d.FilmId == film.Id).Select(d => new { d.ObjectId, d.Destination }).ToListAsync(ct);
        database.Deliveries.AddRange(DeliveryPlan.Of(film, film.State, [source.Origin], objects, _settings.Destinations, now)
            .Where(delivery => !owed.Contains(new { delivery.ObjectId, delivery.Destination })));
    }

    private async Task<Film> AddAsync(
        ServerDatabase database, StoredContent stored, string stated, FilmSource source, DicomDataset? dataset, long? conflictsWith, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var film = new Film
        {
            Sha256 = stored.Sha256,
            Stated = stated,
            Bytes = stored.Bytes,
            FileName = FilmAttributes.Plain(source.FileName, ServerDatabase.LongestName),
            State = FilmState.Received,
            ReceivedAt = now,
            LastReceivedAt = now,
            NextAttemptAt = now,
            QueuedUntil = FilmQueue.HasRoom(_backlog.Films) ? now + FilmQueue.Believed : null,
            ConflictsWithId = conflictsWith,
        };
        if (dataset is not null)
            FilmAttributes.Copy(dataset, film);
        film.Receipts.Add(NewReceipt(source, now, 0));
        database.Films.Add(film);
        await database.SaveChangesAsync(ct);
        return film;
    }

    private static Receipt NewReceipt(FilmSource source, DateTimeOffset now, long filmId) => new()
    {
        FilmId = filmId,
        Origin = source.Origin,
        ArchiveId = source.ArchiveId,
        Times = 1,
        FirstAt = now,
        LastAt = now,
    };

    /// <summary>Reads a film where it was not read yet, and compares it with its namesakes; null where it is no DICOM object, or one too damaged to tell: the worker will say so.</summary>
    private async Task<DicomFile?> LookAsync(StoredContent stored, DicomFile? file, List<Film> namesakes, Dictionary<string, bool> copies, CancellationToken ct)
    {
        await _looking.WaitAsync(ct);
        try
        {
            file ??= await ReadAsync(stored.Sha256, ct);
            foreach (var sha256 in namesakes.Select(film => film.Sha256).Where(sha256 => !copies.ContainsKey(sha256)).Distinct())
                copies[sha256] = file is not null && await ReadEarlierAsync(sha256, ct) is { } other && FilmCopies.AreOne(file, other);
            return file;
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>A film that was stored before, or null where it is damaged by now: the one that comes must not be lost for that.</summary>
    private async Task<DicomFile?> ReadEarlierAsync(string sha256, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(sha256, ct);
        }
        catch (TrabeculaException e) when (e.Code == "content_damaged")
        {
            return null;
        }
    }

    private async Task<DicomFile?> ReadAsync(string sha256, CancellationToken ct)
    {
        try
        {
            var bytes = await _store.ReadAsync(sha256, ct);
            return DicomFile.LooksLikeDicom(bytes) ? DicomFile.Read(bytes) : null;
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
