using System.CommandLine;
using System.Globalization;

namespace Trabecula.Cli;

/// <summary><c>trabecula model</c>: shows, verifies and installs model bundles.</summary>
internal static class ModelVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal) => new Verb(
        "model",
        "Show, verify or install a model bundle.",
        "trabecula model show",
        "trabecula model verify my-model",
        "trabecula model install my-model")
    {
        Show(terminal),
        Verify(terminal),
        Install(terminal),
    };

    private static Command Show(Terminal terminal)
    {
        var directory = DirectoryArgument();
        var verb = new Verb("show", "Tell what a model is and what it was trained on.") { directory };
        verb.SetAction(parsed =>
        {
            var folder = ModelLocation.Find(parsed.GetValue(directory));
            var identity = LoadedModel.Load(folder).Identity;
            terminal.Out.WriteLine($"Model       {identity.Id} {identity.Version}");
            terminal.Out.WriteLine($"Trained on  {identity.TrainedOn}");
            terminal.Out.WriteLine($"Folder      {folder}");
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"            {file.Name}, {file.Length:N0} bytes"));
            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Verify(Terminal terminal)
    {
        var directory = DirectoryArgument();
        var verb = new Verb("verify", "Check that every file of a model is there and unchanged, and that it loads.") { directory };
        verb.SetAction(parsed =>
        {
            var folder = ModelLocation.Find(parsed.GetValue(directory));
            var identity = LoadedModel.Load(folder).Identity;
            terminal.Out.WriteLine($"{folder}: {identity.Id} {identity.Version} is whole.");
            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Install(Terminal terminal)
    {
        var directory = new Argument<string>("DIR") { Description = "The bundle's folder." };
        var verb = new Verb("install", "Verify a model and make it the one that 'estimate' uses for this user.") { directory };
        verb.SetAction(parsed =>
        {
            var folder = ModelLocation.Find(parsed.GetValue(directory));
            var identity = LoadedModel.Load(folder).Identity;
            ModelInstallation.Install(folder, ModelLocation.Installed);
            terminal.Out.WriteLine($"{identity.Id} {identity.Version} is installed in {ModelLocation.Installed}.");
            return ExitCode.Done;
        });
        return verb;
    }

    private static Argument<string?> DirectoryArgument() => new("DIR")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The bundle's folder; without it the installed or shipped one.",
    };
}
