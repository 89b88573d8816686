using System.CommandLine;
using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary><c>trabecula train</c>: a model bundle from films with DXA results.</summary>
internal static class TrainVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "The table of films and DXA results; docs/reference/tables.md." };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for the model bundle.", Required = true };
        var landmarks = new Option<string?>("--landmarks")
        {
            HelpName = "FILE",
            Description = "Corners of the vertebrae on the films, to train the localiser too; without it the installed one is kept.",
        };
        var seed = new Option<int>("--seed") { HelpName = "S", Description = "Seed of the chance.", DefaultValueFactory = _ => 1 };
        var resume = new Option<bool>("--resume") { Description = "Continue a training that was stopped, in the same --out folder." };
        var verb = new Verb(
            "train",
            "Train a model bundle for 'estimate' on films with DXA results.",
            "trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out my-model",
            "trabecula train cohort/manifest.csv --out my-model --resume",
            "trabecula estimate film.dcm --model my-model")
        {
            manifest, output, landmarks, seed, resume,
        };
        verb.SetAction((parsed, ct) => throw new TrabeculaException("not_available", "This version cannot train yet."));
        return verb;
    }
}
