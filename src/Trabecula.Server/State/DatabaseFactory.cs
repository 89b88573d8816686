using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Opens the database that the settings name, and brings its tables up to date.</summary>
public sealed class DatabaseFactory
{
    /// <summary>How long SQLite waits for another writer, and a server for an answer, in seconds: longer than any write of ours, shorter than a client's patience.</summary>
    private const int WaitSeconds = 10;

    /// <summary>SQLite's code for a file that cannot be opened (sqlite.org/rescode.html).</summary>
    private const int CannotOpen = 14;

    /// <summary>What systems say of a file that another process has: EAGAIN on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.</summary>
    private const int WouldBlockOnLinux = 11, WouldBlockOnMac = 35, SharingViolation = unchecked((int)0x80070020);

    private readonly Func<ServerDatabase> _open;

    /// <summary>Prepares to open; nothing is reached yet.</summary>
    /// <param name="settings">Names the database.</param>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c> where the connection string cannot be read.</exception>
    public DatabaseFactory(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IsSqlite = settings.IsSqlite;
        if (IsSqlite)
        {
            File = Path.Combine(settings.Data, "trabecula.db");
            var source = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = WaitSeconds };
            var factory = new PooledDbContextFactory<SqliteDatabase>(
                new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite(source.ToString()).Options);
            _open = factory.CreateDbContext;
        }
        else
        {
            PostgresConnection = Connection(settings.Database);
            var factory = new PooledDbContextFactory<PostgresDatabase>(
                new DbContextOptionsBuilder<PostgresDatabase>().UseNpgsql(PostgresConnection).Options);
            _open = factory.CreateDbContext;
        }
    }

    /// <summary>Whether the database is a file.</summary>
    public bool IsSqlite { get; }

    /// <summary>That file, or null.</summary>
    public string? File { get; }

    /// <summary>The connection string, or null for SQLite.</summary>
    public string? PostgresConnection { get; }

    /// <summary>Opens the database; to be disposed of after one piece of work.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">SQLite's file is gone.</exception>
    public ServerDatabase Open()
    {
        // Connections that are open would go on writing to a file that nobody finds any more, and new ones would make an empty one.
        if (IsSqlite && !System.IO.File.Exists(File))
            throw new Microsoft.Data.Sqlite.SqliteException("The file of the database is gone.", CannotOpen);
        return _open();
    }

    /// <summary>Brings the tables up to date.</summary>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> where it cannot be reached or written.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        try
        {
            await using var database = _open();
            if (!IsSqlite)
            {
                await database.Database.MigrateAsync(ct);
                return;
            }

            await using var alone = await MigrationLockAsync(ct);

            // Readers and the one writer do not wait for each other; the file remembers it.
            await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);

            // In SQLite, Entity Framework notes in a table that it is at work, and waits for ever for a process that was killed meanwhile. Nobody
            // else is at work here: so what stands there is such a process's.
            await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
            await database.Database.MigrateAsync(ct);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }

    /// <summary>Makes this process the only one that changes the tables of SQLite's file; the system lets go of it however the process ends.</summary>
    private async Task<FileStream> MigrationLockAsync(CancellationToken ct)
    {
        var end = DateTime.UtcNow.AddSeconds(WaitSeconds);
        while (true)
        {
            try
            {
                return new FileStream(File + ".migration", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation && DateTime.UtcNow < end)
            {
                await Task.Delay(50, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new TrabeculaException("database_unavailable", $"{File}.migration cannot be written, or another process has been changing the tables for too long.", e);
            }
        }
    }

    /// <summary>How far the database's clock is ahead of this machine's.</summary>
    /// <param name="clock">This machine's.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c> where it cannot be reached.</exception>
    public async Task<TimeSpan> ClockDifferenceAsync(TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clock);
        try
        {
            await using var database = Open();
            var told = await database.Database.SqlQueryRaw<long>(
                IsSqlite
                    ? "SELECT CAST(1000 * unixepoch('subsec') AS INTEGER) AS \"Value\""
                    : "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS \"Value\"").SingleAsync(ct);
            return DateTimeOffset.FromUnixTimeMilliseconds(told) - clock.GetUtcNow();
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }

    private static string Connection(string text)
    {
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(text) { Timeout = WaitSeconds, CommandTimeout = WaitSeconds }.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new TrabeculaException(
                "invalid_setting", "The setting Database is neither 'sqlite' nor a PostgreSQL connection string (Host=…;Database=…;Username=…).", e);
        }
    }
}
