using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>Writes a whole study's files; the record, <c>study.json</c>, comes last, so that a folder with one is whole.</summary>
internal static class StudyFiles
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes predictions, metrics and reports.</summary>
    public static void WriteReport(StudyFindings findings)
    {
        var folder = findings.Options.Output;
        PredictionWriter.Write(Path.Combine(folder, "predictions.csv"), findings.Rows);
        if (findings.Others is { } others)
        {
            PredictionWriter.Write(Path.Combine(folder, "other-predictions.csv"), others.Rows);
            WriteText(Path.Combine(folder, "other-metrics.json"), EvaluationJson.Write(others.Result) + "\n");
        }

        WriteText(Path.Combine(folder, "metrics.json"), EvaluationJson.Write(findings.Result) + "\n");
        var report = EvaluationReport.Compose(findings.Result, Context(findings));
        WriteText(Path.Combine(folder, "report.html"), HtmlReport.Write(report));
        ReplacedFile.Write(Path.Combine(folder, "report.pdf"), stream => stream.Write(PdfReport.Write(report)));
    }

    /// <summary>Writes the record of the study.</summary>
    public static void WriteRecord(StudyFindings findings, MadeBundle? bundle) =>
        WriteText(Path.Combine(findings.Options.Output, "study.json"), JsonSerializer.Serialize(Record(findings, bundle), Json) + "\n");

    private static ReportContext Context(StudyFindings findings)
    {
        var plan = findings.Options.Plan;
        return new ReportContext($"Study of {Path.GetFileName(findings.Options.Manifest)}", findings.Options.Command)
        {
            Flow = findings.Flow,
            Additional = StudySections.Of(findings),
            Configuration =
            [
                ("criteria", findings.Options.Criteria == DiagnosticCriteria.Japan2012 ? "JSBMR/JOS 2012" : "WHO, as the ISCD applies them"),
                ("folds, networks in each, passes, seed", $"{plan.Folds}, {plan.Networks}, {plan.Epochs}, {plan.Seed}"),
                ("networks began with", findings.Pretraining?.Name ?? "random weights"),
                .. findings.Hashes,
                .. Versions(),
            ],
        };
    }

    private static object Record(StudyFindings findings, MadeBundle? bundle) => new
    {
        command = findings.Options.Command,
        plan = findings.Options.Plan,
        criteria = findings.Options.Criteria,
        pretrained = findings.Pretraining?.Name,
        versions = Versions().ToDictionary(pair => pair.Name, pair => pair.Value),
        hashes = findings.Hashes.ToDictionary(pair => pair.Name, pair => pair.Value),
        flow = findings.Flow.Select(step => new { step.Step, step.Count }),
        left_out = findings.LeftOut,
        checks = findings.Checks,
        learning_curves = findings.Curves,
        trainings = findings.Options.Plan.Jobs().Select(job => new
        {
            job.Name,
            findings.Outputs[job].BestEpoch,
            findings.Outputs[job].History,
        }),
        steadiness = findings.Steadiness,
        bundle,
        other_films = findings.Others is { } others ? new { others.Manifest, flow = others.Flow.Select(step => new { step.Step, step.Count }) } : null,
    };

    private static IReadOnlyList<(string Name, string Value)> Versions() =>
    [
        ("Trabecula", typeof(StudyFiles).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors"),
    ];

    private static void WriteText(string path, string text) =>
        ReplacedFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
