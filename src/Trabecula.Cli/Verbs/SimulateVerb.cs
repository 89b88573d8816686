using System.CommandLine;
using Trabecula.Simulation;

namespace Trabecula.Cli;

/// <summary><c>trabecula simulate</c>: an in-silico cohort.</summary>
internal static class SimulateVerb
{
    private const int MostFilms = 100_000;

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder for films, DXA results, landmarks and manifest.csv; a folder of the same cohort is continued.",
            Required = true,
        };
        var subjects = WholeNumberOption.Create("--subjects", "How many people.", 1, MostFilms, 300);
        var wrongViews = WholeNumberOption.Create(
            "--wrong-views", "How many films besides that are no AP lumbar films, so that a localiser learns to refuse them.", 0, MostFilms, 0);
        var fullSpines = WholeNumberOption.Create(
            "--full-spines", "How many films of the whole spine besides, of other people, so that a localiser learns small and curved spines.", 0, MostFilms, 0);
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            Description = "Seed of the chance: the same seed gives the same bytes.",
            DefaultValueFactory = _ => 1,
        };
        var verb = new Verb(
            "simulate",
            "Make simulated people with films (DICOM), DXA results and a manifest.csv, to train and to test on.",
            "trabecula simulate --out cohort --subjects 300",
            "trabecula simulate --out cohort --subjects 300 --wrong-views 60 --seed 7")
        {
            output, subjects, wrongViews, fullSpines, seed,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var options = new CohortOptions(
                    parsed.GetValue(output)!, parsed.GetValue(subjects), parsed.GetValue(seed), parsed.GetValue(wrongViews), parsed.GetValue(fullSpines));
                ProgressDisplay.Run<CohortProgress>(
                    terminal,
                    progress => new StageProgress("Simulating films", (double)progress.Done / progress.Total, $"{progress.Done} of {progress.Total}"),
                    progress => CohortSimulator.Run(options, progress, ct));
                terminal.Tell(Path.Combine(options.Directory, "manifest.csv"));
                return ExitCode.Done;
            },
            ct));
        return verb;
    }
}
