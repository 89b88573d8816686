using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>Films as they come out of a scanner that was fed the wrong way.</summary>
internal static class TurnedFilm
{
    /// <summary>Turned by 180°.</summary>
    public static Radiograph UpsideDown(Radiograph film)
    {
        var pixels = (float[])film.Pixels.Clone();
        Array.Reverse(pixels);
        return film with { Pixels = pixels };
    }

    /// <summary>Left and right exchanged, letters too.</summary>
    public static Radiograph Mirrored(Radiograph film)
    {
        var pixels = (float[])film.Pixels.Clone();
        for (int row = 0; row < film.Height; row++)
        {
            Array.Reverse(pixels, row * film.Width, film.Width);
        }

        return film with { Pixels = pixels };
    }
}
