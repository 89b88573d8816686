using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Simulation.Tests.Films;

public sealed class FilmPngTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("trabecula-png-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Read by libvips, which nothing of the writer is taken from.</summary>
    [Fact]
    public void A_picture_reads_back_with_the_films_values()
    {
        const int Width = 70, Height = 90;
        ushort[] pixels = [.. Enumerable.Range(0, Width * Height).Select(i => (ushort)(i * 7919 % 16384))];
        string path = Path.Combine(_directory, "film.png");
        FilmPng.Write(path, new ProcessedFilm(Width, Height, pixels, 14, true, 0.4, PixelMeaning.Presentation, "A"));
        using NetVips.Image read = NetVips.Image.PngloadBuffer(File.ReadAllBytes(path), failOn: NetVips.Enums.FailOn.Error);
        Assert.Equal((Width, Height, 1, NetVips.Enums.BandFormat.Ushort), (read.Width, read.Height, read.Bands, read.Format));
        Assert.Equal(pixels, read.WriteToMemory<ushort>());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var film = new ProcessedFilm(1, 1, [1], 10, false, 0.4, PixelMeaning.Presentation, "A");
        var error = Assert.Throws<TrabeculaException>(() => FilmPng.Write(Path.Combine(_directory, "no", "film.png"), film));
        Assert.Equal("cannot_write", error.Code);
    }
}
