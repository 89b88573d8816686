using System.Globalization;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The film on a page, with the vertebrae as lines and their densities as text.</summary>
/// <param name="page">Sets text.</param>
/// <param name="canvas">The page.</param>
internal sealed class FilmPanel(PageText page, SKCanvas canvas)
{
    /// <summary>Longer side of the picture in the file: 300 dots to the inch where it is 3.5 inches high.</summary>
    private const int PictureSide = 1050;

    private const int JpegQuality = 88;

    /// <summary>Draws the film as large as fits, at the top left of a place.</summary>
    /// <param name="area">The place.</param>
    /// <param name="film">The film.</param>
    /// <param name="result">What is drawn over it.</param>
    /// <returns>Where the film is.</returns>
    public SKRect Draw(SKRect area, FilmPicture film, FilmResult result)
    {
        var scale = Math.Min(area.Width / film.FilmWidth, area.Height / film.FilmHeight);
        var place = SKRect.Create(area.Left, area.Top, scale * film.FilmWidth, scale * film.FilmHeight);
        using (var picture = Picture(film))
            canvas.DrawImage(picture, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Save();
        canvas.ClipRect(place);
        var number = 0;
        foreach (var finding in result.Findings)
        {
            number++;
            // A vertebra that is left out has its own frame already.
            if (finding.Action != QualityAction.ExcludeVertebra && Placed(finding.Where, place, scale) is { Length: > 2 } corners)
            {
                Outline(corners, Colour(finding.Action == QualityAction.Reject ? OverlayColour.Rejected : OverlayColour.Caution), isDashed: true);
                Label(number.ToString(CultureInfo.InvariantCulture), corners.Min(corner => corner.X) + 1, corners.Min(corner => corner.Y) + 7, OverlayColour.Caution);
            }
        }

        foreach (var vertebra in result.Vertebrae)
            Vertebra(vertebra, result, place, scale);
        canvas.Restore();
        return place;
    }

    private void Vertebra(VertebraOutline vertebra, FilmResult result, SKRect place, float scale)
    {
        var corners = Placed(vertebra.Corners, place, scale);
        if (corners.Length == 0)
            return;
        var isExcluded = result.IsExcluded(vertebra.Level);
        var colour = isExcluded ? OverlayColour.Excluded : OverlayColour.Vertebra;
        Outline(corners, Colour(colour), isDashed: isExcluded);
        if (isExcluded)
        {
            Outline([corners[0], corners[2]], Colour(colour), isDashed: false);
            Outline([corners[1], corners[3]], Colour(colour), isDashed: false);
        }

        var density = VertebraDensity.Of(result, vertebra.Level) is { } estimate
            ? estimate.Bmd.ToString(" 0.00", CultureInfo.InvariantCulture)
            : string.Empty;
        var text = vertebra.Level + density;
        var style = LabelStyle(colour);
        var right = corners.Max(corner => corner.X) + 3;
        var left = right + PageText.Width(text, style) <= place.Right ? right : corners.Min(corner => corner.X) + 2;
        Label(text, left, corners.Average(corner => corner.Y) + 2.5f, colour);
    }

    private void Label(string text, float x, float baseline, OverlayColour colour)
    {
        var style = LabelStyle(colour);
        using var plate = new SKPaint { Color = new SKColor(0, 0, 0, 165) };
        canvas.DrawRect(SKRect.Create(x - 1, baseline - 6.5f, PageText.Width(text, style) + 2, 8.5f), plate);
        page.Line(text, x, baseline, style);
    }

    private void Outline(SKPoint[] corners, SKColor colour, bool isDashed)
    {
        using var path = new SKPath();
        path.AddPoly(corners);
        using var paint = new SKPaint { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = 0.9f, IsAntialias = true };
        using var dashes = isDashed ? SKPathEffect.CreateDash([4, 2.5f], 0) : null;
        paint.PathEffect = dashes;
        canvas.DrawPath(path, paint);
    }

    private static SKPoint[] Placed(IReadOnlyList<ImagePoint> points, SKRect place, float scale) =>
        points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
            ? [.. points.Select(point => new SKPoint(place.Left + (scale * (float)(point.X + 0.5)), place.Top + (scale * (float)(point.Y + 0.5))))]
            : [];

    /// <summary>The film as JPEG, which a PDF holds as it is: a tenth of the size, and no difference in print.</summary>
    private static SKImage Picture(FilmPicture film)
    {
        using var whole = SKImage.FromPixelCopy(new SKImageInfo(film.Width, film.Height, SKColorType.Gray8, SKAlphaType.Opaque), film.Pixels);
        var shrink = Math.Min(1, (float)PictureSide / Math.Max(film.Width, film.Height));
        var info = new SKImageInfo(
            Math.Max(1, (int)(shrink * film.Width)), Math.Max(1, (int)(shrink * film.Height)), SKColorType.Gray8, SKAlphaType.Opaque);
        using var small = new SKBitmap(info);
        using var pixels = small.PeekPixels();
        whole.ScalePixels(pixels, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return SKImage.FromEncodedData(jpeg)
            ?? throw new TrabeculaException("report_not_drawn", $"No picture could be made of the film of {film.FilmWidth} × {film.FilmHeight} pixels.");
    }

    private static TextStyle LabelStyle(OverlayColour colour) => new(7, Colour(colour), IsBold: true);

    private static SKColor Colour(OverlayColour colour) => new(colour.Red, colour.Green, colour.Blue);
}
