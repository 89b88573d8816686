using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>That this process alone uses the data folder's SQLite database. The system lets go of it however the process ends.</summary>
internal sealed class ServerLock : IDisposable
{
    private readonly FileStream? _file;

    /// <summary>Takes the lock, where the database is SQLite.</summary>
    /// <param name="settings">Names the folder.</param>
    /// <exception cref="TrabeculaException"><c>server_running</c> where another process has it.</exception>
    public ServerLock(ServerSettings settings)
    {
        if (!settings.IsSqlite)
            return;
        try
        {
            _file = new FileStream(Path.Combine(settings.Data, "trabecula.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException(
                "server_running", $"Another server uses the folder {settings.Data}, or it may not be written; several servers share a PostgreSQL database.", e);
        }
    }

    /// <summary>Whether nobody else uses the database.</summary>
    public bool IsHeld => _file is not null;

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();
}
