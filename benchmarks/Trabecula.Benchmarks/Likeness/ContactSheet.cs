using SkiaSharp;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>Shows a cohort's films side by side on one picture.</summary>
internal static class ContactSheet
{
    // A film is shown as large as a reader sees it in a page of documentation; the gap tells films apart.
    private const int CellWidth = 300, CellHeight = 370, Gap = 4, JpegQuality = 85;

    /// <summary>Writes the sheet.</summary>
    /// <param name="cohort">A cohort's folder; people first, then whole spines.</param>
    /// <param name="output">The JPEG.</param>
    /// <param name="columns">Films beside one another.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>; whatever <see cref="RadiographReader"/> refuses.</exception>
    public static void Run(string cohort, string output, int columns)
    {
        string[] films = [.. LandmarkTable.Read(Path.Combine(cohort, "landmarks.csv")).Select(film => Path.Combine(cohort, film.Image))];
        int rows = (films.Length + columns - 1) / columns;
        var size = new SKImageInfo(
            (columns * (CellWidth + Gap)) - Gap, (Math.Max(1, rows) * (CellHeight + Gap)) - Gap, SKColorType.Gray8, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(size)
            ?? throw new TrabeculaException("cannot_write", $"No picture of {size.Width} × {size.Height} pixels could be made.");
        surface.Canvas.Clear(SKColors.Black);
        for (int i = 0; i < films.Length; i++)
        {
            Draw(surface.Canvas, GreyPicture.From(RadiographReader.Read(films[i]), CellHeight), i % columns * (CellWidth + Gap), i / columns * (CellHeight + Gap));
        }

        using SKImage image = surface.Snapshot();
        using SKData jpeg = image.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        ReplacedFile.Write(output, jpeg.SaveTo);
    }

    private static void Draw(SKCanvas canvas, GreyPicture film, int left, int top)
    {
        float scale = Math.Min((float)CellWidth / film.Width, (float)CellHeight / film.Height);
        float width = film.Width * scale, height = film.Height * scale;
        float x = left + ((CellWidth - width) / 2), y = top + ((CellHeight - height) / 2);
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(film.Width, film.Height, SKColorType.Gray8, SKAlphaType.Opaque), film.Pixels);
        canvas.DrawImage(image, new SKRect(x, y, x + width, y + height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }
}
