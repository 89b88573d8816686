using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Trabecula.Cli.Deidentification;
using Trabecula.Domain;

namespace Trabecula.Cli.Submission;

/// <summary>Submits a folder of any size to a server, and gathers what became of each file in one table.</summary>
/// <param name="request">What is submitted where.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class SubmissionRun(SubmissionRequest request, Terminal terminal)
{
    /// <summary>Files that were not taken are named up to here; the table has all of them.</summary>
    private const int MostNamed = 20;

    /// <summary>What is lost, and submitted again, where the process is killed.</summary>
    private static readonly TimeSpan BetweenCommits = TimeSpan.FromSeconds(1);

    private static readonly EnumerationOptions Counted = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private readonly Stopwatch _sinceCommit = Stopwatch.StartNew();
    private readonly Stopwatch _sinceBegin = Stopwatch.StartNew();
    private readonly Lock _guard = new();
    private long _found;
    private long _known;
    private long _done;
    private int _named;
    private volatile bool _isCounted;

    private sealed record PendingFile(string Path, string Name, long Bytes, DateTime Modified, TrabeculaException? Fault);

    /// <summary>Submits what is not submitted yet, and writes the table.</summary>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="ct">Stops; the same call goes on from there.</param>
    /// <returns>How many files there are in each state.</returns>
    /// <exception cref="TrabeculaException">The folder, the ledger, the table or the server cannot be used.</exception>
    public async Task<IReadOnlyDictionary<string, long>> RunAsync(IProgress<StageProgress> progress, CancellationToken ct)
    {
        if (!Directory.Exists(request.Folder))
            throw new TrabeculaException("no_such_folder", $"There is no folder {request.Folder}.");
        using var server = new FilmServer(request.Server, request.Key, request.InFlight, terminal.Say);
        await server.GreetAsync(ct);
        try
        {
            using var ledger = new SubmissionLedger(request.Ledger, request.Folder);
            using var counting = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var counted = Task.Run(() => Count(counting.Token), CancellationToken.None);
            try
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = request.InFlight, CancellationToken = ct };
                await Parallel.ForEachAsync(Pending(ledger), options, async (file, stop) =>
                {
                    Note(ledger, file, await SubmitAsync(server, file, stop));
                    progress.Report(Stage());
                });
            }
            finally
            {
                await counting.CancelAsync();
                await counted;
                ledger.Commit();
            }

            await FilmTable.WriteAsync(request.Table, ledger.Rows(), ct);
            return ledger.Counts();
        }
        catch (SqliteException e)
        {
            throw new TrabeculaException("ledger_unusable", $"The file {request.Ledger}, which says what was submitted so far, cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The files that have no result yet, one at a time.</summary>
    private IEnumerable<PendingFile> Pending(SubmissionLedger ledger)
    {
        foreach (var (path, fault) in ArchiveWalk.Files([request.Folder]))
        {
            // The table and what lies beside it may be in the folder.
            if (path.StartsWith(request.Table, StringComparison.Ordinal))
                continue;
            var file = new FileInfo(path);
            var name = Path.GetRelativePath(request.Folder, path).Replace('\\', '/');
            var pending = fault is null && file.Exists
                ? new PendingFile(path, name, file.Length, file.LastWriteTimeUtc, null)
                : new PendingFile(path, name, 0, DateTime.UnixEpoch, fault ?? new TrabeculaException("no_such_file", "The file is no longer there."));
            if (ledger.IsSettled(pending.Name, pending.Bytes, pending.Modified))
                Interlocked.Increment(ref _known);
            else
                yield return pending;
        }
    }

    private static async Task<SubmittedFilm> SubmitAsync(FilmServer server, PendingFile file, CancellationToken ct)
    {
        if (file.Fault is { } fault)
            return SubmittedFilm.Refused(fault.Code, fault.Message);
        try
        {
            return await server.SubmitAsync(file.Path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SubmittedFilm.Refused("unreadable", "The file cannot be read.");
        }
    }

    private void Note(SubmissionLedger ledger, PendingFile file, SubmittedFilm film)
    {
        lock (_guard)
        {
            ledger.Add(new LedgerRow(file.Name, file.Bytes, film), file.Modified);
            if (_sinceCommit.Elapsed > BetweenCommits)
            {
                ledger.Commit();
                _sinceCommit.Restart();
            }

            _done++;
            if (film.IsSettled || ++_named > MostNamed)
                return;
            terminal.Say($"{file.Name}: {film.Reason} [{film.ReasonCode}]");
            if (_named == MostNamed)
                terminal.Say("further files that are not taken are named in the table only.");
        }
    }

    private StageProgress Stage()
    {
        long done;
        lock (_guard)
            done = _done;
        var (known, found) = (Interlocked.Read(ref _known), Interlocked.Read(ref _found));
        var pace = done / Math.Max(0.001, _sinceBegin.Elapsed.TotalSeconds);
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"{done + known} of {(_isCounted ? "" : "at least ")}{Math.Max(found, done + known)} files, {pace:0.0} a second");
        return new StageProgress("Films", _isCounted && found > 0 ? Math.Min(1, (done + known) / (double)found) : 0, detail);
    }

    /// <summary>Counts the files beside the work, so that there is an end to look at; one name at a time.</summary>
    private void Count(CancellationToken ct)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(request.Folder, "*", Counted))
            {
                if (ct.IsCancellationRequested)
                    return;
                if (!path.StartsWith(request.Table, StringComparison.Ordinal))
                    Interlocked.Increment(ref _found);
            }

            _isCounted = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The bar has no end then; whoever reads the folder for the films tells of the reason.
        }
    }
}
