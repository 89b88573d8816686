using System.CommandLine;
using System.Globalization;
using Trabecula.Estimation;
using Trabecula.Inference;

namespace Trabecula.Cli;

/// <summary><c>trabecula model</c>: shows, verifies, installs and recalibrates model bundles.</summary>
internal static class ModelVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal) => new Verb(
        "model",
        "Show, verify, install or recalibrate a model bundle.",
        "trabecula model show",
        "trabecula model verify my-model",
        "trabecula model install my-model",
        "trabecula model recalibrate our-pairs/manifest.csv --out our-model")
    {
        Show(terminal),
        Verify(terminal),
        Install(terminal),
        RecalibrateVerb.Create(terminal),
    };

    private static Command Show(Terminal terminal)
    {
        var directory = DirectoryArgument();
        var verb = new Verb("show", "Tell what a model is and what it was trained on.") { directory };
        verb.SetAction(parsed =>
        {
            var bundle = ModelBundle.Open(ModelLocation.Find(parsed.GetValue(directory)));
            var description = bundle.Description;
            terminal.Tell($"Model       {description.Id} {description.Version}");
            terminal.Tell($"Trained on  {description.TrainedOn}");
            terminal.Tell($"Scale       {description.DxaManufacturer}");
            if (bundle.Calibration?.Local is { } local)
            {
                terminal.Tell(string.Create(
                    CultureInfo.InvariantCulture, $"Calibrated  on {local.Pairs} local pairs{(local.Centre is null ? "" : $" of {local.Centre}")}, {local.Date:yyyy-MM-dd}"));
            }

            terminal.Tell($"Made by     {description.Command}");
            terminal.Tell($"Folder      {bundle.Directory}");
            foreach (var file in description.Files)
            {
                var bytes = new FileInfo(Path.Combine(bundle.Directory, file.Name)).Length;
                terminal.Tell(string.Create(CultureInfo.InvariantCulture, $"            {file.Name}, {bytes:N0} bytes"));
            }

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
            terminal.Tell($"{folder}: {identity.Id} {identity.Version} is whole.");
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
            var bundle = ModelBundle.Open(ModelLocation.Find(parsed.GetValue(directory)));
            ModelInstallation.Install(bundle, ModelLocation.Installed);
            terminal.Tell($"{bundle.Identity.Id} {bundle.Identity.Version} is installed in {ModelLocation.Installed}.");
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
