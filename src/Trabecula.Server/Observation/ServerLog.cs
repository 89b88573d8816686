using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;

namespace Trabecula.Server;

/// <summary>Where the server writes what it does: standard error, and a file a day in the data folder. No line holds a patient's name or number.</summary>
internal static class ServerLog
{
    /// <summary>A month of days, and a size beyond which a day's file is no longer read by anybody.</summary>
    private const int Days = 31, MostBytes = 100 << 20;

    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    /// <summary>Adds the log.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="settings">Names the folder.</param>
    /// <param name="hasFile">Whether there is a file: a worker's folder is often another machine's, and its standard error is kept by whoever started it.</param>
    public static void Add(IServiceCollection services, ServerSettings settings, bool hasFile) => services.AddSerilog(
        log =>
        {
            log
                .MinimumLevel.Information()
                // The web server would write addresses with what was searched for: patients' numbers.
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                // Every wrong key would be three lines of the framework's; ours tells each doubling.
                .MinimumLevel.Override(typeof(ApiKeyAuthentication).FullName!, LogEventLevel.Warning)
                // Keys of cookies lie in the data folder, which is open to this user alone, as the films are.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // What failed is told by Problems, without messages that could hold what stands in a film.
                .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
                // An address that cannot be listened at is told in a sentence, by whoever started the server.
                .Filter.ByExcluding(line => line.Exception is { } why && IsOfListening(why) && line.MessageTemplate.Text is "Hosting failed to start" or "Unable to start Kestrel.")
                .WriteTo.Console(outputTemplate: Line, standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
            if (!hasFile)
                return;
            log.WriteTo.File(
                Path.Combine(settings.Data, "logs", "server-.log"),
                outputTemplate: Line,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: Days,
                fileSizeLimitBytes: MostBytes,
                rollOnFileSizeLimit: true);
        },
        // The static logger is one for the whole process: servers side by side would write into each other's files.
        preserveStaticLogger: true);

    /// <summary>Whether a server could not start because of its address or its certificate.</summary>
    /// <param name="e">What was thrown at the start.</param>
    public static bool IsOfListening(Exception e) => e is IOException or SocketException or CryptographicException
        || (e is InvalidOperationException && e.Source?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true);
}
