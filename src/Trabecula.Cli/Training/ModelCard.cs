using System.Text;
using Trabecula.Domain;

namespace Trabecula.Cli.Training;

/// <summary>Writes the card that goes with a bundle.</summary>
internal static class ModelCard
{
    /// <summary>What holds for every model of this kind.</summary>
    public const string Limits =
        "## Limits\n\n"
        + "- Femoral density is told from the lumbar spine: it follows from what both have in common in the training population.\n"
        + "- Children, films other than anteroposterior ones, metal or contrast medium over the spine, fractured and transitional vertebrae are outside its purpose.\n"
        + "- A vendor's processing that was never trained on can shift the estimate.\n";

    /// <summary>The card's beginning.</summary>
    /// <param name="identity">Name, version and training material.</param>
    /// <param name="scale">Whose scale the densities are on.</param>
    /// <param name="films">How many films, in words.</param>
    /// <param name="command">The command that made the bundle.</param>
    public static string Head(ModelIdentity identity, DxaManufacturer scale, string films, string command) =>
        $"# Model card: {identity.Id} {identity.Version}\n\n"
        + "**Research use only. Not a medical device.** Patents of third parties may cover estimating bone density from plain radiographs "
        + "(for example US 12033318 B2); take advice before commercial use.\n\n"
        + "| | |\n|---|---|\n"
        + "| Purpose | areal bone mineral density (g/cm²) of L1–L4, L2–L4, femoral neck and total hip from one anteroposterior lumbar radiograph of an adult |\n"
        + $"| Trained on | {(identity.TrainedOn == PredictionRow.InSilico ? "simulated films and simulated DXA scans alone (in silico); no patient's film" : identity.TrainedOn)} |\n"
        + $"| Scale | {scale} |\n| Films | {films} |\n| Made by | `{command}` |\n\n";

    /// <summary>Writes the card of a bundle that <c>train</c> made.</summary>
    public static void Write(
        string path,
        BundleTrainingOptions options,
        Manifest manifest,
        int trained,
        int held,
        IReadOnlyList<string> leftOut,
        string localiserNote,
        string densityNote)
    {
        bool simulated = options.Identity.TrainedOn == PredictionRow.InSilico;
        var text = new StringBuilder(Head(
            options.Identity, DxaManufacturer.Hologic, $"{manifest.Rows.Count} in the manifest: {trained} trained on, {held} held out, {leftOut.Count} left out", options.Command));
        text.Append("## How well it does on films that it was not trained on\n\n");
        text.Append($"{localiserNote}\n\n{densityNote}\n\n");
        text.Append(simulated
            ? "These figures are of simulated films. They are no measure of clinical accuracy: nobody has compared this model with DXA in patients.\n\n"
            : "These figures are of one split; run `trabecula study` for cross-validated ones.\n\n");
        text.Append(Limits);
        if (leftOut.Count > 0)
        {
            // The reasons repeat what the manifest holds, and a card travels farther than a manifest.
            IEnumerable<string> lines = leftOut.Select(reason => reason.Split(':')[0].Replace("line ", "", StringComparison.Ordinal));
            text.Append($"\n## Left out\n\nLines of the manifest, named with their reasons when the model was trained: {string.Join(", ", lines)}.\n");
        }

        ReplacedFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
