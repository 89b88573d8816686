using System.Text;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Server;

/// <summary>From a film in the store to its result in the store, by the same path as the command <c>estimate</c>.</summary>
internal sealed class FilmJudging
{
    private readonly ContentStore _store;
    private readonly EstimationEngine _engine;
    private readonly EstimationRules _rules;
    private readonly ServerSettings _settings;

    /// <summary>Prepares to judge.</summary>
    /// <param name="store">Where films and results lie.</param>
    /// <param name="engine">The model.</param>
    /// <param name="rules">What films are judged by.</param>
    /// <param name="settings">Language, paper and root of UIDs.</param>
    public FilmJudging(ContentStore store, EstimationEngine engine, EstimationRules rules, ServerSettings settings) =>
        (_store, _engine, _rules, _settings) = (store, engine, rules, settings);

    /// <summary>Judges a film.</summary>
    /// <param name="film">Its record.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What is to be noted; the objects are stored already.</returns>
    /// <exception cref="FilmFaultException">An error of ours.</exception>
    /// <exception cref="TrabeculaException">The store or the model cannot be used.</exception>
    public Task<FilmOutcome> JudgeAsync(Film film, CancellationToken ct) => JudgeAsync(film, null, null, ct);

    /// <summary>Judges a film, or judges it again with the vertebrae where a reader has put them.</summary>
    /// <param name="film">Its record.</param>
    /// <param name="given">The vertebrae, or null for those that the model finds.</param>
    /// <param name="correction">Number of the correction, or null for none.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>What is to be noted; the objects are stored already.</returns>
    /// <exception cref="FilmFaultException">An error of ours.</exception>
    /// <exception cref="TrabeculaException">The store or the model cannot be used.</exception>
    public async Task<FilmOutcome> JudgeAsync(Film film, IReadOnlyList<VertebraOutline>? given, int? correction, CancellationToken ct)
    {
        var bytes = await _store.ReadAsync(film.Sha256, ct);
        var estimation = new FilmEstimation(_engine, _rules, StatedText.Parse(film.Stated), wantsPictures: _settings.MakesForms) { Given = given };
        var (result, picture, _, fault) = await estimation.EstimateAsync(
            film.FileName ?? film.SopInstanceUid ?? film.Sha256, stop => RadiographReader.Read(bytes, stop), ct);
        if (fault is not null)
            throw new FilmFaultException(fault);
        result = result with { Correction = correction };

        if (!_settings.MakesForms)
            return Outcome(result, new Dictionary<ObjectKind, StoredContent> { [ObjectKind.Result] = await StoreAsync(result, ct) }, []);
        var dataset = film.IsDicom ? DicomFile.Read(bytes).Dataset : null;
        var options = new ClinicalFormOptions(
            Pdf: true,
            Dicom: dataset is not null,
            Fhir: true,
            _settings.Language == "ja" ? ReportLanguage.Japanese : ReportLanguage.English,
            _settings.Paper == "letter" ? ReportPaper.Letter : ReportPaper.A4,
            _settings.UidRoot);
        var forms = await new FormMaking(_engine, _rules.Reference, options).MakeAsync(result, picture, dataset);
        var objects = new Dictionary<ObjectKind, StoredContent>
        {
            [ObjectKind.Result] = await StoreAsync(result, ct),
        };
        if (picture is not null)
            objects[ObjectKind.Overlay] = await _store.AddAsync(OverlayPicture.Png(result, picture), ct);
        foreach (var (ending, content) in forms.Files)
            objects[KindOf(ending)] = await _store.AddAsync(content, ct);
        return Outcome(result, objects, forms.Refusals);
    }

    private Task<StoredContent> StoreAsync(FilmResult result, CancellationToken ct) => _store.AddAsync(Encoding.UTF8.GetBytes(ResultJson.Write(result) + "\n"), ct);

    private static FilmOutcome Outcome(FilmResult result, Dictionary<ObjectKind, StoredContent> objects, IReadOnlyList<TrabeculaException> refusals)
    {
        if (result.IsRejected)
        {
            var finding = result.Findings.First(found => found.Action == QualityAction.Reject);
            return new FilmOutcome(FilmState.Rejected, objects, result.Model) { ReasonCode = finding.Code, Reason = Sentence(finding.Message) };
        }

        return new FilmOutcome(FilmState.Estimated, objects, result.Model)
        {
            ReasonCode = refusals is [var refusal, ..] ? refusal.Code : null,
            Reason = refusals is [var first, ..] ? Sentence(first.Message) : null,
            Category = result.Diagnosis?.Category is { } category ? category.ToString().ToLowerInvariant() : null,
            LumbarBmd = result.Sites.FirstOrDefault(site => site.Estimate.Site == SkeletalSite.LumbarL1L4)?.Estimate.Bmd,
            LowestTScore = result.Sites.Min(site => site.TScore),
        };
    }

    private static string? Sentence(string message) => FilmAttributes.Plain(message, ServerDatabase.LongestReason);

    private static ObjectKind KindOf(string ending) => ending switch
    {
        ".report.pdf" => ObjectKind.Report,
        ".sr.dcm" => ObjectKind.StructuredReport,
        ".sc.dcm" => ObjectKind.SecondaryCapture,
        ".report.dcm" => ObjectKind.EncapsulatedPdf,
        ".fhir.json" => ObjectKind.Fhir,
        _ => throw new InvalidOperationException($"A form '{ending}' has no place among a film's objects."),
    };
}
