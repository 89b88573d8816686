using System.CommandLine;
using System.Globalization;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;
using Trabecula.Reporting;

namespace Trabecula.Cli;

/// <summary><c>trabecula estimate</c>: densities and a category for each film.</summary>
internal static class EstimateVerb
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="open">Opens the engine for a model folder or, where that is null, the usual one.</param>
    public static Command Create(Terminal terminal, Func<string?, EstimationEngine> open)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "AP lumbar radiographs: DICOM, PNG, TIFF or JPEG.",
        };
        files.Validators.Add(result =>
        {
            // The parser takes an unknown option for one more file.
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
                result.AddError($"Unknown option '{token.Value}'. For a file of that name write './{token.Value}'.");
        });
        var json = new Option<bool>("--json") { Description = "Write one JSON object per film and line instead of text." };
        var report = new Option<string?>("--report")
        {
            HelpName = "DIR",
            Description = "Also write each result as JSON, and the film with the vertebrae drawn on it (PNG, SVG), into this folder.",
        };
        var attribution = new Option<bool>("--attribution")
        {
            Description = "Beside the report, also draw what the density of L1-L4 rests on (NAME.attribution.png, .svg); some seconds more for each film.",
        };
        var forms = new FormOptions();
        var submission = new SubmitOptions();
        var sex = SexOption();
        var age = NumberOption("--age", "YEARS", "Age at the radiograph, 0 to 130.", 0, 130);
        var height = NumberOption("--height", "CM", "Height in cm, 30 to 250.", 30, 250);
        var weight = NumberOption("--weight", "KG", "Weight in kg, 1 to 400.", 1, 400);
        var criteria = CriteriaOption.Create();
        var reference = new Option<string?>("--reference")
        {
            HelpName = "FILE",
            Description = "Compare with your own reference population; see docs/how-to/replace-the-reference-population.md.",
        };
        var sure = WholeNumberOption.Create("--only-when-sure", "Give a category only where it is at least so probable, per cent; 0 gives all.", 0, 99, 0);
        var gates = GatesOption();
        var model = new Option<string?>("--model") { HelpName = "DIR", Description = "Use this model bundle instead of the installed one." };
        var verb = new Verb(
            "estimate",
            "Estimate bone density, T-score, Z-score, % of the young adult mean and category for each film.",
            "trabecula estimate film.dcm",
            "trabecula estimate scan.png --sex F --age 67",
            "trabecula estimate *.dcm --report reports --criteria japan2012",
            "trabecula estimate film.dcm --report results --pdf --dicom --fhir",
            "trabecula estimate *.dcm --json > results.jsonl",
            "trabecula estimate --submit /archive --table results.parquet --server https://trabecula.example")
        {
            files, json, report, attribution, forms.Pdf, forms.Dicom, forms.Fhir, forms.Language, forms.Paper, forms.UidRoot, sex, age, height, weight, criteria, reference, sure, gates, model,
            submission.Submit, submission.Server, submission.Table, submission.InFlight,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(attribution) && result.GetValue(report) is null)
                result.AddError("--attribution draws a picture into the folder of --report DIR; name one.");
            forms.Check(result, report);
            submission.Check(result, files);
        });
        verb.SetAction(async (parsed, ct) =>
        {
            if (submission.Run(parsed, terminal, ct) is { } submitted)
                return submitted;
            var chosen = CriteriaOption.Of(parsed.GetValue(criteria));
            var engine = open(parsed.GetValue(model));
            try
            {
                var population = parsed.GetValue(reference) is { } file ? ReferencePopulation.Load(file) : ReferencePopulation.For(chosen);
                var directory = parsed.GetValue(report) is { } path ? new ReportDirectory(path) : null;
                var making = forms.Of(parsed) is { } wanted ? new FormMaking(engine, population, wanted) : null;
                var person = new StatedSubject(
                    parsed.GetValue(sex), parsed.GetValue(age), parsed.GetValue(height), parsed.GetValue(weight), StatedSubject.CommandLine);
                var rules = new EstimationRules(chosen, population, parsed.GetValue(gates) ?? GateTable.Default) { LeastCertain = parsed.GetValue(sure) / 100.0 };
                var estimation = new FilmEstimation(engine, rules, person, directory is not null, parsed.GetValue(attribution));
                return await RunAsync(estimation, parsed.GetValue(files)!, parsed.GetValue(json), directory, making, terminal, ct);
            }
            finally
            {
                await engine.WhenLoadedAsync();
            }
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        FilmEstimation estimation,
        string[] files,
        bool json,
        ReportDirectory? directory,
        FormMaking? making,
        Terminal terminal,
        CancellationToken ct)
    {
        var code = ExitCode.Done;
        var isFirst = true;
        await foreach (var (result, picture, attribution, fault) in estimation.RunAsync(files, ct))
        {
            if (json)
            {
                terminal.Out.WriteLine(ResultJson.Write(result));
            }
            else
            {
                terminal.Out.Write(isFirst ? ResultText.Write(result) : "\n" + ResultText.Write(result));
                isFirst = false;
            }

            // A film's line is complete before the next begins: whoever reads a pipe, or stops us, has whole results.
            terminal.Out.Flush();
            var forms = making is null ? null : await making.MakeAsync(result, picture, FormMaking.AttributesOf(result.File));
            directory?.Write(result, picture, attribution, forms);
            foreach (var refusal in forms?.Refusals ?? [])
            {
                code = Math.Max(code, ExitCode.InputNotUsable);
                terminal.Say($"{result.File}: {refusal.Message} [{refusal.Code}]");
            }

            if (!result.IsRejected)
                continue;
            code = fault is null ? Math.Max(code, ExitCode.InputNotUsable) : ExitCode.InternalError;
            var reason = result.Findings.First(finding => finding.Action == QualityAction.Reject);
            terminal.Say($"{result.File}: {reason.Message} [{reason.Code}]");
            if (fault is not null)
                terminal.Error.WriteLine(fault);
        }

        return code;
    }

    private static Option<Sex?> SexOption() => new("--sex")
    {
        HelpName = "F|M",
        Description = "Sex, where the file does not tell or tells it wrong. Without it there is no T-score.",
        CustomParser = argument =>
        {
            switch (argument.Tokens[0].Value.ToUpperInvariant())
            {
                case "F":
                    return Sex.Female;
                case "M":
                    return Sex.Male;
                default:
                    argument.AddError($"--sex is F or M, not '{argument.Tokens[0].Value}'.");
                    return null;
            }
        },
    };

    private static Option<GateTable?> GatesOption() => new("--gates")
    {
        HelpName = "FILE",
        Description = "Judge films by your own table of quality gates; see docs/how-to/edit-the-gates.md.",
        CustomParser = argument =>
        {
            try
            {
                return GateTable.Load(argument.Tokens[0].Value);
            }
            catch (TrabeculaException e)
            {
                // A table with a slip in it is wrong usage: no film is judged by something else than was meant.
                argument.AddError($"{e.Message} [{e.Code}]");
                return null;
            }
        },
    };

    private static Option<double?> NumberOption(string name, string unit, string description, double low, double high) => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
                return value;
            argument.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {low} to {high}, not '{text}'."));
            return null;
        },
    };
}
