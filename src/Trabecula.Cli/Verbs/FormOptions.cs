using System.CommandLine;
using System.CommandLine.Parsing;
using Trabecula.Dicom;
using Trabecula.Reporting;

namespace Trabecula.Cli;

/// <summary>Options of <c>estimate</c> for the forms that a clinic takes.</summary>
internal sealed class FormOptions
{
    private const string Japanese = "ja", Letter = "letter";

    public FormOptions()
    {
        Language.AcceptOnlyFromAmong("en", Japanese);
        Paper.AcceptOnlyFromAmong("a4", Letter);
        UidRoot.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } root }] && !DicomUid.IsRoot(root))
                result.AddError($"--uid-root is numbers parted by points, 43 characters at most, not '{root}'.");
        });
    }

    public Option<bool> Pdf { get; } = new("--pdf") { Description = "Beside the report, also a printed page for a clinician (NAME.report.pdf)." };

    public Option<bool> Dicom { get; } = new("--dicom")
    {
        Description = "Beside the report, also results for the archive (NAME.sr.dcm, NAME.sc.dcm, NAME.report.dcm).",
    };

    public Option<bool> Fhir { get; } = new("--fhir") { Description = "Beside the report, also a FHIR R4 Bundle (NAME.fhir.json)." };

    public Option<string> Language { get; } = new("--language")
    {
        HelpName = "en|ja",
        Description = "Language of the printed page.",
        DefaultValueFactory = _ => "en",
    };

    public Option<string> Paper { get; } = new("--paper")
    {
        HelpName = "a4|letter",
        Description = "Paper of the printed page.",
        DefaultValueFactory = _ => "a4",
    };

    public Option<string> UidRoot { get; } = new("--uid-root")
    {
        HelpName = "ROOT",
        Description = "Root of new DICOM UIDs: 2.25 for UUIDs, or your organisation's.",
        DefaultValueFactory = _ => DicomUid.UuidRoot,
    };

    /// <summary>Refuses forms without a folder to write them to.</summary>
    /// <param name="result">The command.</param>
    /// <param name="report">The option of the folder.</param>
    public void Check(CommandResult result, Option<string?> report)
    {
        foreach (var form in new[] { Pdf, Dicom, Fhir }.Where(form => result.GetValue(form) && result.GetValue(report) is null))
            result.AddError($"{form.Name} writes into the folder of --report DIR; name one.");
    }

    /// <summary>The forms that are wanted, or null for none.</summary>
    /// <param name="parsed">The command.</param>
    public ClinicalFormOptions? Of(ParseResult parsed)
    {
        var options = new ClinicalFormOptions(
            parsed.GetValue(Pdf),
            parsed.GetValue(Dicom),
            parsed.GetValue(Fhir),
            parsed.GetValue(Language) == Japanese ? ReportLanguage.Japanese : ReportLanguage.English,
            parsed.GetValue(Paper) == Letter ? ReportPaper.Letter : ReportPaper.A4,
            parsed.GetValue(UidRoot)!);
        return options is { Pdf: false, Dicom: false, Fhir: false } ? null : options;
    }
}
