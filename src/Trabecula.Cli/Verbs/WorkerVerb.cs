using System.CommandLine;
using System.Globalization;
using Trabecula.Estimation;
using Trabecula.Server;

namespace Trabecula.Cli;

/// <summary><c>trabecula worker</c>: one more process that estimates a server's films.</summary>
internal static class WorkerVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="open">Opens the engine for a model folder or, where that is null, the usual one.</param>
    public static Command Create(Terminal terminal, Func<string?, EstimationEngine> open)
    {
        var settings = new Option<string?>("--settings") { HelpName = "FILE", Description = "The server's settings as JSON; docs/reference/server-settings.md." };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "The server's folder, as this machine sees it." };
        var database = new Option<string?>("--database") { HelpName = "CONNECTION", Description = "The server's PostgreSQL database: 'Host=...;Database=...;Username=...'." };
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Use this model bundle instead of the installed one." };
        var films = WholeNumberOption.Create("--side-by-side", "Films estimated at one time, whatever the settings say.", 1, 1024, Environment.ProcessorCount);
        var verb = new Verb(
            "worker",
            "Estimate films of a server, on this machine or another, beside as many other workers as there are. It listens nowhere.",
            "trabecula worker --settings server.json",
            "trabecula worker --data /mnt/trabecula --database 'Host=db;Database=trabecula;Username=trabecula' --side-by-side 8")
        {
            settings, data, database, model, films,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var (read, _) = ServerConfiguration.Read(parsed.GetValue(settings), new Dictionary<string, string?>
            {
                [nameof(ServerSettings.Data)] = parsed.GetValue(data),
                [nameof(ServerSettings.Database)] = parsed.GetValue(database),
                [nameof(ServerSettings.Model)] = parsed.GetValue(model),
                [nameof(ServerSettings.SideBySide)] = parsed.GetResult(films) is { Implicit: false } ? parsed.GetValue(films).ToString(CultureInfo.InvariantCulture) : null,
            });
            var engine = open(read.Model);
            try
            {
                await using var worker = await WorkerApplication.StartAsync(read, engine, ct);
                terminal.Say($"working on {read.SideBySide} films side by side.");
                await worker.WaitAsync(ct);
                terminal.Say("stopped.");
                return ExitCode.Done;
            }
            finally
            {
                await engine.WhenLoadedAsync();
            }
        });
        return verb;
    }
}
