namespace Trabecula.Evaluation;

/// <summary>Writes a report as PDF: the same words, tables and figures as the page, in vectors, with the banner on every sheet.</summary>
/// <remarks>Letters beyond those of Western Europe become question marks, since no font is packed into the file.</remarks>
public static class PdfReport
{
    /// <summary>Writes the file.</summary>
    /// <param name="report">The report.</param>
    /// <returns>A PDF 1.4 file, A4; the same report gives the same bytes.</returns>
    /// <exception cref="Domain.TrabeculaException"><c>invalid_picture</c> where a picture is no PNG of 8 bits, grey or RGB.</exception>
    public static byte[] Write(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var layout = new PdfLayout(report.Banner);
        layout.Text(report.Title, PdfFont.Bold, 20, FigureColors.Ink, after: 6);
        foreach (var section in report.Sections)
        {
            layout.Heading(section.Title);
            foreach (var block in section.Blocks)
                Add(layout, block);
        }

        return PdfFile.Write(report.Title, layout.Finish(report.Title));
    }

    private static void Add(PdfLayout layout, ReportBlock block)
    {
        switch (block)
        {
            case ReportParagraph paragraph:
                layout.Text(
                    paragraph.Text, paragraph.IsWarning ? PdfFont.Bold : PdfFont.Regular, 9.5, paragraph.IsWarning ? PdfLayout.Warning : FigureColors.Ink, 6);
                break;
            case ReportTable table:
                PdfTable.Add(layout, table);
                break;
            case ReportFigures figures:
                foreach (var row in figures.Figures.Chunk(figures.Figures.Any(figure => figure.Width > Chart.Width) ? 1 : 2))
                    layout.Figures(row);
                layout.Text(figures.Caption, PdfFont.Regular, 8, FigureColors.Muted, 8);
                break;
            case ReportPicture picture:
                layout.Picture(PdfPicture.Of(picture.Png.Span));
                layout.Text(picture.Caption, PdfFont.Regular, 8, FigureColors.Muted, 8);
                break;
            default:
                throw new NotSupportedException($"A {block.GetType().Name} cannot be written.");
        }
    }
}
