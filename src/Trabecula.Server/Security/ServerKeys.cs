using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Makes and withdraws API keys from the command line, beside a server that runs or none.</summary>
public static class ServerKeys
{
    /// <summary>Makes a key.</summary>
    /// <param name="settings">Names the database.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The key; it cannot be told again. A server that runs knows it within seconds.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c>, <c>database_full</c> or <c>cannot_write</c>.</exception>
    public static async Task<string> NewAsync(ServerSettings settings, string name, CancellationToken ct) => await (await RingAsync(settings, ct)).NewAsync(name, ct);

    /// <summary>Withdraws all keys of a name.</summary>
    /// <param name="settings">Names the database.</param>
    /// <param name="name">The name.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>How many.</returns>
    /// <exception cref="TrabeculaException"><c>database_unavailable</c>, <c>database_full</c> or <c>cannot_write</c>.</exception>
    public static async Task<int> RevokeAsync(ServerSettings settings, string name, CancellationToken ct) => await (await RingAsync(settings, ct)).RevokeAsync(name, ct);

    private static async Task<ApiKeyRing> RingAsync(ServerSettings settings, CancellationToken ct)
    {
        ServerApplication.MakeFolder(settings.Data);
        var databases = new DatabaseFactory(settings);
        await databases.MigrateAsync(ct);
        return new ApiKeyRing(databases, TimeProvider.System);
    }
}
