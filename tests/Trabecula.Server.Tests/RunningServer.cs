using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Server.Tests;

/// <summary>A real server on a free port of this machine, with a folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private ServerApplication _server = null!;

    private RunningServer(ServerSettings settings, EstimationEngine engine) => (Settings, Engine) = (settings, engine);

    public ServerSettings Settings { get; }

    public EstimationEngine Engine { get; }

    public string Key { get; private set; } = "";

    public HttpClient Http { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _server.Services;

    public DatabaseFactory Databases => Services.GetRequiredService<DatabaseFactory>();

    public string Incoming => Path.Combine(Settings.Data, "content", "incoming");

    /// <summary>Starts one, with the invented model where none is named.</summary>
    public static async Task<RunningServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null, EstimationEngine? engine = null, string? folder = null)
    {
        var settings = new ServerSettings
        {
            Data = folder ?? Directory.CreateTempSubdirectory("trabecula-server-").FullName,
            Listen = "http://127.0.0.1:0",
            MinFreeDiskMb = 1,
            SideBySide = 2,
        };
        var running = new RunningServer(change?.Invoke(settings) ?? settings, engine ?? Invented());
        await running.StartAgainAsync();
        return running;
    }

    /// <summary>Starts it, or once more in the same folder.</summary>
    public async Task StartAgainAsync()
    {
        _server = await ServerApplication.StartAsync(Settings, new ConfigurationBuilder().Build(), Engine, TestContext.Current.CancellationToken);
        Key = _server.FirstKey ?? Key;
        Address = new Uri(_server.Addresses.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(90) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Settings.Data, recursive: true);
    }

    public Task<HttpResponseMessage> PostAsync(byte[] film, string query = "", string type = "application/dicom") =>
        Http.PostAsync($"/api/films{query}", Content(film, type), TestContext.Current.CancellationToken);

    public async Task<JsonElement> JsonAsync(string address) => await ReadAsync(await Http.GetAsync(address, TestContext.Current.CancellationToken));

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;

    public static ByteArrayContent Content(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    public async Task<int> CountAsync() => (await JsonAsync("/api/films?limit=500")).GetProperty("films").GetArrayLength();

    /// <summary>Waits until a film's record is as it should be.</summary>
    public async Task<JsonElement> UntilAsync(long film, Func<JsonElement, bool> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await Http.GetAsync($"/api/films/{film}", TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var record = await ReadAsync(answer);
                if (isSo(record))
                    return record;
                Assert.True(tries < 1200, $"After two minutes film {film} is still {record}");
            }

            Assert.True(tries < 1200, $"After two minutes the server says {answer.StatusCode}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public static bool IsFinished(JsonElement record) => record.GetProperty("state").GetString() is "estimated" or "rejected";

    /// <summary>An engine with the real reader and a model that sees L1 to L4 in everything, after something else where that is asked for.</summary>
    public static EstimationEngine Invented(Action? first = null) => new(
        RadiographReader.Read,
        Task.FromResult(new LoadedModel(
            new ModelIdentity("invented", "1", "in-silico"),
            DxaManufacturer.Hologic,
            (film, gates, ct) =>
            {
                first?.Invoke();
                ct.ThrowIfCancellationRequested();
                return new FilmAnalysis(
                    [.. new[] { VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4 }.Select((level, index) => new VertebraOutline(
                        level, new ImagePoint(10, 10 * index), new ImagePoint(20, 10 * index), new ImagePoint(20, (10 * index) + 8), new ImagePoint(10, (10 * index) + 8), 0.9))],
                    [.. Enum.GetValues<SkeletalSite>().Select(site => new DensityEstimate(site, 0.7, 0.05))],
                    [],
                    null);
            })));
}
