using System.Collections.ObjectModel;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Which forms of a result are wanted for a clinic, and how they look.</summary>
/// <param name="Pdf">The printed report.</param>
/// <param name="Dicom">Structured report, overlay and printed report as DICOM.</param>
/// <param name="Fhir">A Bundle.</param>
/// <param name="Language">Language of the printed report.</param>
/// <param name="Paper">Paper of the printed report.</param>
/// <param name="UidRoot">Root of the DICOM objects' UIDs.</param>
public sealed record ClinicalFormOptions(
    bool Pdf, bool Dicom, bool Fhir, ReportLanguage Language = ReportLanguage.English, ReportPaper Paper = ReportPaper.A4, string UidRoot = DicomUid.UuidRoot);

/// <summary>One result in the forms that a clinic takes.</summary>
/// <param name="Files">What each file is named after the film's name, for instance <c>.sr.dcm</c>, and what is in it.</param>
/// <param name="Refusals">Why a form could not be made; the others are made.</param>
public sealed record ClinicalForms(IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<TrabeculaException> Refusals)
{
    private const string Pdf = ".report.pdf", Report = ".sr.dcm", Overlay = ".sc.dcm", Document = ".report.dcm", Fhir = ".fhir.json";

    /// <summary>All endings of files.</summary>
    internal static IReadOnlyList<string> Endings { get; } = [Pdf, Report, Overlay, Document, Fhir];

    /// <summary>No form at all.</summary>
    internal static ClinicalForms None { get; } = new(ReadOnlyDictionary<string, byte[]>.Empty, []);

    /// <summary>Makes the forms.</summary>
    /// <param name="result">The result.</param>
    /// <param name="picture">The film as a picture, or null where it could not be read.</param>
    /// <param name="film">The film as DICOM, or null where it is none.</param>
    /// <param name="reference">What densities were compared with, or null.</param>
    /// <param name="created">When, in local time.</param>
    /// <param name="options">Which forms.</param>
    /// <returns>The files, and why others could not be made.</returns>
    public static ClinicalForms Make(
        FilmResult result, FilmPicture? picture, DicomDataset? film, ReferenceScale? reference, DateTimeOffset created, ClinicalFormOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        var files = new Dictionary<string, byte[]>();
        var refusals = new List<TrabeculaException>();
        var examination = film is null ? Examination.Unknown : Examination.Of(film);
        PrintedReport? printed = null;
        Try(() => printed = ReportPrinter.Print(result, picture, examination, reference, created, options.Language, options.Paper));
        if (options.Pdf && printed is not null)
            files[Pdf] = printed.Pdf;
        if (options.Dicom)
            Try(AddDicom);
        if (options.Fhir)
            Try(() => files[Fhir] = FhirBundle.Write(result, examination, printed, created));
        return new ClinicalForms(files, refusals);

        void AddDicom()
        {
            if (film is null)
            {
                throw new TrabeculaException(
                    "film_without_identity", "The file is no DICOM object that can be read: it names no patient and no study that a DICOM result could be filed with.");
            }

            var set = DicomResults.Create(result, film, picture, printed, created, options.UidRoot);
            files[Report] = set.Report.ToBytes();
            if (set.Overlay is { } overlay)
                files[Overlay] = overlay.ToBytes();
            if (set.Document is { } document)
                files[Document] = document.ToBytes();
        }

        void Try(Action make)
        {
            try
            {
                make();
            }
            catch (TrabeculaException e)
            {
                refusals.Add(e);
            }
        }
    }
}
