using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>The database as one file; enough for one machine.</summary>
/// <param name="options">How it is opened.</param>
public sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : ServerDatabase(options);
