using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A film with what was found drawn over it: vertebrae with level, density and confidence, findings, a banner when rejected.</summary>
/// <remarks>The longer side is brought to between 800 and 1600 pixels. Text is drawn with a built-in font in the PNG picture.</remarks>
public static class OverlayPicture
{
    /// <summary>Draws a PNG picture.</summary>
    /// <param name="result">The result.</param>
    /// <param name="film">The film that the result is of.</param>
    /// <returns>A PNG file, 8-bit RGBA.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static byte[] Png(FilmResult result, FilmPicture film)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(film);
        return OverlayPng.Draw(film, OverlayScene.Of(result, film.FilmWidth, film.FilmHeight));
    }

    /// <summary>Draws the same picture as pixels.</summary>
    /// <param name="result">The result.</param>
    /// <param name="film">The film that the result is of.</param>
    /// <returns>Red, green and blue of each pixel, row by row, and the picture's size.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    internal static (byte[] Pixels, int Width, int Height) Rgb(FilmResult result, FilmPicture film)
    {
        var scene = OverlayScene.Of(result, film.FilmWidth, film.FilmHeight);
        return (OverlayPng.DrawRgb(film, scene), scene.Width, scene.Height);
    }

    /// <summary>Draws an SVG document that holds the film as a PNG picture, the outlines as polygons and the labels as text.</summary>
    /// <param name="result">The result.</param>
    /// <param name="film">The film that the result is of.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="TrabeculaException"><c>report_not_drawn</c> where the picture could not be made.</exception>
    public static string Svg(FilmResult result, FilmPicture film)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(film);
        return OverlaySvg.Draw(film, OverlayScene.Of(result, film.FilmWidth, film.FilmHeight), Path.GetFileName(result.File));
    }
}
