using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>All that can be set of a server; docs/reference/server-settings.md.</summary>
/// <remarks>
/// Bound from a JSON file, from environment variables that begin with <c>TRABECULA_</c> (<c>TRABECULA_Listen</c>,
/// <c>TRABECULA_Destinations__0__Name</c>), and from the command line; the later goes before the earlier.
/// </remarks>
public sealed record ServerSettings
{
    /// <summary>Folder for originals, results, logs and, with SQLite, the database.</summary>
    public required string Data { get; init; }

    /// <summary>Addresses to listen at, parted by semicolons.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:8080";

    /// <summary><c>sqlite</c>, or the connection string of a PostgreSQL database (<c>Host=…;Database=…;Username=…;Password=…</c>).</summary>
    public string Database { get; init; } = Sqlite;

    /// <summary>
    /// <c>folder</c> for <c>content</c> in <see cref="Data"/>, or a bucket of an S3-compatible server, <c>s3:https://host/bucket/prefix</c>, with credentials in the environment.
    /// </summary>
    public string Store { get; init; } = S3Address.Folder;

    /// <summary>Folder of the model bundle, or null for the installed or shipped one.</summary>
    public string? Model { get; init; }

    /// <summary><c>who</c> or <c>japan2012</c>.</summary>
    public string Criteria { get; init; } = "who";

    /// <summary>File of a reference population, or null for the built-in one of the criteria.</summary>
    public string? Reference { get; init; }

    /// <summary>File of a table of gates, or null for the one that ships.</summary>
    public string? Gates { get; init; }

    /// <summary><c>all</c>, or <c>result</c>: the result alone, without pictures, printed pages, DICOM objects and Bundles.</summary>
    public string Forms { get; init; } = "all";

    /// <summary>Language of the printed page: <c>en</c> or <c>ja</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Paper of the printed page: <c>a4</c> or <c>letter</c>.</summary>
    public string Paper { get; init; } = "a4";

    /// <summary>Root of new DICOM UIDs.</summary>
    public string UidRoot { get; init; } = DicomUid.UuidRoot;

    /// <summary>Films estimated side by side, at least 1; usual: one for each processor.</summary>
    public int SideBySide { get; init; } = Environment.ProcessorCount;

    /// <summary>Of them those that <c>serve</c> itself estimates, or null for all; 0 leaves every film to workers.</summary>
    public int? OwnFilms { get; init; }

    /// <summary>Largest request in MB. The usual one is the largest file that is read as a film.</summary>
    public int MaxUploadMb { get; init; } = 256;

    /// <summary>Films that may wait before further ones are turned away with 429.</summary>
    public int MaxBacklog { get; init; } = 10_000;

    /// <summary>Uploads at one time before further ones are turned away with 429.</summary>
    public int MaxUploads { get; init; } = 256;

    /// <summary>Connections at one time before further ones are closed.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>Least pace of an upload after five seconds, in bytes a second; slower ones are cut off.</summary>
    public int MinUploadBytesPerSecond { get; init; } = 4096;

    /// <summary>Free disk in MB below which no film is taken.</summary>
    public int MinFreeDiskMb { get; init; } = 1024;

    /// <summary>Wrong credentials that one address may show in a minute before it gets 429 for them.</summary>
    public int MaxWrongCredentials { get; init; } = 20;

    /// <summary>How people are let into the page.</summary>
    public SignInSettings SignIn { get; init; } = new();

    /// <summary>Folder of the viewer's bundle (<c>build/viewer.sh</c>), or null for <c>viewer</c> beside the program.</summary>
    public string? Viewer { get; init; }

    /// <summary>Studies that are run from the page.</summary>
    public StudySettings Studies { get; init; } = new();

    /// <summary>Archives that films are taken from.</summary>
    public IReadOnlyList<ArchiveSettings> Archives { get; init; } = [];

    /// <summary>Who gets results, beside the archive that a film came from.</summary>
    public IReadOnlyList<DestinationSettings> Destinations { get; init; } = [];

    /// <summary>The word for the database in a file.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Whether there is more of a film than its result.</summary>
    internal bool MakesForms => Forms != "result";

    /// <summary>The addresses of <see cref="Listen"/>.</summary>
    internal IReadOnlyList<string> Addresses => Listen.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether the database is a file in <see cref="Data"/>.</summary>
    public bool IsSqlite => Database == Sqlite;
}
