using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;

namespace Trabecula.Server;

/// <summary>The server: put together, started, waited for, stopped.</summary>
public sealed class ServerApplication : IAsyncDisposable
{
    /// <summary>Room for the boundaries and headers of a form around the largest film.</summary>
    private const long FormBytes = 1 << 20;

    private readonly WebApplication _app;

    private ServerApplication(WebApplication app, string? firstKey, string? firstPassword) => (_app, FirstKey, FirstPassword) = (app, firstKey, firstPassword);

    /// <summary>The key that was made because there was none; null where there was one. It cannot be told again.</summary>
    public string? FirstKey { get; }

    /// <summary>Password of the administrator who was made because there was nobody; null where there was somebody. It cannot be told again.</summary>
    public string? FirstPassword { get; }

    /// <summary>Where the server listens.</summary>
    public IReadOnlyCollection<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>The server's parts, for tests and pages.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">The settings, as <see cref="ServerConfiguration.Read"/> gives them.</param>
    /// <param name="configuration">Where certificates are named (<c>Kestrel:Certificates</c>).</param>
    /// <param name="engine">The model; it lives as long as the process.</param>
    /// <param name="ct">Stops the start.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="TrabeculaException">
    /// The model, the database or the folder cannot be used, another server uses the folder (<c>server_running</c>), or an address cannot be
    /// listened at (<c>cannot_listen</c>).
    /// </exception>
    public static async Task<ServerApplication> StartAsync(ServerSettings settings, IConfiguration configuration, EstimationEngine engine, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(engine);

        // A model that cannot be loaded is said before anything listens.
        await engine.Model.WaitAsync(ct);
        MakeFolder(settings.Data);
        if (settings.IsSqlite)
            MakeRoomForWaiting(settings);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.Data, ApplicationName = "Trabecula.Server" });
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Limit(kestrel, configuration, settings));
        builder.WebHost.UseUrls([.. settings.Addresses]);
        ServerLog.Add(builder.Services, settings, hasFile: true);
        AddParts(builder.Services, settings, engine);
        var app = builder.Build();
        try
        {
            Answer(app);
            app.Services.GetRequiredService<ServerLock>();
            app.Services.GetRequiredService<GivenTables>();
            await app.Services.GetRequiredService<DatabaseFactory>().MigrateAsync(ct);
            var keys = app.Services.GetRequiredService<ApiKeyRing>();
            var first = await keys.AnyAsync(ct) ? null : await keys.NewAsync("first", ct);
            var password = await FirstAdministrator.EnsureAsync(app.Services, ct);
            await app.StartAsync(ct);
            app.Services.GetRequiredService<ILogger<ServerApplication>>().LogInformation(
                "Listening at {Addresses} with {Database}, {SideBySide} films side by side", settings.Listen, settings.IsSqlite ? "SQLite" : "PostgreSQL", settings.OwnFilms ?? settings.SideBySide);
            return new ServerApplication(app, first, password);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Security.Cryptography.CryptographicException)
        {
            await app.DisposeAsync();
            throw new TrabeculaException("cannot_listen", $"Cannot listen at {settings.Listen}: {e.GetBaseException().Message}", e);
        }
        catch (InvalidOperationException e) when (ServerLog.IsOfListening(e))
        {
            await app.DisposeAsync();
            throw new TrabeculaException(
                "cannot_listen", $"Cannot listen at {settings.Listen}: an https address needs a certificate, 'Kestrel:Certificates:Default' in the settings.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the server is asked to end, and stops it: requests and films under way have ten seconds.</summary>
    /// <param name="ct">Asks it to end.</param>
    public Task WaitAsync(CancellationToken ct) => Stopping.InTimeAsync(() => _app.WaitForShutdownAsync(ct));

    /// <summary>Stops the server, where it has not stopped, and lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stopping.InTimeAsync(() => _app.StopAsync());
        await _app.DisposeAsync();
    }

    /// <summary>Makes the data folder, for this user alone.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>.</exception>
    internal static void MakeFolder(string folder)
    {
        try
        {
            // Films of patients: nobody else on the machine may look.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"The folder {folder} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>
    /// SQLite's driver blocks a thread while another writer has the file. The pool would add one or two threads a second meanwhile, and nobody be answered,
    /// not even who asks whether the server lives.
    /// </summary>
    private static void MakeRoomForWaiting(ServerSettings settings)
    {
        const int Most = 512;
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Math.Min(Most, settings.MaxUploads + settings.SideBySide + Environment.ProcessorCount)), ports);
    }

    private static void Limit(KestrelServerOptions kestrel, IConfiguration configuration, ServerSettings settings)
    {
        kestrel.Configure(configuration.GetSection("Kestrel"));
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = ((long)settings.MaxUploadMb << 20) + FormBytes;
        limits.MaxConcurrentConnections = settings.MaxConnections;
        limits.MinRequestBodyDataRate = new MinDataRate(settings.MinUploadBytesPerSecond, TimeSpan.FromSeconds(5));
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

        // A connection that says nothing holds a place that others need.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
    }

    private static void AddParts(IServiceCollection services, ServerSettings settings, EstimationEngine engine)
    {
        services.AddWork(settings, engine, settings.OwnFilms ?? settings.SideBySide);
        services.AddSingleton(provider => new FilmIntake(
            provider.GetRequiredService<DatabaseFactory>(),
            provider.GetRequiredService<ContentStore>(),
            settings,
            provider.GetRequiredService<FilmQueue>(),
            provider.GetRequiredService<Backlog>(),
            provider.GetRequiredService<ServerMetrics>(),
            provider.GetRequiredService<FilmNews>(),
            provider.GetRequiredService<ServerHealth>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DeliveryQueue>();
        services.AddGateway(settings);
        services.AddSingleton<ApiKeyRing>().AddSingleton<WrongCredentials>();
        services.AddAuthentication(ApiKeyAuthentication.Name).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        services.AddAuthorization();
        services.AddPageSite(settings);
        services.AddRouting();
        services.AddExceptionHandler<Problems>().AddProblemDetails();
        services.ConfigureHttpJsonOptions(options => RestJson.Configure(options.SerializerOptions));
        services.AddOpenApi();
        services.AddRateLimiter(options =>
        {
            options.AddConcurrencyLimiter(RestApi.Uploads, limiter => limiter.PermitLimit = settings.MaxUploads);
            options.OnRejected = async (rejected, _) =>
                await Problems.WriteAsync(rejected.HttpContext, "too_many_uploads", $"{settings.MaxUploads} uploads are under way; send this one later.");
        });
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(ServerMetrics.MeterName).AddAspNetCoreInstrumentation().AddPrometheusExporter());
        services.Configure<HostOptions>(options => options.ShutdownTimeout = WorkServices.LongestStop + TimeSpan.FromSeconds(5));
    }

    /// <summary>People's pages answer in their own words.</summary>
    private static bool IsOfPrograms(HttpContext context) =>
        new[] { "/api", "/dicom-web", "/health", "/metrics" }.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    private static void Answer(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseWhen(IsOfPrograms, programs => programs.UseStatusCodePages(context => Problems.DescribeAsync(context.HttpContext)));
        app.UseRouting();
        app.UseAuthentication();
        app.UsePageSite(app.Services.GetRequiredService<ServerSettings>());
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseRateLimiter();
        app.MapRestApi();
        app.MapPageSite();
        app.MapJobsDashboard();
    }
}
