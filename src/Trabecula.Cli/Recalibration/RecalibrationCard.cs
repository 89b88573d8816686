using System.Globalization;
using System.Text;
using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Recalibration;

/// <summary>The card of a recalibrated bundle: what was done, and then the card that it had before.</summary>
internal static class RecalibrationCard
{
    /// <summary>Writes the card.</summary>
    /// <param name="outcome">The recalibration.</param>
    /// <param name="calibration">The bundle's calibration.</param>
    /// <param name="scale">Whose scale the densities are on.</param>
    /// <param name="command">The command.</param>
    /// <param name="before">The card before, or an empty text.</param>
    public static string Text(RecalibrationOutcome outcome, BundleCalibration calibration, DxaManufacturer scale, string command, string before)
    {
        var (local, text) = (calibration.Local!, new StringBuilder());
        var place = local.Centre is null ? "" : $" of {local.Centre}";
        text.Append($"# Model card: {outcome.Identity.Id} {outcome.Identity.Version}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**Recalibrated on {local.Pairs} local pairs of a film and a DXA result{place}, {local.Date:yyyy-MM-dd}. ");
        text.Append("Research use only. Not a medical device.** The networks are those of the model before; `calibration.json` corrects what they say.\n\n");
        if (local.Centre?.Contains(PredictionRow.InSilico, StringComparison.OrdinalIgnoreCase) == true)
            text.Append("The pairs are simulated (in silico): the figures below are no measure of clinical accuracy.\n\n");
        text.Append($"Made by `{command}`; densities on the scale of {scale}.\n\n");
        text.Append("| site | people | bias before, g/cm² | mean absolute error before | after | 90 % intervals cover before, % | after |\n|---|---|---|---|---|---|---|\n");
        foreach (var site in outcome.Agreement)
        {
            text.Append($"| {site.Site.DisplayName()} | {NumberText.Of(site.People)} | {NumberText.Of(site.Bias)} | {NumberText.Of(site.Error)} | {NumberText.Of(site.ErrorAfter)} ");
            text.Append($"| {NumberText.Of(100 * site.Covered, 1)} | {NumberText.Of(100 * site.CoveredAfter, 1)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nFigures after are of five parts, each judged by the other four. Sites with fewer than {LocalRecalibration.FewestPairs} people ");
        text.Append("take the spine's line, if they are of the spine, and stay as they were otherwise. The correction holds for the X-ray systems, the scanner and the kind of ");
        text.Append("people that the pairs came from, and is to be made again when one of them changes.\n");
        if (before.Length > 0)
            text.Append("\n---\n\nThe card of the model before:\n\n").Append(before.TrimEnd()).Append('\n');
        return text.ToString();
    }
}
