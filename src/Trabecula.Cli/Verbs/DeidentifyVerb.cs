using System.CommandLine;
using Trabecula.Cli.Deidentification;
using Trabecula.Dicom;

namespace Trabecula.Cli;

/// <summary><c>trabecula deidentify</c>: films without the people on them.</summary>
internal static class DeidentifyVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "DICOM films, and folders that are searched for them with all their folders.",
        };
        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
                result.AddError($"Unknown option '{token.Value}'. For a file of that name write './{token.Value}'.");
        });
        var output = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder for the films; new, or of an earlier run with the same key and options, which is continued.",
            Required = true,
        };
        var key = KeyOption();
        var table = new Option<string?>("--linking-table")
        {
            HelpName = "FILE",
            Description = "Also write who is behind which pseudonym (CSV), outside the output folder and readable for you alone.",
        };
        var characteristics = new Option<bool>("--retain-characteristics")
        {
            Description = "Keep sex, age (from 90 years on as 90), height and weight.",
        };
        var dates = new Option<bool>("--retain-dates")
        {
            Description = "Keep dates, moved by a number of days that is secret and the same for all films of a person.",
        };
        var pixels = PixelsOption();
        var json = new Option<bool>("--json") { Description = "Write one JSON object per file and line. It names the input files." };
        var verb = new Verb(
            "deidentify",
            "Take the person out of DICOM films by DICOM's Basic Application Level Confidentiality Profile.",
            "trabecula deidentify archive --out films --key ~/study.key",
            "trabecula deidentify archive --out films --key ~/study.key --retain-dates --retain-characteristics",
            "trabecula deidentify film.dcm --out films --key ~/study.key --linking-table ~/study-people.csv")
        {
            inputs, output, key, table, characteristics, dates, pixels, json,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () => new DeidentificationRun(
                new DeidentificationRequest(
                    parsed.GetValue(inputs)!,
                    parsed.GetValue(output)!,
                    parsed.GetValue(key)!,
                    parsed.GetValue(table),
                    new DeidentificationOptions(parsed.GetValue(characteristics), parsed.GetValue(dates), parsed.GetValue(pixels)),
                    parsed.GetValue(json)),
                terminal).Run(ct),
            ct));
        return verb;
    }

    /// <summary>The option that names the key.</summary>
    internal static Option<string> KeyOption() => new("--key")
    {
        HelpName = "FILE",
        Description = "Key from which pseudonyms follow; made where there is no such file. It must not lie in the output folder.",
        Required = true,
    };

    /// <summary>The option by which a person vouches for the pictures.</summary>
    internal static Option<bool> PixelsOption() => new("--pixels-checked")
    {
        Description = "You have looked at the pictures for names in them: also take digitised and captured ones that do not say that they have none.",
    };
}
