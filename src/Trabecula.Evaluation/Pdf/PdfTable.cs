namespace Trabecula.Evaluation;

/// <summary>Lays a table out: columns as wide as their cells ask for, within the page; the header again on each page.</summary>
internal static class PdfTable
{
    private const double Size = 8;
    private const double LineHeight = 10.2;
    private const double Gap = 8;

    /// <summary>A cell asks for no more than this, pt; longer ones are broken.</summary>
    private const double WidestWish = 260;

    /// <summary>A cell that is longer, for instance a vendor's name of a thousand letters, is cut, so that every row fits on a page.</summary>
    private const int MostLines = 30;

    public static void Add(PdfLayout layout, ReportTable table)
    {
        var cells = table.Rows.Select(row => row.Select(PdfFont.Encode).ToArray()).ToArray();
        var header = table.Header.Select(PdfFont.Encode).ToArray();
        var widths = Widths(header, cells);
        // Caption and header do not stay behind at the foot of a page.
        layout.Room(8 * LineHeight);
        layout.Text(table.Caption, PdfFont.Bold, 9, FigureColors.Ink, 2);
        Row(layout, header, widths, PdfFont.Bold, FigureColors.Muted, header);
        foreach (var row in cells)
            Row(layout, row, widths, PdfFont.Regular, FigureColors.Grid, header);
        layout.Down(10);
    }

    /// <summary>Each column has room for its longest word; what is left goes to those that ask for more, in proportion.</summary>
    private static double[] Widths(string[] header, string[][] rows)
    {
        var least = header.Select((name, column) => rows.Select(row => LongestWord(row[column], PdfFont.Regular))
            .Append(LongestWord(name, PdfFont.Bold)).Max()).ToArray();
        var wishes = header.Select((_, column) => Math.Max(least[column], rows
            .Select(row => Math.Min(WidestWish, PdfFont.Regular.Width(row[column], Size))).DefaultIfEmpty(0).Max())).ToArray();
        var room = PdfLayout.Width - (Gap * (header.Length - 1));
        if (wishes.Sum() <= room)
        {
            // A narrow table is not torn apart over the whole page.
            var stretch = Math.Min(room / wishes.Sum(), 1.35);
            return [.. wishes.Select(wish => wish * stretch)];
        }

        var more = wishes.Sum() - least.Sum();
        var share = more > 0 ? (room - least.Sum()) / more : 0;
        return share > 0
            ? [.. least.Zip(wishes, (low, wish) => low + ((wish - low) * share))]
            : [.. least.Select(low => low * room / least.Sum())];
    }

    private static double LongestWord(string encoded, PdfFont font) =>
        Math.Min(WidestWish, encoded.Split(' ').Max(word => font.Width(word, Size)));

    private static void Row(PdfLayout layout, string[] cells, double[] widths, PdfFont font, string rule, string[] header)
    {
        var lines = cells.Select((cell, column) => font.Wrap(cell, Size, widths[column]).Take(MostLines).ToArray()).ToArray();
        var height = (lines.Max(cell => cell.Length) * LineHeight) + 4;
        if (layout.Room(height) && !ReferenceEquals(cells, header))
            Row(layout, header, widths, PdfFont.Bold, FigureColors.Muted, header);
        var x = PdfLayout.Left;
        for (var column = 0; column < lines.Length; column++)
        {
            for (var i = 0; i < lines[column].Length; i++)
                layout.Page.Text(x, layout.Y + ((i + 1) * LineHeight) - 2, lines[column][i], font, Size, FigureColors.Ink);
            x += widths[column] + Gap;
        }

        layout.Down(height);
        layout.Page.Line(
            [new FigurePoint(PdfLayout.Left, layout.Y - 1), new FigurePoint(x - Gap, layout.Y - 1)], rule, 0.6);
    }
}
