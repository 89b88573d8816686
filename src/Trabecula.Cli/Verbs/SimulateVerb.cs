using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary><c>trabecula simulate</c>: an in-silico cohort.</summary>
internal static class SimulateVerb
{
    private const int MostSubjects = 100_000;

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for films, DXA results and manifest.csv.", Required = true };
        var subjects = new Option<int>("--subjects")
        {
            HelpName = "N",
            Description = $"How many people, 1 to {MostSubjects}.",
            DefaultValueFactory = _ => 300,
            CustomParser = ParseSubjects,
        };
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            Description = "Seed of the chance: the same seed gives the same bytes.",
            DefaultValueFactory = _ => 1,
        };
        var shard = new Option<Shard>("--shard")
        {
            HelpName = "I/N",
            Description = "Make only part I of N, for work on several machines; 1/1 is all.",
            DefaultValueFactory = _ => new Shard(1, 1),
            CustomParser = ParseShard,
        };
        var preset = new Option<string>("--preset")
        {
            HelpName = "road|nhanes",
            Description = "Who the people are: made for this road, or like those of the US survey NHANES.",
            DefaultValueFactory = _ => "road",
        };
        preset.AcceptOnlyFromAmong("road", "nhanes");
        var verb = new Verb(
            "simulate",
            "Make simulated people with films (DICOM), DXA results and a manifest.csv, to train and to test on.",
            "trabecula simulate --out cohort --subjects 300",
            "trabecula simulate --out cohort --subjects 1000 --seed 7 --shard 2/4")
        {
            output, subjects, seed, shard, preset,
        };
        verb.SetAction((parsed, ct) =>
        {
            var part = parsed.GetValue(shard)!;
            throw new TrabeculaException("not_available", $"This version cannot simulate yet (part {part}).");
        });
        return verb;
    }

    private static int ParseSubjects(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostSubjects)
            return count;
        argument.AddError($"--subjects is a whole number from 1 to {MostSubjects}, not '{text}'.");
        return 0;
    }

    private static Shard? ParseShard(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var parts = text.Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1
            && index <= count)
        {
            return new Shard(index, count);
        }

        argument.AddError($"--shard is I/N with 1 ≤ I ≤ N, for instance 2/4, not '{text}'.");
        return null;
    }
}

/// <summary>One part of a cohort.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many parts.</param>
internal sealed record Shard(int Index, int Count);
