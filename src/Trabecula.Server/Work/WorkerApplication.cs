using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>
/// A process that estimates films of a server on this or another machine, and does nothing else: it listens nowhere, follows no archive and sends nothing on. It needs
/// the server's PostgreSQL database and its store.
/// </summary>
public sealed class WorkerApplication : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerApplication(IHost host) => _host = host;

    /// <summary>Starts a worker.</summary>
    /// <param name="settings">The server's settings, as <see cref="ServerConfiguration.Read"/> gives them.</param>
    /// <param name="engine">The model; it lives as long as the process.</param>
    /// <param name="ct">Stops the start.</param>
    /// <returns>The running worker.</returns>
    /// <exception cref="TrabeculaException">
    /// The settings name no PostgreSQL database (<c>worker_needs_postgres</c>); the model, the database or the store cannot be used.
    /// </exception>
    public static async Task<WorkerApplication> StartAsync(ServerSettings settings, EstimationEngine engine, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(engine);
        if (settings.IsSqlite)
        {
            throw new TrabeculaException(
                "worker_needs_postgres", "A worker shares a PostgreSQL database with its server; the setting Database names none. With SQLite the server estimates films itself.");
        }

        await engine.Model.WaitAsync(ct);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Trabecula.Worker" });
        ServerLog.Add(builder.Services, settings, hasFile: false);
        builder.Services.AddWork(settings, engine, settings.SideBySide);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = WorkServices.LongestStop + TimeSpan.FromSeconds(5));
        var host = builder.Build();
        try
        {
            var databases = host.Services.GetRequiredService<DatabaseFactory>();
            await databases.MigrateAsync(ct);
            var log = host.Services.GetRequiredService<ILogger<WorkerApplication>>();
            await CompareClocksAsync(databases, log, ct);
            host.Services.GetRequiredService<JobStorage>();
            await host.StartAsync(ct);
            log.LogInformation("Working on {SideBySide} films side by side", settings.SideBySide);
            return new WorkerApplication(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the worker is asked to end, and stops it: films under way have ten seconds, or are given back.</summary>
    /// <param name="ct">Asks it to end.</param>
    public Task WaitAsync(CancellationToken ct) => Stopping.InTimeAsync(() => _host.WaitForShutdownAsync(ct));

    /// <summary>Stops the worker, where it has not stopped, and lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stopping.InTimeAsync(() => _host.StopAsync());
        if (_host is IAsyncDisposable parts)
            await parts.DisposeAsync();
    }

    /// <summary>Claims run out by the clock of whoever looks: with clocks far apart films would be taken from workers that are well.</summary>
    private static async Task CompareClocksAsync(DatabaseFactory databases, ILogger log, CancellationToken ct)
    {
        var apart = await databases.ClockDifferenceAsync(TimeProvider.System, ct);
        if (apart.Duration() > FilmClaims.Lease / 4)
            log.LogWarning("This machine's clock and the database's are {Seconds:0} s apart; set them by NTP, or films will be estimated twice over", apart.TotalSeconds);
    }
}
