namespace Trabecula.Evaluation;

/// <summary>Lays a table out: columns as wide as their cells ask for, within the page; the header again on each page.</summary>
internal static class PdfTable
{
    private const double Size = 8;
    private const double LineHeight = 10.2;
    private const double Gap = 8;

    /// <summary>A cell asks for no more than this, pt; longer ones are broken.</summary>
    private const double WidestWish = 260;

    public static void Add(PdfLayout layout, ReportTable table)
    {
        var cells = table.Rows.Select(row => row.Select(PdfFont.Encode).ToArray()).ToArray();
        var header = table.Header.Select(PdfFont.Encode).ToArray();
        var widths = Widths(header, cells);
        layout.Room(4 * LineHeight);
        layout.Text(table.Caption, PdfFont.Bold, 9, FigureColors.Ink, 2);
        Row(layout, header, widths, PdfFont.Bold, FigureColors.Muted, header);
        foreach (var row in cells)
            Row(layout, row, widths, PdfFont.Regular, FigureColors.Grid, header);
        layout.Down(10);
    }

    private static double[] Widths(string[] header, string[][] rows)
    {
        var wishes = header.Select((name, column) => Math.Min(WidestWish, rows
            .Select(row => PdfFont.Regular.Width(row[column], Size))
            // A header may break between words; its longest word may not.
            .Append(name.Split(' ').Max(word => PdfFont.Bold.Width(word, Size)))
            .Max())).ToArray();
        var room = PdfLayout.Width - (Gap * (header.Length - 1));
        var scale = room / wishes.Sum();
        // A narrow table is not torn apart over the whole page.
        return [.. wishes.Select(wish => wish * Math.Min(scale, 1.35))];
    }

    private static void Row(PdfLayout layout, string[] cells, double[] widths, PdfFont font, string rule, string[] header)
    {
        var lines = cells.Select((cell, column) => font.Wrap(cell, Size, widths[column])).ToArray();
        var height = (lines.Max(cell => cell.Count) * LineHeight) + 4;
        if (layout.Room(height) && !ReferenceEquals(cells, header))
            Row(layout, header, widths, PdfFont.Bold, FigureColors.Muted, header);
        var x = PdfLayout.Left;
        for (var column = 0; column < lines.Length; column++)
        {
            for (var i = 0; i < lines[column].Count; i++)
                layout.Page.Text(x, layout.Y + ((i + 1) * LineHeight) - 2, lines[column][i], font, Size, FigureColors.Ink);
            x += widths[column] + Gap;
        }

        layout.Down(height);
        layout.Page.Line(
            [new FigurePoint(PdfLayout.Left, layout.Y - 1), new FigurePoint(x - Gap, layout.Y - 1)], rule, 0.6);
    }
}
