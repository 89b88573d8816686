using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>The database on a PostgreSQL server, which several machines can share.</summary>
/// <param name="options">How it is reached.</param>
public sealed class PostgresDatabase(DbContextOptions<PostgresDatabase> options) : ServerDatabase(options);
