using System.CommandLine;
using System.Globalization;
using Trabecula.Cli.Recalibration;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Evaluation;

namespace Trabecula.Cli;

/// <summary><c>trabecula model recalibrate</c>: corrects a model's estimates by local pairs of films and DXA results.</summary>
internal static class RecalibrateVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "Local films and DXA results, 50 people at least; docs/reference/tables.md." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for the recalibrated model; new or empty.", Required = true };
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Bundle that is recalibrated (usual: the installed one)." };
        var criteria = CriteriaOption.Create();
        var verb = new Verb("recalibrate", "Correct a model's densities, intervals and probabilities by 50 to 500 people of your own hospital.")
        {
            manifest, output, model, criteria,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () =>
            {
                var options = new RecalibrationOptions(
                    parsed.GetValue(manifest)!,
                    ModelLocation.Find(parsed.GetValue(model)),
                    parsed.GetValue(output)!,
                    CriteriaOption.Of(parsed.GetValue(criteria)),
                    DateOnly.FromDateTime(DateTime.UtcNow),
                    GivenCommand.Of(parsed));
                RecalibrationOutcome? outcome = null;
                ProgressDisplay.Run<double>(
                    terminal,
                    share => new StageProgress("Estimating the films", share, ""),
                    progress => outcome = ModelRecalibration.Run(options, progress, ct));
                return Tell(terminal, options, outcome!);
            },
            ct));
        return verb;
    }

    private static int Tell(Terminal terminal, RecalibrationOptions options, RecalibrationOutcome outcome)
    {
        foreach (var one in outcome.LeftOut)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{options.Manifest}: left out, line {one.Line}: {one.Reason}"));
        terminal.Tell($"{outcome.Identity.Id} {outcome.Identity.Version}");
        foreach (var site in outcome.Agreement)
        {
            terminal.Tell(
                $"  {site.Site.DisplayName(),-20}{NumberText.Of(site.People)} people, MAE {NumberText.Of(site.Error)} g/cm², recalibrated {NumberText.Of(site.ErrorAfter)}; "
                + $"90 % intervals cover {NumberText.Of(100 * site.Covered, 1)} %, recalibrated {NumberText.Of(100 * site.CoveredAfter, 1)} %");
        }

        terminal.Tell(options.Output);
        return outcome.LeftOut.Count == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
    }
}
