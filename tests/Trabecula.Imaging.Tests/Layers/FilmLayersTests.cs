using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Layers;

public sealed class FilmLayersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-layers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_written_film_comes_back_and_is_mixed_by_its_weights()
    {
        Assert.Equal([0f + 20, 1f + 22], FilmLayers.Read(Written()).Mixed([1, 0, 0, 0, 0, 2]).Pixels);
    }

    [Fact]
    public void What_is_cut_off_longer_or_something_else_is_refused()
    {
        byte[] whole = File.ReadAllBytes(Written());
        byte[] foreign = [.. whole], wide = [.. whole], empty = [.. whole];
        foreign[0]++;
        (wide[8], wide[9]) = (0xFF, 0xFF);
        empty[8] = 0;
        foreach (byte[] bytes in (byte[][])[whole[..^1], [.. whole, 0], whole[..5], [], foreign, wide, empty])
        {
            string path = Path.Combine(_folder, "other.layers");
            File.WriteAllBytes(path, bytes);
            Assert.Equal("invalid_layers", Assert.Throws<TrabeculaException>(() => FilmLayers.Read(path)).Code);
        }

        Assert.Equal("invalid_layers", Assert.Throws<TrabeculaException>(() => FilmLayers.Read(Path.Combine(_folder, "none.layers"))).Code);
    }

    /// <summary>Two pixels; layer k holds 2k and 2k + 1.</summary>
    private string Written()
    {
        string path = Path.Combine(_folder, "film.layers");
        new FilmLayers(2, 1, [.. Enumerable.Range(0, 6).Select(k => new float[] { 2 * k, (2 * k) + 1 })]).Write(path);
        return path;
    }
}
