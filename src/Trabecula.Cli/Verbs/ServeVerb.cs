using System.CommandLine;
using Trabecula.Estimation;
using Trabecula.Server;

namespace Trabecula.Cli;

/// <summary><c>trabecula serve</c>: the server with REST, storage, work queue and archive gateway.</summary>
internal static class ServeVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="open">Opens the engine for a model folder or, where that is null, the usual one.</param>
    public static Command Create(Terminal terminal, Func<string?, EstimationEngine> open)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = $"Folder for films, results, logs and the database (usual: {ServerConfiguration.UsualData})." };
        var listen = new Option<string?>("--listen") { HelpName = "URL", Description = "Where to listen (usual: http://127.0.0.1:8080); several parted by ';'." };
        var database = new Option<string?>("--database")
        {
            HelpName = "sqlite|CONNECTION",
            Description = "A file in the data folder, or a PostgreSQL database: 'Host=...;Database=...;Username=...'.",
        };
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Use this model bundle instead of the installed one." };
        var settings = new Option<string?>("--settings") { HelpName = "FILE", Description = "Settings as JSON; docs/reference/server-settings.md." };
        var newKey = new Option<string?>("--new-api-key") { HelpName = "NAME", Description = "Make a key for a program, print it, and end." };
        var revokeKey = new Option<string?>("--revoke-api-key") { HelpName = "NAME", Description = "Withdraw the keys of that name, and end." };
        var verb = new Verb(
            "serve",
            "Run the server: it takes films by REST and DICOMweb, or from an archive, estimates them, and keeps and sends on the results.",
            "trabecula serve",
            "trabecula serve --data /var/lib/trabecula --listen http://127.0.0.1:8080",
            "trabecula serve --settings server.json",
            "trabecula serve --new-api-key radiology")
        {
            data, listen, database, model, settings, newKey, revokeKey,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var (read, configuration) = ServerConfiguration.Read(parsed.GetValue(settings), new Dictionary<string, string?>
            {
                [nameof(ServerSettings.Data)] = parsed.GetValue(data),
                [nameof(ServerSettings.Listen)] = parsed.GetValue(listen),
                [nameof(ServerSettings.Database)] = parsed.GetValue(database),
                [nameof(ServerSettings.Model)] = parsed.GetValue(model),
            });
            if (parsed.GetValue(newKey) is { } made)
            {
                terminal.Out.WriteLine(await ServerKeys.NewAsync(read, made, ct));
                return ExitCode.Done;
            }

            if (parsed.GetValue(revokeKey) is { } withdrawn)
            {
                var keys = await ServerKeys.RevokeAsync(read, withdrawn, ct);
                terminal.Say($"{keys} keys are withdrawn.");
                return keys > 0 ? ExitCode.Done : ExitCode.InputNotUsable;
            }

            var engine = open(read.Model);
            try
            {
                await using var server = await ServerApplication.StartAsync(read, configuration, engine, ct);
                if (server.FirstKey is { } first)
                    terminal.Say($"there was no API key; this one is shown once: {first}");
                if (server.FirstPassword is { } password)
                    terminal.Say($"there was nobody who may sign in to the page; this password of 'admin' is shown once, and must be changed at the first sign-in: {password}");
                foreach (var address in server.Addresses)
                    terminal.Say($"listening at {address}; data in {read.Data}");
                await server.WaitAsync(ct);
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
