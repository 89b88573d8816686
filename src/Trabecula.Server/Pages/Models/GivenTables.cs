using System.Security.Cryptography;
using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Server;

/// <summary>
/// The reference population and the table of gates that an administrator gives on the page in the place of the shipped ones. They take over at the next start, so that all results
/// of one run of a server are judged alike.
/// </summary>
internal sealed class GivenTables
{
    /// <summary>Largest file; a table of gates is at most 64 kB, a reference 1 MB.</summary>
    public const long MostBytes = 1 << 20;

    private readonly ServerSettings _settings;
    private readonly AuditLog _audit;
    private readonly Dictionary<GivenTable, string> _atStart;

    /// <summary>Notes which tables are in force; to be made at the start.</summary>
    /// <param name="settings">The settings with what <see cref="Apply"/> named.</param>
    /// <param name="audit">The log.</param>
    public GivenTables(ServerSettings settings, AuditLog audit)
    {
        (_settings, _audit) = (settings, audit);
        _atStart = Enum.GetValues<GivenTable>().ToDictionary(table => table, table => DigestOf(PathOf(settings.Data, table)));
    }

    /// <summary>Where a given table lies.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="table">Which.</param>
    public static string PathOf(string data, GivenTable table) => Path.Combine(Path.GetFullPath(data), "in-force", NameOf(table));

    /// <summary>Names the given tables where there are any and the settings name no others.</summary>
    /// <param name="settings">The settings as they were read.</param>
    public static ServerSettings Apply(ServerSettings settings) => settings with
    {
        Reference = settings.Reference ?? Given(settings.Data, GivenTable.Reference),
        Gates = settings.Gates ?? Given(settings.Data, GivenTable.Gates),
    };

    /// <summary>Whether the settings name a table: that one stays in force whatever is given.</summary>
    /// <param name="table">Which.</param>
    public bool IsFixed(GivenTable table) => (table == GivenTable.Reference ? _settings.Reference : _settings.Gates) is { } named && Path.GetFullPath(named) != PathOf(_settings.Data, table);

    /// <summary>Whether a table was given.</summary>
    /// <param name="table">Which.</param>
    public bool IsGiven(GivenTable table) => Given(_settings.Data, table) is not null;

    /// <summary>Whether another table takes over at the next start.</summary>
    /// <param name="table">Which.</param>
    public bool ChangesAtNextStart(GivenTable table) => !IsFixed(table) && DigestOf(PathOf(_settings.Data, table)) != _atStart[table];

    /// <summary>Takes a table; one that could not be read at the start is refused.</summary>
    /// <param name="by">Who gives it.</param>
    /// <param name="table">Which.</param>
    /// <param name="content">The JSON file.</param>
    /// <param name="ct">Stops; the one before stays.</param>
    /// <exception cref="TrabeculaException">What reading the table refuses, by the name of the field; <c>cannot_write</c>.</exception>
    public async Task GiveAsync(string by, GivenTable table, Stream content, CancellationToken ct)
    {
        var path = PathOf(_settings.Data, table);
        var beside = Path.Combine(Path.GetDirectoryName(path)!, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(beside);
            var received = Path.Combine(beside, NameOf(table));
            await using (var file = File.Create(received))
                await content.CopyToAsync(file, ct);
            var name = table == GivenTable.Reference ? ReferencePopulation.Load(received).Name : GateTable.Load(received).Identity.Name;
            File.Move(received, path, overwrite: true);
            await _audit.AddAsync(by, table == GivenTable.Reference ? "reference_given" : "gates_given", "", name, CancellationToken.None);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new TrabeculaException("cannot_write", "The table cannot be kept in the data folder at present.", e);
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }

    /// <summary>Goes back to the shipped table at the next start.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="table">Which.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>.</exception>
    public async Task WithdrawAsync(string by, GivenTable table)
    {
        try
        {
            File.Delete(PathOf(_settings.Data, table));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", "The table cannot be taken away from the data folder at present.", e);
        }

        await _audit.AddAsync(by, table == GivenTable.Reference ? "reference_withdrawn" : "gates_withdrawn", "", "", CancellationToken.None);
    }

    private static string NameOf(GivenTable table) => table == GivenTable.Reference ? "reference.json" : "gates.json";

    private static string? Given(string data, GivenTable table) => File.Exists(PathOf(data, table)) ? PathOf(data, table) : null;

    private static string DigestOf(string path) => File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "";
}
