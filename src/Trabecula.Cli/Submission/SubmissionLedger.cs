using System.Globalization;
using Microsoft.Data.Sqlite;
using Trabecula.Domain;

namespace Trabecula.Cli.Submission;

/// <summary>A film's row in the ledger.</summary>
/// <param name="Path">The file, relative to the folder, with forward slashes.</param>
/// <param name="Bytes">Its length when it was submitted.</param>
/// <param name="Film">What became of it.</param>
internal sealed record LedgerRow(string Path, long Bytes, SubmittedFilm Film);

/// <summary>What has been submitted so far: a SQLite file beside the table, so that no run has all of it in memory, and none begins anew.</summary>
/// <remarks>One thread adds and commits, another one asks. What was not committed when the process was killed is submitted again, and is the same record on the server.</remarks>
internal sealed class SubmissionLedger : IDisposable
{
    /// <summary>"TRSB": that the file is a ledger, and of which form (sqlite.org/pragma.html#pragma_application_id).</summary>
    private const int ApplicationId = 0x54525342, Form = 1;

    private readonly FileStream _alone;
    private readonly SqliteConnection _write;
    private readonly SqliteConnection _read;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _ask;
    private SqliteTransaction? _open;

    /// <summary>Opens a ledger, or makes it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="folder">The folder that is submitted.</param>
    /// <exception cref="TrabeculaException"><c>submission_running</c>, <c>other_submission</c> or <c>ledger_unusable</c>.</exception>
    public SubmissionLedger(string path, string folder)
    {
        _alone = Alone(path);
        try
        {
            _write = Connect(path);
            Run("PRAGMA journal_mode=WAL");
            Prepare(path, folder);
            _read = Connect(path);
            _add = _write.CreateCommand();
            _add.CommandText =
                "INSERT OR REPLACE INTO film (path, bytes, modified, state, reason_code, reason, film_id, result) VALUES ($path, $bytes, $modified, $state, $code, $reason, $film, $result)";
            foreach (var name in new[] { "$path", "$bytes", "$modified", "$state", "$code", "$reason", "$film", "$result" })
                _add.Parameters.Add(new SqliteParameter(name, DBNull.Value));
            _ask = _read.CreateCommand();
            _ask.CommandText = "SELECT state FROM film WHERE path = $path AND bytes = $bytes AND modified = $modified";
            foreach (var name in new[] { "$path", "$bytes", "$modified" })
                _ask.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }
        catch (SqliteException e)
        {
            _write?.Dispose();
            _alone.Dispose();
            throw new TrabeculaException("ledger_unusable", $"The file {path}, which says what was submitted so far, cannot be used: {e.Message}", e);
        }
        catch
        {
            _write?.Dispose();
            _alone.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file, as it is now, has its result.</summary>
    /// <param name="path">The file, relative to the folder.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="modified">When it was changed last.</param>
    public bool IsSettled(string path, long bytes, DateTime modified)
    {
        _ask.Parameters[0].Value = path;
        _ask.Parameters[1].Value = bytes;
        _ask.Parameters[2].Value = modified.Ticks;
        return _ask.ExecuteScalar() is string state && new SubmittedFilm(state, null, null, null, null).IsSettled;
    }

    /// <summary>Adds what became of a file, in place of what was known of it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="modified">When the file was changed last.</param>
    public void Add(LedgerRow row, DateTime modified)
    {
        _open ??= _write.BeginTransaction();
        _add.Transaction = _open;
        object?[] values = [row.Path, row.Bytes, modified.Ticks, row.Film.State, row.Film.ReasonCode, row.Film.Reason, row.Film.FilmId, row.Film.Result];
        for (var i = 0; i < values.Length; i++)
            _add.Parameters[i].Value = values[i] ?? DBNull.Value;
        _add.ExecuteNonQuery();
    }

    /// <summary>Makes sure that what was added is on the disk.</summary>
    public void Commit()
    {
        _open?.Commit();
        _open?.Dispose();
        _open = null;
    }

    /// <summary>How many files there are in each state.</summary>
    public IReadOnlyDictionary<string, long> Counts()
    {
        using var command = _write.CreateCommand();
        command.CommandText = "SELECT state, count(*) FROM film GROUP BY state";
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<string, long>();
        while (rows.Read())
            counts[rows.GetString(0)] = rows.GetInt64(1);
        return counts;
    }

    /// <summary>All rows by their path, one after the other.</summary>
    public IEnumerable<LedgerRow> Rows()
    {
        using var command = _write.CreateCommand();
        command.CommandText = "SELECT path, bytes, state, reason_code, reason, film_id, result FROM film ORDER BY path";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new LedgerRow(rows.GetString(0), rows.GetInt64(1), new SubmittedFilm(
                rows.GetString(2), Text(rows, 3), Text(rows, 4), rows.IsDBNull(5) ? null : rows.GetInt64(5), Text(rows, 6)));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Commit();
        _add.Dispose();
        _ask.Dispose();
        _read.Dispose();
        _write.Dispose();
        _alone.Dispose();
    }

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static FileStream Alone(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("submission_running", $"Another run writes the same table, or {Path.GetDirectoryName(path)} may not be written.", e);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void Prepare(string path, string folder)
    {
        var form = Convert.ToInt64(Ask("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (form == 0 && Convert.ToInt64(Ask("SELECT count(*) FROM sqlite_master"), CultureInfo.InvariantCulture) == 0)
        {
            Run("CREATE TABLE film (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, modified INTEGER NOT NULL, state TEXT NOT NULL, reason_code TEXT, reason TEXT, film_id INTEGER, result TEXT) WITHOUT ROWID");
            Run("CREATE TABLE about (folder TEXT NOT NULL)");
            using var note = _write.CreateCommand();
            note.CommandText = "INSERT INTO about (folder) VALUES ($folder)";
            note.Parameters.AddWithValue("$folder", folder);
            note.ExecuteNonQuery();
            Run($"PRAGMA application_id={ApplicationId}");
            Run($"PRAGMA user_version={Form}");
            return;
        }

        if (form != Form || Convert.ToInt64(Ask("PRAGMA application_id"), CultureInfo.InvariantCulture) != ApplicationId)
            throw new TrabeculaException("ledger_unusable", $"The file {path} is none of ours, or of another version; name another table.");
        if (Ask("SELECT folder FROM about") is not string known || known != folder)
            throw new TrabeculaException("other_submission", $"The table was begun for another folder; name another table, or remove {path}.");
    }

    private object? Ask(string sql)
    {
        using var command = _write.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Run(string sql) => Ask(sql);
}
