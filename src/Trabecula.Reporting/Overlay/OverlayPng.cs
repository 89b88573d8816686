using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Draws a scene over a film as a PNG picture.</summary>
internal static class OverlayPng
{
    private const float LineWidth = 2;
    private const int Margin = 6;
    private const int LineSpacing = PixelFont.Height + Margin;

    /// <summary>The film with everything drawn over it.</summary>
    /// <param name="film">The film.</param>
    /// <param name="scene">What is drawn.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(FilmPicture film, OverlayScene scene)
    {
        using var surface = Surface(scene);
        DrawAll(surface.Canvas, film, scene);
        return Encode(surface);
    }

    /// <summary>The same as pixels: red, green and blue, row by row.</summary>
    /// <param name="film">The film.</param>
    /// <param name="scene">What is drawn.</param>
    public static byte[] DrawRgb(FilmPicture film, OverlayScene scene)
    {
        using var surface = Surface(scene);
        DrawAll(surface.Canvas, film, scene);
        using var pixels = surface.PeekPixels();
        var rgba = pixels.GetPixelSpan();
        var rgb = new byte[3 * scene.Width * scene.Height];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
            rgba.Slice(from, 3).CopyTo(rgb.AsSpan(to));
        return rgb;
    }

    private static void DrawAll(SKCanvas canvas, FilmPicture film, OverlayScene scene)
    {
        DrawFilm(canvas, film, scene);
        foreach (var patch in scene.Patches)
            DrawPatch(canvas, patch);
        foreach (var outline in scene.Outlines)
            DrawOutline(canvas, outline);
        foreach (var label in scene.Labels)
            DrawLabel(canvas, label);
        DrawLines(canvas, scene, scene.Footer, scene.Height - (scene.Footer.Count * LineSpacing) - Margin, new SKColor(0, 0, 0, 160));
        DrawLines(canvas, scene, scene.Banner, 0, Colour(OverlayColour.Rejected));
    }

    /// <summary>The film alone, at the scene's size.</summary>
    /// <param name="film">The film.</param>
    /// <param name="scene">Gives the size.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] DrawFilmAlone(FilmPicture film, OverlayScene scene)
    {
        using var surface = Surface(scene);
        DrawFilm(surface.Canvas, film, scene);
        return Encode(surface);
    }

    private static SKSurface Surface(OverlayScene scene) =>
        SKSurface.Create(new SKImageInfo(scene.Width, scene.Height, SKColorType.Rgba8888, SKAlphaType.Opaque))
        ?? throw new TrabeculaException("report_not_drawn", $"No picture of {scene.Width} × {scene.Height} pixels could be made.");

    private static void DrawFilm(SKCanvas canvas, FilmPicture film, OverlayScene scene)
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(film.Width, film.Height, SKColorType.Gray8, SKAlphaType.Opaque), film.Pixels);
        canvas.DrawImage(
            image,
            new SKRect(0, 0, scene.Width, scene.Height),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static void DrawPatch(SKCanvas canvas, OverlayPatch patch)
    {
        using var path = Closed(patch.Corners);
        // Patches touch: smoothed edges would draw a net between them.
        using var paint = new SKPaint { Color = Colour(patch.Colour).WithAlpha((byte)Math.Round(255 * patch.Opacity)), IsAntialias = false };
        canvas.DrawPath(path, paint);
    }

    private static void DrawOutline(SKCanvas canvas, OverlayOutline outline)
    {
        using var path = Closed(outline.Corners);
        using var paint = new SKPaint
        {
            Color = Colour(outline.Colour),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = LineWidth,
            StrokeJoin = SKStrokeJoin.Round,
            IsAntialias = true,
        };
        using var dashes = outline.IsDashed ? SKPathEffect.CreateDash([8, 5], 0) : null;
        paint.PathEffect = dashes;
        canvas.DrawPath(path, paint);
    }

    private static SKPath Closed(IReadOnlyList<ImagePoint> corners)
    {
        var path = new SKPath();
        path.AddPoly(corners.Select(corner => new SKPoint((float)corner.X, (float)corner.Y)).ToArray());
        return path;
    }

    private static void DrawLabel(SKCanvas canvas, OverlayLabel label)
    {
        var left = (float)Math.Round(label.TopLeft.X);
        var top = (float)Math.Round(label.TopLeft.Y);
        using var plate = new SKPaint { Color = new SKColor(0, 0, 0, 160) };
        canvas.DrawRect(left - 2, top - 2, (label.Text.Length * PixelFont.Advance) + 2, PixelFont.Height + 4, plate);
        DrawText(canvas, label.Text, left, top, Colour(label.Colour));
    }

    private static void DrawLines(SKCanvas canvas, OverlayScene scene, IReadOnlyList<string> lines, int top, SKColor background)
    {
        if (lines.Count == 0)
            return;
        using var plate = new SKPaint { Color = background };
        canvas.DrawRect(0, top, scene.Width, (lines.Count * LineSpacing) + Margin, plate);
        for (var index = 0; index < lines.Count; index++)
            DrawText(canvas, lines[index], Margin, top + Margin + (index * LineSpacing), Colour(OverlayColour.Plain));
    }

    private static void DrawText(SKCanvas canvas, string text, float left, float top, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        foreach (var (x, y) in PixelFont.Dots(text))
            canvas.DrawRect(left + x, top + y, PixelFont.Dot, PixelFont.Dot, paint);
    }

    private static SKColor Colour(OverlayColour colour) => new(colour.Red, colour.Green, colour.Blue);

    private static byte[] Encode(SKSurface surface)
    {
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
