using System.Collections.Concurrent;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What is wrong at present, by part; shown by <c>/health/ready</c>.</summary>
public sealed class ServerHealth
{
    /// <summary>The part without which nothing can be received.</summary>
    public const string Database = "database";

    /// <summary>The folder of films and results.</summary>
    public const string Store = "store";

    private readonly ConcurrentDictionary<string, TrabeculaException> _troubles = new();

    /// <summary>What is wrong, by part; empty where all is well.</summary>
    public IReadOnlyDictionary<string, TrabeculaException> Troubles => _troubles;

    /// <summary>Whether films can be received: the database and the store answer. Other troubles (an archive is away) only delay.</summary>
    public bool IsReady => !_troubles.ContainsKey(Database) && !_troubles.ContainsKey(Store);

    /// <summary>Tells how a part is.</summary>
    /// <param name="part">Its name, for instance <see cref="Database"/> or that of an archive.</param>
    /// <param name="trouble">What is wrong, or null for nothing.</param>
    /// <returns>Whether that is news, so that it is logged once.</returns>
    public bool Tell(string part, TrabeculaException? trouble)
    {
        if (trouble is null)
            return _troubles.TryRemove(part, out _);
        var isNews = !_troubles.TryGetValue(part, out var known) || known.Code != trouble.Code;
        _troubles[part] = trouble;
        return isNews;
    }
}
