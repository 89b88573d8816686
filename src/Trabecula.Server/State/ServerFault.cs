using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Turns what libraries throw into reasons, and tells which of them pass.</summary>
public static class ServerFault
{
    /// <summary>SQLite's codes (sqlite.org/rescode.html): a constraint was violated; of them uniqueness and primary keys; the disk is full.</summary>
    private const int Constraint = 19, ConstraintPrimaryKey = 1555, ConstraintUnique = 2067, Full = 13;

    /// <summary>The reason of a failure.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>The reason: itself where it is one, <c>database_full</c>, <c>database_unavailable</c>, <c>store_unavailable</c>, or <c>internal_error</c>.</returns>
    public static TrabeculaException Of(Exception failure) => failure switch
    {
        TrabeculaException known => known,
        _ when IsFull(failure) => new TrabeculaException("database_full", "The database is full; make room on its disk.", failure),
        _ when IsOfDatabase(failure) => new TrabeculaException("database_unavailable", "The database cannot be reached or written at present.", failure),
        IOException or UnauthorizedAccessException => new TrabeculaException(
            "store_unavailable", "The server's folder cannot be read or written at present.", failure),
        _ => new TrabeculaException("internal_error", "An error in Trabecula itself; the server's log tells more.", failure),
    };

    /// <summary>Whether a failure lies in the database or the way to it.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsOfDatabase(Exception failure) => Chain(failure).Any(e => e is DbException or SocketException or DbUpdateException)
        || (failure is TimeoutException or InvalidOperationException && Chain(failure).Any(e => e is DbException));

    /// <summary>Whether a reason passes by itself: the database or the disk is away or full.</summary>
    /// <param name="code">The reason's code.</param>
    public static bool IsPassing(string code) => code is "database_full" or "database_unavailable" or "store_unavailable" or "disk_full";

    /// <summary>Whether a unique index refused what is there already.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool IsDuplicate(Exception failure) => Chain(failure).Any(e => e switch
    {
        SqliteException sqlite => sqlite is { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey },
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    });

    private static bool IsFull(Exception failure) => Chain(failure).Any(e => e switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == Full,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
        _ => false,
    });

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
            yield return e;
    }
}
