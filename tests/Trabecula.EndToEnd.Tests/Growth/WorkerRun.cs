using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using Trabecula.Server.Tests;

namespace Trabecula.EndToEnd.Tests;

/// <summary>A PostgreSQL, a server and its workers, each a process of its own, with one folder between them.</summary>
internal sealed class WorkerRun : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "trabecula.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _postgres;
    private readonly string _settings;

    private WorkerRun(PostgresServer postgres, int ownFilms, string? studies)
    {
        _postgres = postgres;
        _settings = _folder["server.json"];
        Directory.CreateDirectory(_folder["films"]);
        Films = new FilmFactory(_folder["films"], seed: 7);
        Address = $"http://127.0.0.1:{OrthancProcess.FreePort()}";
        File.WriteAllText(_settings, JsonSerializer.Serialize(new
        {
            Data = _folder["data"],
            Listen = Address,
            Database = postgres.Connection,
            MinFreeDiskMb = 1,
            SideBySide = 1,
            OwnFilms = ownFilms,
            Studies = new { FoldsOn = studies is null ? "here" : "workers", Program = studies is null ? [] : new[] { "/bin/bash", studies } },
        }));
        Http = new HttpClient { BaseAddress = new Uri(Address) };
    }

    public string Address { get; }

    public string Key { get; private set; } = "";

    public HttpClient Http { get; }

    public FilmFactory Films { get; }

    public PostgresServer Postgres => _postgres;

    public ChildProcess Server { get; private set; } = null!;

    public List<ChildProcess> Workers { get; } = [];

    public string this[string name] => _folder[name];

    /// <summary>Starts PostgreSQL and a server; the test is skipped where there is no PostgreSQL.</summary>
    /// <param name="ownFilms">Films that the server estimates itself at one time.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="studies">A script in the place of the program that trains.</param>
    public static async Task<WorkerRun> StartAsync(int ownFilms, CancellationToken ct, string? studies = null)
    {
        var run = new WorkerRun(await PostgresServer.StartNewAsync(), ownFilms, studies);
        var (_, said) = await ChildProcess.RunAsync("dotnet", [Program, "serve", "--settings", run._settings, "--new-api-key", "test"], ct);
        run.Key = said.Split('\n').Single(line => line.StartsWith("trabecula_", StringComparison.Ordinal)).Trim();
        run.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Key);
        run.Server = new ChildProcess("dotnet", [Program, "serve", "--settings", run._settings]);
        await Wait.UntilAsync(() => Task.FromResult(run.Server.Said.Contains("listening", StringComparison.Ordinal)), () => run.Server.Said, ct);
        return run;
    }

    public void AddWorker() => Workers.Add(new ChildProcess("dotnet", [Program, "worker", "--settings", _settings]));

    public async Task SendAsync(SentFilm film, CancellationToken ct)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(film.Path, ct));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
        using var answer = await Http.PostAsync("/api/films", content, ct);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>Asks the database, which is the truth.</summary>
    public async Task<long> AskAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_postgres.Connection + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the database tells what is waited for.</summary>
    public async Task UntilAsync(string sql, Func<long, bool> holds, CancellationToken ct)
    {
        var found = 0L;
        await Wait.UntilAsync(
            async () => holds(found = await AskAsync(sql, ct)),
            () => $"{sql} gives {found}.\n{Server.Said}\n{string.Join("\n", Workers.Select(worker => worker.Said))}",
            ct);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var worker in Workers)
            worker.Dispose();
        Server.Dispose();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }
}
