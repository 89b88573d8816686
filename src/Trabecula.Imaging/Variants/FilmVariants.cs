using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging;

/// <summary>A film changed in a way that changes nothing in the patient.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Film">The changed film.</param>
/// <param name="ToFilm">From the changed film's pixels to the original's.</param>
public sealed record FilmVariant(string Name, Radiograph Film, Func<ImagePoint, ImagePoint> ToFilm);

/// <summary>The changes that a result must stand: polarity, compression, scale, turn, crop, grey curve.</summary>
public static class FilmVariants
{
    private const int JpegQuality = 60;

    /// <summary>All variants of a film: negative, JPEG of quality 60, half and one and a half times the pixels, turned by 10° either way,
    /// cropped at the sides and above and below, and gammas from 0.6 to 1.6.</summary>
    /// <param name="film">The film.</param>
    /// <param name="vertebrae">Its vertebrae, from the head downwards, one at least; crops keep two heights of a body around them.</param>
    public static IEnumerable<FilmVariant> Of(Radiograph film, IReadOnlyList<VertebraOutline> vertebrae)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(vertebrae);
        float low = film.Pixels.Min(), range = Math.Max(1e-6f, film.Pixels.Max() - low);
        yield return Same("negative", film with { Pixels = [.. film.Pixels.Select(value => low + range - (value - low))], IsPolarityKnown = false });
        yield return Same("JPEG of quality 60, 8 bit", Jpeg(film, low, range));
        yield return Scaled(film, 0.5);
        yield return Scaled(film, 1.5);
        yield return Turned(film, 10);
        yield return Turned(film, -10);
        foreach (FilmVariant crop in Crops(film, vertebrae))
        {
            yield return crop;
        }

        foreach (double gamma in new[] { 0.6, 0.8, 1.25, 1.6 })
        {
            yield return Same(string.Create(CultureInfo.InvariantCulture, $"gamma {gamma}"), film with { Pixels = [.. film.Pixels.Select(value => low + (range * (float)Math.Pow((value - low) / range, gamma)))] });
        }
    }

    private static FilmVariant Same(string name, Radiograph film) => new(name, film, point => point);

    private static Radiograph Jpeg(Radiograph film, float low, float range)
    {
        byte[] greys = Array.ConvertAll(film.Pixels, value => (byte)Math.Round(255 * (value - low) / range));
        byte[] read = PictureFile.Recompressed(greys, film.Width, film.Height, JpegQuality);
        return film with { Pixels = Array.ConvertAll(read, value => (float)value) };
    }

    private static FilmVariant Scaled(Radiograph film, double scale)
    {
        int width = (int)Math.Round(film.Width * scale), height = (int)Math.Round(film.Height * scale);
        var source = new Raster(film.Width, film.Height, film.Pixels);
        if (scale < 1)
        {
            source = source.BoxMean((int)Math.Round((0.5 / scale) - 0.5));
        }

        double[] Places(int count) => [.. Enumerable.Range(0, count).Select(i => ((i + 0.5) / scale) - 0.5)];
        float[] pixels = source.OnGrid(Places(width), Places(height), film.Pixels.Min()).Pixels;
        Radiograph changed = film with { Width = width, Height = height, Pixels = pixels, MmPerPixel = film.MmPerPixel / scale };
        return new FilmVariant(string.Create(CultureInfo.InvariantCulture, $"scaled by {scale}"), changed, point => new ImagePoint(((point.X + 0.5) / scale) - 0.5, ((point.Y + 0.5) / scale) - 0.5));
    }

    private static FilmVariant Turned(Radiograph film, double degrees)
    {
        double angle = degrees * Math.PI / 180, cos = Math.Cos(angle), sin = Math.Sin(angle);
        double centreX = (film.Width - 1) / 2.0, centreY = (film.Height - 1) / 2.0;
        var source = new Raster(film.Width, film.Height, film.Pixels);
        float ground = film.Pixels.Min();
        ImagePoint Back(ImagePoint point)
        {
            double x = point.X - centreX, y = point.Y - centreY;
            return new ImagePoint(centreX + (cos * x) + (sin * y), centreY - (sin * x) + (cos * y));
        }

        var pixels = new float[film.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            ImagePoint place = Back(new ImagePoint(i % film.Width, i / film.Width));
            pixels[i] = source.Sample(place.X, place.Y, ground);
        }

        return new FilmVariant(string.Create(CultureInfo.InvariantCulture, $"turned by {degrees}°"), film with { Pixels = pixels }, Back);
    }

    private static IEnumerable<FilmVariant> Crops(Radiograph film, IReadOnlyList<VertebraOutline> vertebrae)
    {
        double height = vertebrae.Average(v => v.BottomLeft.Y + v.BottomRight.Y - v.TopLeft.Y - v.TopRight.Y) / 2;
        int left = (int)(vertebrae.Min(v => v.Corners.Min(c => c.X)) - (3 * height)), right = (int)(vertebrae.Max(v => v.Corners.Max(c => c.X)) + (3 * height));
        int top = (int)(vertebrae[0].Corners.Min(c => c.Y) - (2 * height)), bottom = (int)(vertebrae[^1].Corners.Max(c => c.Y) + (2.5 * height));
        yield return Cropped("cropped at the sides", film, left, 0, right, film.Height);
        yield return Cropped("cropped above and below", film, 0, top, film.Width, bottom);
    }

    private static FilmVariant Cropped(string name, Radiograph film, int left, int top, int right, int bottom)
    {
        (left, top, right, bottom) = (Math.Max(0, left), Math.Max(0, top), Math.Min(film.Width, right), Math.Min(film.Height, bottom));
        var pixels = new float[(right - left) * (bottom - top)];
        for (int row = top; row < bottom; row++)
        {
            Array.Copy(film.Pixels, (row * film.Width) + left, pixels, (row - top) * (right - left), right - left);
        }

        return new FilmVariant(
            name, film with { Width = right - left, Height = bottom - top, Pixels = pixels }, point => new ImagePoint(point.X + left, point.Y + top));
    }
}
