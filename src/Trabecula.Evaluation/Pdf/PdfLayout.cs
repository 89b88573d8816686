using System.Globalization;

namespace Trabecula.Evaluation;

/// <summary>Fills pages from top to bottom.</summary>
internal sealed class PdfLayout
{
    public const string Warning = "#8a5a00";
    public const double Left = 48;
    public const double Width = PdfPage.Width - (2 * Left);
    private const double Top = 62;
    private const double Bottom = PdfPage.Height - 48;
    private const double LineSpacing = 1.32;
    private const double GapBetweenFigures = 12;

    private readonly string _banner;
    private readonly List<PdfPage> _pages = [];

    public PdfLayout(string banner)
    {
        _banner = PdfFont.Encode(banner);
        Break();
    }

    public PdfPage Page => _pages[^1];

    /// <summary>How far down the page is filled.</summary>
    public double Y { get; private set; }

    /// <summary>Goes to the next page where a height does not fit on this one any more.</summary>
    /// <returns>Whether it went.</returns>
    public bool Room(double height)
    {
        if (Y + height <= Bottom || Y <= Top)
            return false;
        Break();
        return true;
    }

    public void Down(double height) => Y += height;

    public void Heading(string text)
    {
        // A heading at the foot of a page would stand without its text.
        Room(160);
        Down(14);
        Page.Line([new FigurePoint(Left, Y), new FigurePoint(Left + Width, Y)], FigureColors.Reference, 1);
        Down(8);
        Text(text, PdfFont.Bold, 14, FigureColors.Ink, 4);
    }

    public void Text(string text, PdfFont font, double size, string color, double after)
    {
        foreach (var line in font.Wrap(PdfFont.Encode(text), size, Width))
        {
            Room(size * LineSpacing);
            Down(size * LineSpacing);
            Page.Text(Left, Y - (size * (LineSpacing - 1)), line, font, size, color);
        }

        Down(after);
    }

    public void Figures(IReadOnlyList<Figure> figures)
    {
        var place = figures[0].Width > Chart.Width ? Width : (Width - GapBetweenFigures) / 2;
        var scale = Math.Min(place / figures.Max(figure => figure.Width), (Bottom - Top) / figures.Max(figure => figure.Height));
        var height = scale * figures.Max(figure => figure.Height);
        Room(height);
        for (var i = 0; i < figures.Count; i++)
            Page.Figure(figures[i], Left + (i * (place + GapBetweenFigures)), Y, scale);
        Down(height + 6);
    }

    public void Picture(PdfPicture picture)
    {
        // A film half as wide as the page still shows its vertebrae; several side by side need all of it.
        var place = picture.Width > 2 * picture.Height ? Width : Width / 2;
        var scale = Math.Min(place / picture.Width, (Bottom - Top) / 2 / picture.Height);
        Room(scale * picture.Height);
        Page.Picture(picture, Left, Y, scale * picture.Width, scale * picture.Height);
        Down((scale * picture.Height) + 6);
    }

    /// <summary>Numbers the pages.</summary>
    public IReadOnlyList<PdfPage> Finish(string title)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1} / {_pages.Count}");
            var foot = PdfPage.Height - 26;
            _pages[i].Text(Left, foot, PdfFont.Regular.Wrap(PdfFont.Encode(title), 8, Width * 0.8)[0], PdfFont.Regular, 8, FigureColors.Muted);
            _pages[i].Text(Left + Width - PdfFont.Regular.Width(number, 8), foot, number, PdfFont.Regular, 8, FigureColors.Muted);
        }

        return _pages;
    }

    private void Break()
    {
        _pages.Add(new PdfPage());
        Page.Area(
            [new FigurePoint(0, 0), new FigurePoint(PdfPage.Width, 0), new FigurePoint(PdfPage.Width, 34), new FigurePoint(0, 34)], "#fff3cd");
        var y = 16.0;
        foreach (var line in PdfFont.Bold.Wrap(_banner, 8.5, Width).Take(2))
        {
            Page.Text((PdfPage.Width - PdfFont.Bold.Width(line, 8.5)) / 2, y, line, PdfFont.Bold, 8.5, "#5c4300");
            y += 11;
        }

        Y = Top;
    }
}
