using System.CommandLine;
using System.Globalization;
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
        var preset = Preset();
        var equipment = Equipment();
        var subjects = WholeNumberOption.Create("--subjects", "How many people.", 1, MostFilms, 300);
        var wrongViews = WholeNumberOption.Create(
            "--wrong-views", "How many films besides that are no AP lumbar films, so that a localiser learns to refuse them.", 0, MostFilms, 0);
        var fullSpines = WholeNumberOption.Create(
            "--full-spines", "How many films of the whole spine besides, of other people, so that a localiser learns small and curved spines.", 0, MostFilms, 0);
        var repeats = new Option<bool>("--repeats")
        {
            Description = "Film and scan everybody a second time, repositioned, to measure repeatability.",
        };
        var rooms = WholeNumberOption.Create(
            "--rooms", "Film and scan everybody in so many rooms: the same person with another field, technique and processing.", 1, CohortOptions.MostRooms, 1);
        var png = new Option<bool>("--png") { Description = "Write each film as a 16-bit PNG too." };
        var layers = new Option<bool>("--layers")
        {
            Description = "Write each film also as its layers (soft tissue, bodies, processes, ribs, pelvis), of which 'train' mixes films of any contrast.",
        };
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            Description = "Seed of the chance: the same seed gives the same bytes.",
            DefaultValueFactory = _ => 1,
        };
        var pixel = Pixel();
        var shard = Shard();
        var verb = new Verb(
            "simulate",
            "Make simulated people with films (DICOM), DXA results and a manifest.csv, to train and to test on.",
            "trabecula simulate --out cohort --subjects 300",
            "trabecula simulate --out cohort --subjects 300 --wrong-views 60 --seed 7",
            "trabecula simulate --out others --subjects 150 --seed 9 --equipment other",
            "trabecula simulate --out part2 --subjects 1454 --shard 2/4")
        {
            output, preset, equipment, subjects, wrongViews, fullSpines, repeats, rooms, png, layers, pixel, seed, shard,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var options = new CohortOptions(
                    parsed.GetValue(output)!, parsed.GetValue(subjects), parsed.GetValue(seed), parsed.GetValue(wrongViews), parsed.GetValue(fullSpines))
                {
                    Preset = parsed.GetValue(preset),
                    Equipment = parsed.GetValue(equipment),
                    Shard = parsed.GetValue(shard)!,
                    Repeats = parsed.GetValue(repeats),
                    Rooms = parsed.GetValue(rooms),
                    Png = parsed.GetValue(png),
                    Layers = parsed.GetValue(layers),
                    PixelMm = parsed.GetValue(pixel),
                };
                return Make(options, terminal, ct);
            },
            ct));
        return verb;
    }

    private static int Make(CohortOptions options, Terminal terminal, CancellationToken ct)
    {
        var there = new CohortProgress(0, 0);
        ProgressDisplay.Run<CohortProgress>(
            terminal,
            progress => new StageProgress("Simulating films", (double)progress.Done / progress.Total, $"{progress.Done} of {progress.Total}"),
            progress => there = CohortSimulator.Run(options, progress, ct));
        if (!there.IsWhole)
        {
            terminal.Say(
                $"{there.Done} of the cohort's {there.Total} films are there; copy the other parts into the folder and run the same command "
                + "without --shard for manifest.csv.");
        }

        terminal.Tell(there.IsWhole ? Path.Combine(options.Directory, "manifest.csv") : options.Directory);
        return ExitCode.Done;
    }

    private static Option<PopulationPreset> Preset() => OneOf(
        "--preset",
        "Whom the people are like: those of the Japanese ROAD study, or those of the United States' NHANES.",
        ("road", PopulationPreset.Road),
        ("nhanes", PopulationPreset.Nhanes));

    private static Option<Equipment> Equipment() => OneOf(
        "--equipment",
        "Which X-ray rooms the films are of: the usual ones, or others to test on (another tube voltage and processing).",
        ("usual", Simulation.Equipment.Usual),
        ("other", Simulation.Equipment.Other));

    private static Option<T> OneOf<T>(string name, string description, (string Word, T Value) usual, (string Word, T Value) other) => new(name)
    {
        HelpName = $"{usual.Word}|{other.Word}",
        Description = description,
        DefaultValueFactory = _ => usual.Value,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (text == usual.Word || text == other.Word)
                return text == usual.Word ? usual.Value : other.Value;
            argument.AddError($"{name} is {usual.Word} or {other.Word}, not '{text}'.");
            return usual.Value;
        },
    };

    private static Option<double> Pixel() => new("--pixel")
    {
        HelpName = "MM",
        Description = "Pixel pitch of the films in mm, 0.1 to 1; panels of hospitals have 0.14 to 0.2.",
        DefaultValueFactory = _ => FilmSetup.PixelMm,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mm)
                && mm is >= FilmSetup.FinestPixelMm and <= FilmSetup.CoarsestPixelMm)
                return mm;
            argument.AddError($"--pixel is a pitch in mm from 0.1 to 1, not '{text}'.");
            return FilmSetup.PixelMm;
        },
    };

    private static Option<CohortShard> Shard() => new("--shard")
    {
        HelpName = "I/N",
        Description = "Make only the I-th of N parts, to share the work out; the parts' folders are put together afterwards.",
        DefaultValueFactory = _ => CohortShard.Whole,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (CohortShard.Parse(text) is { } shard)
                return shard;
            argument.AddError($"--shard is I/N with I from 1 to N, for instance 2/4, not '{text}'.");
            return CohortShard.Whole;
        },
    };
}
