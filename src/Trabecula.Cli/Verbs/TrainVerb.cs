using System.CommandLine;
using Trabecula.Cli.Training;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Cli;

/// <summary><c>trabecula train</c>: a model bundle from films with DXA results.</summary>
internal static class TrainVerb
{
    private const int MostEpochs = 10_000;
    private const string InSilico = "in-silico";

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "The table of films and DXA results; docs/reference/tables.md." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for the model bundle.", Required = true };
        var landmarks = new Option<string[]>("--landmarks")
        {
            HelpName = "FILE",
            Description = "Corners of the vertebrae on the films, to train the localiser too; without it that of --model is taken. May be given again, "
                + "for instance for the films' layers.",
        };
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Bundle whose localiser is taken (usual: the installed one)." };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = "Name of the model in results (usual: the name of the --out folder)." };
        var version = new Option<string>("--model-version") { HelpName = "V", Description = "Version of the model.", DefaultValueFactory = _ => "1" };
        var cohort = new Option<string?>("--cohort")
        {
            HelpName = "NAME",
            Description = "What the cohort is called in results (usual: 'in-silico' for simulated people, otherwise 'unnamed cohort').",
        };
        var localiserEpochs = WholeNumberOption.Create("--localiser-epochs", "Passes of the localiser over the films.", 1, MostEpochs, 50);
        var densityEpochs = WholeNumberOption.Create("--density-epochs", "Passes of the density network over the films.", 1, MostEpochs, 25);
        var seed = WholeNumberOption.Create("--seed", "Seed of the chance.", 0, int.MaxValue, 1);
        var resume = new Option<bool>("--resume") { Description = "Continue a training that was stopped, in the same --out folder." };
        var verb = new Verb(
            "train",
            "Train a model bundle for 'estimate' on films with DXA results.",
            "trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out my-model",
            "trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out my-model --resume",
            "trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --landmarks cohort/layers/landmarks.csv --out my-model",
            "trabecula estimate film.dcm --model my-model")
        {
            manifest, output, landmarks, model, name, version, cohort, localiserEpochs, densityEpochs, seed, resume,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var directory = parsed.GetValue(output)!;
                RefuseToOverwrite(directory, parsed.GetValue(resume));
                var table = parsed.GetValue(manifest)!;
                var corners = parsed.GetValue(landmarks) ?? [];
                var identity = new ModelIdentity(
                    parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))),
                    parsed.GetValue(version)!,
                    parsed.GetValue(cohort) ?? CohortName(table));
                var options = new BundleTrainingOptions(
                    table,
                    corners,
                    corners.Length == 0 ? ModelLocation.Find(parsed.GetValue(model)) : string.Empty,
                    directory,
                    identity,
                    parsed.GetValue(localiserEpochs),
                    parsed.GetValue(densityEpochs),
                    parsed.GetValue(seed),
                    GivenCommand.Of(parsed, resume));
                IReadOnlyList<string> leftOut = [];
                ProgressDisplay.Run<BundleTrainingProgress>(
                    terminal,
                    progress => new StageProgress(progress.Stage, progress.Share, progress.Detail),
                    progress => leftOut = BundleTraining.Run(options, progress, ct));
                foreach (var reason in leftOut)
                    terminal.Say($"{table}: left out, {reason}");
                terminal.Tell(directory);
                return ExitCode.Done;
            },
            ct));
        return verb;
    }

    private static void RefuseToOverwrite(string directory, bool resume)
    {
        if (!resume && Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new TrabeculaException(
                "folder_not_empty",
                $"{directory} is not empty. Name another folder, or add --resume to continue the training that was begun there.");
        }
    }

    /// <summary>The simulator writes where its people come from; a mixed cohort is not called simulated.</summary>
    private static string CohortName(string manifest) =>
        ManifestReader.Read(manifest).Rows.All(row => row.Centre == InSilico) ? InSilico : "unnamed cohort";
}
