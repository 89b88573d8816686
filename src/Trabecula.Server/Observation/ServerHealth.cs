using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Whether the parts that the server needs answer, as they did last.</summary>
internal sealed class ServerHealth
{
    private volatile TrabeculaException? _database;

    /// <summary>Why the database cannot be used, or null.</summary>
    public TrabeculaException? Database => _database;

    /// <summary>The database answered.</summary>
    public void DatabaseAnswered() => _database = null;

    /// <summary>It did not.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>Whether that is new.</returns>
    public bool DatabaseFailed(TrabeculaException reason) => Interlocked.Exchange(ref _database, reason) is null;
}
