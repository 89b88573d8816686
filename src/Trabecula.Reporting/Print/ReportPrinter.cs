using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Prints a result on one page.</summary>
public static class ReportPrinter
{
    /// <summary>Prints a page: film, densities with 90 % intervals on the reference curve by age, scores, category, findings, what to do next.</summary>
    /// <param name="result">The result; a rejected one gets a page that says why.</param>
    /// <param name="picture">The film, or null where it could not be read.</param>
    /// <param name="examination">Whose film it is.</param>
    /// <param name="reference">What densities were compared with, for the curves; null draws none.</param>
    /// <param name="created">When the report is made, in local time; the same inputs give the same bytes.</param>
    /// <param name="language">Its language.</param>
    /// <param name="paper">Its paper.</param>
    /// <returns>The page as PDF.</returns>
    /// <exception cref="TrabeculaException"><c>font_missing</c> where a letter, of a name for instance, is in no font at hand;
    /// <c>report_not_drawn</c> where no page could be made.</exception>
    public static PrintedReport Print(
        FilmResult result,
        FilmPicture? picture,
        Examination examination,
        ReferenceScale? reference,
        DateTimeOffset created,
        ReportLanguage language = ReportLanguage.English,
        ReportPaper paper = ReportPaper.A4)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(examination);
        var words = ReportWords.In(language);
        // Points: 210 × 297 mm and 8.5 × 11 inches.
        var size = paper == ReportPaper.Letter ? new SKSize(612, 792) : new SKSize(595.28f, 841.89f);
        var metadata = new SKDocumentPdfMetadata
        {
            Title = words.Title,
            Creator = $"Trabecula {ResultObject.ProgramVersion}",
            Creation = created.UtcDateTime,
            Modified = created.UtcDateTime,
            RasterDpi = 300,
            EncodingQuality = 90,
        };
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, metadata)
            ?? throw new TrabeculaException("report_not_drawn", "No PDF document could be made."))
        {
            var canvas = document.BeginPage(size.Width, size.Height);
            new ReportPage(canvas, size, result, words).Draw(examination, picture, reference, created);
            document.EndPage();
            document.Close();
        }

        return new PrintedReport(stream.ToArray(), language, paper);
    }
}
