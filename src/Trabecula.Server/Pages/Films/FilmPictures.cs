using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Server;

/// <summary>A film for the viewer.</summary>
/// <param name="Pixels">16-bit grey, little-endian, row by row, bone bright.</param>
/// <param name="Description">JSON: <c>width</c>, <c>height</c>, <c>reduced</c> (film pixels for one of the picture's), <c>mmPerPixel</c> (of the picture, or null), <c>centre</c>, <c>window</c>.</param>
internal sealed record ShownFilm(byte[] Pixels, string Description);

/// <summary>Decodes films for the viewer, as the model sees them; the browser needs no codec, and gets no file of a stranger.</summary>
/// <param name="databases">The database.</param>
/// <param name="store">Where films lie.</param>
internal sealed class FilmPictures(DatabaseFactory databases, ContentStore store)
{
    /// <summary>Longer side at most: four times what a screen shows, and 16 MB.</summary>
    private const int LongestSide = 2600;

    /// <summary>Films decoded at one time; each may take 200 MB meanwhile.</summary>
    private readonly SemaphoreSlim _decoding = new(2);

    /// <summary>A film for the viewer.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>film_not_found</c>, or the file cannot be read as a film.</exception>
    public async Task<ShownFilm> OfAsync(long filmId, CancellationToken ct)
    {
        await using var database = databases.Open();
        var sha256 = await database.Films.Where(f => f.Id == filmId).Select(f => f.Sha256).FirstOrDefaultAsync(ct)
            ?? throw new TrabeculaException("film_not_found", $"There is no film {filmId}.");
        await _decoding.WaitAsync(ct);
        try
        {
            var bytes = await store.ReadAsync(sha256, ct);
            return await Task.Run(() => Show(RadiographReader.Read(bytes, ct)), ct);
        }
        finally
        {
            _decoding.Release();
        }
    }

    private static ShownFilm Show(Radiograph film)
    {
        var factor = Math.Max(1, (int)Math.Ceiling((double)Math.Max(film.Width, film.Height) / LongestSide));
        var (width, height) = (film.Width / factor, film.Height / factor);
        var grey = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                float sum = 0;
                for (var row = y * factor; row < (y + 1) * factor; row++)
                {
                    foreach (var value in film.Pixels.AsSpan((row * film.Width) + (x * factor), factor))
                        sum += value;
                }

                grey[(y * width) + x] = sum;
            }
        }

        var (low, high) = (grey.Min(), grey.Max());
        var scale = high > low ? 65535 / (high - low) : 0;
        var pixels = Array.ConvertAll(grey, value => (ushort)MathF.Round((value - low) * scale));
        var (black, white) = Window(pixels);
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"width":{{width}},"height":{{height}},"reduced":{{factor}},"mmPerPixel":{{(film.MmPerPixel is { } mm ? (mm * factor).ToString("0.#####", CultureInfo.InvariantCulture) : "null")}},"centre":{{(black + white) / 2.0}},"window":{{Math.Max(1, white - black)}}}""");
        return new ShownFilm(MemoryMarshal.AsBytes<ushort>(pixels).ToArray(), description);
    }

    /// <summary>Between percentiles 1 and 99.5: markers and shutters would otherwise take most of the greys.</summary>
    private static (int Black, int White) Window(ushort[] pixels)
    {
        var counts = new int[65536];
        foreach (var value in pixels)
            counts[value]++;
        int At(double share)
        {
            long seen = 0;
            for (var value = 0; value < counts.Length; value++)
            {
                seen += counts[value];
                if (seen >= share * pixels.Length)
                    return value;
            }

            return counts.Length - 1;
        }

        return (At(0.01), At(0.995));
    }
}
