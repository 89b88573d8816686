using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Trabecula.Cli.Study;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli;

/// <summary><c>trabecula study</c>: cross-validation on a cohort, with the report.</summary>
internal static class StudyVerb
{
    private const int MostEpochs = 10_000, MostFolds = 20, MostNetworks = 5;
    private const int UsualFolds = 5;

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "The table of films and DXA results; docs/reference/tables.md." };
        var output = new Option<string>("--out")
        {
            HelpName = "DIR", Description = "Folder of the study; the same command goes on there where it was stopped.", Required = true,
        };
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Bundle whose localiser finds the vertebrae (usual: the installed one)." };
        var pretrained = new Option<string?>("--pretrained")
        {
            HelpName = "DIR",
            Description = "Bundle whose density network each training begins with, for instance the installed one; films that it was trained on are left out.",
        };
        var folds = WholeNumberOption.Create("--folds", "Folds; your own, as DIR/folds.csv, must be as many.", 2, MostFolds, UsualFolds);
        var fold = new Option<int?>("--fold") { HelpName = "K", Description = "Train this fold only, from 0; put together later with --merge." };
        var merge = new Option<string[]?>("--merge")
        {
            HelpName = "DIR",
            Description = "Train nothing; make one study of the trainings in --out and in these folders.",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var epochs = WholeNumberOption.Create("--epochs", "Passes of each network over its training films.", 1, MostEpochs, 20);
        var networks = WholeNumberOption.Create("--seeds", "Networks in each fold, whose mean is the estimate; the time grows as many times.", 1, MostNetworks, 1);
        var seed = WholeNumberOption.Create("--seed", "Seed of the chance.", 0, int.MaxValue, 1);
        var noControls = new Option<bool>("--no-controls") { Description = "Do not train a network on shuffled labels (a twentieth of the time)." };
        var curve = new Option<bool>("--learning-curve") { Description = "Also train on a quarter and a half of the first fold's subjects (a third more time)." };
        var external = new Option<string?>("--external") { HelpName = "MANIFEST", Description = "Films that are never trained on, for instance of other X-ray systems." };
        var steady = new Option<string?>("--steady")
        {
            HelpName = "DIR", Description = "Real films: report what becomes of their estimates when they are inverted, recompressed, rescaled, turned, cropped and regraded.",
        };
        var bundle = new Option<string?>("--bundle") { HelpName = "DIR", Description = "Also make a model bundle for 'estimate': a network trained on all films, with the study's calibration." };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = "With --bundle: name of the model in results (usual: the name of its folder)." };
        var version = new Option<string>("--model-version") { HelpName = "V", Description = "With --bundle: version of the model.", DefaultValueFactory = _ => "1" };
        var criteria = CriteriaOption.Create();
        var cohort = new Option<string?>("--cohort") { HelpName = "NAME", Description = "What the people are called in the report (usual: as the manifest says, 'in-silico' for simulated ones)." };
        var verb = new Verb(
            "study",
            "Cross-validate on a cohort: train, estimate held-out people, report.",
            "trabecula study cohort/manifest.csv --out study",
            "trabecula study cohort/manifest.csv --out study --learning-curve --external others/manifest.csv",
            "trabecula study cohort/manifest.csv --out study --bundle my-model",
            "trabecula study cohort/manifest.csv --out study --pretrained models/in-silico --bundle my-model",
            "trabecula study cohort/manifest.csv --out study --fold 3",
            "trabecula study cohort/manifest.csv --out study --merge study-0 study-1")
        {
            manifest, output, model, pretrained, folds, fold, merge, epochs, networks, seed, noControls, curve, external, steady, bundle, name, version, criteria, cohort,
        };
        verb.Validators.Add(result =>
        {
            var count = Number(result.GetResult(folds)) ?? UsualFolds;
            if (result.GetResult(fold) is { } one && !(Number(one) < count))
                result.AddError($"--fold is a whole number from 0 to {count - 1}.");
            if (result.GetResult(fold) is not null && result.GetResult(merge) is not null)
                result.AddError("--fold trains and --merge does not; name one of them.");
            if (result.GetResult(fold) is not null && result.GetResult(bundle) is not null)
                result.AddError("--bundle needs all folds; name it together with --merge, not with --fold.");
            if (result.GetValue(merge)?.Any(string.IsNullOrWhiteSpace) == true)
                result.AddError("A folder of --merge is empty; is a variable not set?");
        });
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var plan = new StudyPlan
                {
                    Folds = parsed.GetValue(folds),
                    Networks = parsed.GetValue(networks),
                    Epochs = parsed.GetValue(epochs),
                    Seed = parsed.GetValue(seed),
                    Controls = !parsed.GetValue(noControls),
                    LearningCurve = parsed.GetValue(curve),
                };
                var options = new StudyOptions(
                    parsed.GetValue(manifest)!,
                    parsed.GetValue(output)!,
                    ModelLocation.Find(parsed.GetValue(model)),
                    parsed.GetValue(pretrained),
                    plan,
                    parsed.GetValue(fold),
                    parsed.GetResult(merge) is null ? null : parsed.GetValue(merge) ?? [],
                    parsed.GetValue(external),
                    parsed.GetValue(steady),
                    parsed.GetValue(bundle) is { } folder ? new BundleTarget(folder, parsed.GetValue(name) ?? NameOf(folder), parsed.GetValue(version)!) : null,
                    CriteriaOption.Of(parsed.GetValue(criteria)),
                    parsed.GetValue(cohort),
                    GivenCommand.Of(parsed, merge));
                StudyOutcome? outcome = null;
                ProgressDisplay.Run<StudyStage>(
                    terminal,
                    stage => new StageProgress(stage.Stage, stage.Share, stage.Detail),
                    progress => outcome = new StudyRun(options, progress, ct).Run());
                return Tell(terminal, options, outcome!);
            },
            ct));
        return verb;
    }

    /// <summary>What was given, before it is known to be right: asking for the value itself fails where it is not.</summary>
    private static int? Number(OptionResult? given) =>
        given is { Tokens: [var token] } && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static int Tell(Terminal terminal, StudyOptions options, StudyOutcome outcome)
    {
        foreach (var sentence in outcome.LeftOut)
            terminal.Say(sentence);
        if (outcome.Result is not { } result)
        {
            terminal.Say($"not done yet: {string.Join(", ", outcome.Missing.Select(job => job.Name))}.");
            terminal.Tell(options.Output);
            return outcome.LeftOut.Count == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
        }

        foreach (var remark in result.Remarks.Concat(result.LeftOutSites.Select(site => $"left out: {site}")))
            terminal.Say(remark);
        foreach (var check in outcome.Checks.Where(check => !check.IsPassed))
            terminal.Say($"check failed: {check.Question}: {check.Found}; right is {check.Expected}.");
        foreach (var line in EvaluationText.Lines(result))
            terminal.Tell(line);
        terminal.Tell(options.Output);
        if (options.Bundle is { } bundle)
            terminal.Tell(bundle.Directory);
        return outcome.LeftOut.Count + result.LeftOutSites.Count == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
    }
}
