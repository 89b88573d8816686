using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Cli;

/// <summary>The whole command line: verbs, errors, exit codes.</summary>
internal static class CommandLineApplication
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="open">Opens the engine of <c>estimate</c> for a model folder, or null for the real one.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        Terminal terminal,
        Func<string?, EstimationEngine>? open = null,
        CancellationToken ct = default)
    {
        // A film may be called "@film.dcm"; the parser would read words from a file "film.dcm" in its place.
        var parsed = Root(terminal, open ?? EstimationEngine.Open)
            .Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Whoever asks for help gets it, whatever else is missing.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            foreach (var error in parsed.Errors)
                terminal.Say(OnOneLine(error.Message));
            terminal.Say($"see: {Path(parsed)} --help");
            return ExitCode.WrongUsage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are the program's: the library listens only after a verb has begun.
            ProcessTerminationTimeout = null,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration, ct);
            return args.Length == 0 ? ExitCode.WrongUsage : code;
        }
        catch (Exception e)
        {
            return Explain(e, terminal);
        }
    }

    private static int Explain(Exception failure, Terminal terminal)
    {
        // Work on several threads fails with a bundle of reasons.
        var reasons = failure is AggregateException bundle ? bundle.Flatten().InnerExceptions : [failure];
        if (reasons.Any(reason => reason is OperationCanceledException))
        {
            terminal.Say("stopped; nothing is half-written.");
            return ExitCode.Stopped;
        }

        if (reasons.All(reason => reason is TrabeculaException))
        {
            // Threads that stop for one reason say it once.
            foreach (var sentence in reasons.Cast<TrabeculaException>().Select(reason => $"{reason.Message} [{reason.Code}]").Distinct())
                terminal.Say(sentence);
            return ExitCode.InputNotUsable;
        }

        // A full disk or a folder that may not be written is no error of ours, wherever it shows.
        if (reasons.All(reason => reason is IOException or UnauthorizedAccessException))
        {
            terminal.Say($"{reasons[0].Message} [file_system]");
            return ExitCode.InputNotUsable;
        }

        terminal.Say("an error in Trabecula itself; please report it with these lines:");
        terminal.Error.WriteLine(failure);
        return ExitCode.InternalError;
    }

    private static RootCommand Root(Terminal terminal, Func<string?, EstimationEngine> open)
    {
        var root = new RootCommand(
            "Estimates areal bone mineral density (g/cm²) of the lumbar spine and the femur from one AP lumbar radiograph.\n"
            + "Research use only; not a medical device. The shipped model was trained on simulated films.")
        {
            EstimateVerb.Create(terminal, open),
            ServeVerb.Create(terminal, open),
            WorkerVerb.Create(terminal, open),
            SimulateVerb.Create(terminal),
            TrainVerb.Create(terminal),
            ModelVerb.Create(terminal),
            StudyVerb.Create(terminal),
            EvaluateVerb.Create(terminal),
            DeidentifyVerb.Create(terminal),
            CollectVerb.Create(terminal),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            if (help.Action is HelpAction usual)
                help.Action = new HelpWithExamples(usual);
        }

        RefuseEmptyWords(root);
        return root;
    }

    /// <summary>A variable that is not set leaves an empty word, which some calls would take for the folder they run in.</summary>
    private static void RefuseEmptyWords(Command command)
    {
        foreach (var option in command.Options.OfType<Option<string>>())
            option.Validators.Add(result => RefuseEmptyWord(result, option.Name));
        foreach (var argument in command.Arguments.OfType<Argument<string>>())
            argument.Validators.Add(result => RefuseEmptyWord(result, argument.Name));
        foreach (var verb in command.Subcommands)
            RefuseEmptyWords(verb);
    }

    private static void RefuseEmptyWord(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{name} is empty; is a variable not set?");
    }

    /// <summary>The parser breaks lines, which would be shown as signs that steer a terminal.</summary>
    private static string OnOneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Insert(0, result.Command is RootCommand ? "trabecula" : result.Command.Name);
        return string.Join(' ', names);
    }
}
