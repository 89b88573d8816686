using Microsoft.Extensions.Configuration;
using Trabecula.Estimation;

namespace Trabecula.Server.Pages.Tests;

/// <summary>A server with the page in a folder of its own, on a port that is free.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly ServerApplication _server;

    private readonly bool _isOwn;

    private PageServer(ServerApplication server, string data, bool isOwn) => (_server, Data, _isOwn) = (server, data, isOwn);

    public string Data { get; }

    public string Address => _server.Addresses.First();

    public string? FirstPassword => _server.FirstPassword;

    public IServiceProvider Services => _server.Services;

    public static async Task<PageServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null)
    {
        var data = Directory.CreateTempSubdirectory("trabecula-page-").FullName;
        var settings = new ServerSettings { Data = data, SideBySide = 1, Listen = "http://127.0.0.1:0", MinFreeDiskMb = 1, Viewer = Browser.Viewer };
        settings = change?.Invoke(settings) ?? settings;
        var server = await ServerApplication.StartAsync(settings, new ConfigurationBuilder().AddInMemoryCollection().Build(), EstimationEngine.Open(settings.Model), CancellationToken.None);
        return new PageServer(server, settings.Data, settings.Data == data);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        for (var tries = 1; _isOwn && Directory.Exists(Data); tries++)
        {
            try
            {
                Directory.Delete(Data, recursive: true);
            }
            catch (IOException) when (tries < 50)
            {
                // A tab that is still open asked the database once more.
                await Task.Delay(100);
            }
        }
    }
}
