using System.CommandLine;
using System.CommandLine.Parsing;
using Trabecula.Cli.Submission;
using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary>The options of <c>estimate --submit</c>.</summary>
internal sealed class SubmitOptions
{
    /// <summary>The environment's variable that holds the key.</summary>
    private const string KeyVariable = "TRABECULA_API_KEY";

    /// <summary>Usual number of films in flight: enough for a dozen workers, and an eighth of the uploads that a server takes at one time.</summary>
    private const int UsualInFlight = 32;

    public Option<string?> Submit { get; } = new("--submit")
    {
        HelpName = "FOLDER",
        Description = $"Send a folder of any size to a server, and gather the results in one table. A run that was stopped goes on. The key is in {KeyVariable}.",
    };

    public Option<string> Server { get; } = new("--server")
    {
        HelpName = "URL",
        Description = "Where --submit sends to.",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    public Option<string?> Table { get; } = new("--table") { HelpName = "FILE.parquet", Description = "The table that --submit writes, Parquet; one row for each file." };

    public Option<int> InFlight { get; } = WholeNumberOption.Create("--in-flight", "Films that --submit sends, and waits for, at one time.", 1, 1000, UsualInFlight);

    /// <summary>Refuses what does not go together.</summary>
    /// <param name="result">The command.</param>
    /// <param name="files">The films of a call without <c>--submit</c>.</param>
    public void Check(CommandResult result, Argument<string[]> files)
    {
        var isSubmitted = result.GetResult(Submit) is not null;
        if (!isSubmitted)
        {
            if (result.GetResult(files) is not { Tokens.Count: > 0 })
                result.AddError("Name at least one FILE, or a folder with --submit.");
            foreach (var option in new Option[] { Server, Table, InFlight }.Where(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"{option.Name} goes with --submit FOLDER.");
            return;
        }

        Option[] own = [Submit, Server, Table, InFlight];
        if (result.GetResult(files) is { Tokens.Count: > 0 })
            result.AddError("Films are named in --submit FOLDER, or as FILE, not both.");
        foreach (var other in result.Children.OfType<OptionResult>().Where(other => !other.Implicit && !own.Contains(other.Option)))
            result.AddError($"{other.Option.Name} does not go with --submit: the server's settings tell what films are judged by.");
        if (result.GetValue(Table) is null)
            result.AddError("--submit gathers results in a table; name it with --table FILE.parquet.");
        if (!Uri.TryCreate(result.GetValue(Server), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            result.AddError($"--server is an address like http://127.0.0.1:8080, not '{result.GetValue(Server)}'.");
    }

    /// <summary>Submits, where that is asked for.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>An <see cref="ExitCode"/>, or null where films are to be estimated here.</returns>
    public int? Run(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        if (parsed.GetValue(Submit) is not { } folder)
            return null;
        if (Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 } key)
            throw new TrabeculaException("server_credentials", $"The environment variable {KeyVariable} holds no key; `trabecula serve --new-api-key NAME` makes one.");
        var request = new SubmissionRequest(
            Path.GetFullPath(folder), new Uri(parsed.GetValue(Server)!), key, Path.GetFullPath(parsed.GetValue(Table)!), parsed.GetValue(InFlight));
        if (request.Server is { Scheme: "http", IsLoopback: false })
            terminal.Say("the key and the films go over the network unencrypted: use https.");
        IReadOnlyDictionary<string, long> counts = new Dictionary<string, long>();
        try
        {
            ProgressDisplay.Run<StageProgress>(terminal, stage => stage, progress => counts = new SubmissionRun(request, terminal).RunAsync(progress, ct).GetAwaiter().GetResult());
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            terminal.Say("what was done is kept; the same command goes on.");
            throw;
        }

        foreach (var state in new[] { SubmittedFilm.Estimated, SubmittedFilm.Rejected, SubmittedFilm.Failed, SubmittedFilm.NotTaken })
            terminal.Out.WriteLine($"{state} {counts.GetValueOrDefault(state)}");
        return counts.GetValueOrDefault(SubmittedFilm.Failed) + counts.GetValueOrDefault(SubmittedFilm.NotTaken) == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
    }
}
