using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Trabecula.Domain;
using Trabecula.Evaluation;

namespace Trabecula.Cli;

/// <summary><c>trabecula evaluate</c>: how good a table of predictions is, whoever made it.</summary>
internal static class EvaluateVerb
{
    /// <summary>More rows are as bad as these; a log of a million lines helps nobody.</summary>
    private const int MostNamedRows = 100;

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var predictions = new Argument<string>("PREDICTIONS") { Description = "The table of estimates and DXA results; docs/reference/tables.md." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Folder for metrics.json, report.html and report.pdf." };
        var json = new Option<bool>("--json") { Description = "One JSON object for each site and model, on a line, instead of text." };
        var verb = new Verb(
            "evaluate",
            "Tell how good a table of predictions is: errors, agreement, categories, intervals, subgroups, rivals.",
            "trabecula evaluate predictions.csv",
            "trabecula evaluate predictions.csv --out evaluation",
            "trabecula evaluate predictions.csv --json")
        {
            predictions, output, json,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var table = PredictionReader.Read(parsed.GetValue(predictions)!);
                Say(table, parsed.GetValue(predictions)!, terminal);
                var result = PredictionEvaluation.Run(table.Rows, new EvaluationOptions(), ct);
                foreach (var remark in result.Remarks.Concat(result.LeftOutSites.Select(site => $"left out: {site}")))
                    terminal.Say(remark);
                if (parsed.GetValue(output) is { } directory)
                    Write(directory, table, result, GivenCommand.Of(parsed));
                foreach (var line in parsed.GetValue(json) ? result.Sites.Select(EvaluationJson.WriteLine) : EvaluationText.Lines(result))
                    terminal.Tell(line);
                return table.LeftOut.Count + result.LeftOutSites.Count == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
            },
            ct));
        return verb;
    }

    private static void Say(PredictionTable table, string name, Terminal terminal)
    {
        foreach (var issue in table.LeftOut.Take(MostNamedRows))
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: left out, line {issue.Line}: {issue.Reason}"));
        if (table.LeftOut.Count > MostNamedRows)
            terminal.Say($"{name}: left out, {table.LeftOut.Count - MostNamedRows} more rows.");
    }

    private static void Write(string directory, PredictionTable table, EvaluationResult result, string command)
    {
        Directory.CreateDirectory(directory);
        using var content = File.OpenRead(table.Path);
        var context = new ReportContext($"Evaluation of {Path.GetFileName(table.Path)}", command)
        {
            Flow =
            [
                ("rows in the table", table.Rows.Count + table.LeftOut.Count),
                ("rows that could be used", table.Rows.Count),
                ("rows at sites with enough people, first film of each person", result.Sites.Sum(site => site.Rows.Count)),
            ],
            Configuration =
            [
                ("Trabecula", typeof(EvaluateVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion),
                ("SHA-256 of the table", Convert.ToHexStringLower(SHA256.HashData(content))),
            ],
        };
        var report = EvaluationReport.Compose(result, context);
        WriteText(Path.Combine(directory, "metrics.json"), EvaluationJson.Write(result) + "\n");
        WriteText(Path.Combine(directory, "report.html"), HtmlReport.Write(report));
        ReplacedFile.Write(Path.Combine(directory, "report.pdf"), stream => stream.Write(PdfReport.Write(report)));
    }

    private static void WriteText(string path, string text) =>
        ReplacedFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
