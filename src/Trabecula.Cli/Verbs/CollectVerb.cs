using System.CommandLine;
using Trabecula.Cli.Collection;
using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary><c>trabecula collect</c>: a cohort from an archive's films and DXA results.</summary>
internal static class CollectVerb
{
    // Ten years; more is no match.
    private const int MostDays = 3650;

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var films = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "DICOM films, and folders that are searched for them with all their folders.",
        };
        films.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
                result.AddError($"Unknown option '{token.Value}'. For a file of that name write './{token.Value}'.");
        });
        var dxa = new Option<string[]>("--dxa")
        {
            HelpName = "FILE",
            Description = "DXA results: a CSV with patient_id, dxa_date and densities in g/cm², or structured reports (a file or a folder). May be given several times.",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder for manifest.csv and the de-identified films; new, or of an earlier run with the same key.",
            Required = true,
        };
        var key = DeidentifyVerb.KeyOption();
        var report = new Option<string>("--report")
        {
            HelpName = "FILE",
            Description = "Table of what was left out and why (CSV). It names people: outside the output folder, readable for you alone.",
            Required = true,
        };
        var table = new Option<string?>("--linking-table")
        {
            HelpName = "FILE",
            Description = "Also write who is behind which pseudonym (CSV), outside the output folder and readable for you alone.",
        };
        var days = WholeNumberOption.Create("--days", "Days between film and DXA scan at the most.", 0, MostDays, CohortMatching.UsualDays);
        var pixels = DeidentifyVerb.PixelsOption();
        var verb = new Verb(
            "collect",
            "Match an archive's lumbar films with DXA results by patient and date, de-identify them, and write a manifest for study.",
            "trabecula collect archive --dxa results.csv --out cohort --key ~/study.key --report ~/left-out.csv",
            "trabecula collect archive --dxa reports --dxa old.csv --days 30 --out cohort --key ~/study.key --report ~/left-out.csv")
        {
            films, dxa, output, key, report, table, days, pixels,
        };
        verb.SetAction((parsed, ct) => Task.Run(
            () => new CollectRun(
                new CollectRequest(
                    parsed.GetValue(films)!,
                    parsed.GetValue(dxa)!,
                    parsed.GetValue(output)!,
                    parsed.GetValue(key)!,
                    parsed.GetValue(report)!,
                    parsed.GetValue(table),
                    parsed.GetValue(days),
                    parsed.GetValue(pixels)),
                terminal).Run(ct),
            ct));
        return verb;
    }
}
