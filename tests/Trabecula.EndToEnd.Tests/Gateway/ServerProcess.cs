using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Trabecula.EndToEnd.Tests;

/// <summary>The server as a process of its own, beside an Orthanc.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly string _folder;
    private readonly string _settings;
    private readonly string _address = $"http://127.0.0.1:{OrthancProcess.FreePort()}";
    private ChildProcess? _process;

    /// <summary>Prepares a server; it does not run yet.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="orthanc">The archive.</param>
    /// <param name="byDicomWeb">Whether it is searched by DICOMweb alone, as an archive of another kind.</param>
    /// <param name="database">Its database, as the setting has it.</param>
    /// <param name="destinations">Entries of <c>Destinations</c>.</param>
    public ServerProcess(string folder, OrthancProcess orthanc, bool byDicomWeb, string database, params object[] destinations)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _settings = Path.Combine(folder, "server.json");
        File.WriteAllText(Path.Combine(folder, "password"), OrthancProcess.Password + "\n");
        File.WriteAllText(_settings, JsonSerializer.Serialize(new
        {
            Data = Path.Combine(folder, "data"),
            Listen = _address,
            Database = database,
            MinFreeDiskMb = 100,
            Archives = new[]
            {
                new
                {
                    Name = "archive",
                    Protocol = byDicomWeb ? "DicomWeb" : "Orthanc",
                    Url = orthanc.Url + (byDicomWeb ? "dicom-web" : ""),
                    User = OrthancProcess.User,
                    PasswordFile = Path.Combine(folder, "password"),
                    PollSeconds = 0.2,
                },
            },
            Destinations = destinations,
        }));
    }

    public string Said => _process?.Said ?? "";

    public void Start()
    {
        _process?.Dispose();
        _process = new ChildProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, "trabecula.dll"), "serve", "--settings", _settings]);
    }

    public void Kill() => _process?.Kill();

    /// <summary>Calls the server's REST with a key that it has just made.</summary>
    public async Task<string> CallAsync(HttpMethod method, string path, CancellationToken ct)
    {
        var (_, key) = await ChildProcess.RunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "trabecula.dll"), "serve", "--settings", _settings, "--new-api-key", "test"], ct);
        using var http = new HttpClient { BaseAddress = new Uri(_address) };
        http.DefaultRequestHeaders.Add("X-Api-Key", key.Split('\n').Single(line => line.StartsWith("trabecula_", StringComparison.Ordinal)).Trim());
        var body = "";
        await Wait.UntilAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(method, path);
                using var answer = await http.SendAsync(request, ct);
                body = await answer.Content.ReadAsStringAsync(ct);

                // A key that was made beside a running server is known to it some seconds later.
                return answer.IsSuccessStatusCode;
            },
            () => $"{path}: {body}",
            ct);
        return body;
    }

    /// <summary>Asks the server's database, which is the truth about what it owes to whom.</summary>
    public async Task<long> AskAsync(string sql, CancellationToken ct)
    {
        var file = Path.Combine(_folder, "data", "trabecula.db");
        if (!File.Exists(file))
            return 0;
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            return await command.ExecuteScalarAsync(ct) as long? ?? 0;
        }
        catch (SqliteException)
        {
            // Its tables are not there yet.
            return 0;
        }
    }

    public void Dispose() => _process?.Dispose();
}
