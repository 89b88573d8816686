using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Learning.Augmentation;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Augmentation;

public sealed class LocaliserAugmentationTests
{
    [Fact]
    public void The_same_stream_gives_the_same_variant_of_layers_and_another_gives_another()
    {
        LocaliserFilm film = Film();
        LocaliserSample first = LocaliserAugmentation.Vary(film, new DeterministicRandom(1, 2)), again = LocaliserAugmentation.Vary(film, new DeterministicRandom(1, 2));
        Assert.Equal(first.Image, again.Image);
        Assert.Equal(first.Corners, again.Corners);
        Assert.NotEqual(first.Image, LocaliserAugmentation.Vary(film, new DeterministicRandom(1, 3)).Image);
    }

    [Fact]
    public void Mixtures_change_how_bone_stands_to_soft_tissue_and_leave_soft_tissue_alone()
    {
        LocaliserFilm film = Film();
        Assert.Equal(film.Plain().Pixels[0], film.Drawn(new DeterministicRandom(4)).Pixels[0], 1e-3);
        float[] contrasts = [.. Enumerable.Range(0, 50).Select(i => film.Drawn(new DeterministicRandom(5, (ulong)i)).Pixels[(60 * 100) + 50] - film.Plain().Pixels[0])];
        Assert.All(contrasts, contrast => Assert.True(contrast > 0));
        Assert.True(contrasts.Max() > 4 * contrasts.Min());
    }

    /// <summary>Six bodies, one below the other, in even soft tissue.</summary>
    private static LocaliserFilm Film()
    {
        const int Width = 100, Height = 160;
        float[][] layers = [.. Enumerable.Range(0, 6).Select(_ => new float[Width * Height])];
        Array.Fill(layers[(int)FilmLayer.SoftTissue], 4);
        var outlines = new List<VertebraOutline>();
        for (int level = 0; level < 6; level++)
        {
            int top = 10 + (24 * level), bottom = top + 17;
            for (int row = top; row <= bottom; row++)
            {
                layers[(int)FilmLayer.BodyInside].AsSpan((row * Width) + 37, 27).Fill(0.5f);
            }

            outlines.Add(new VertebraOutline((VertebralLevel)level, new(37, top), new(63, top), new(63, bottom), new(37, bottom), 1));
        }

        return LocaliserFilm.From(new FilmLayers(Width, Height, layers), outlines, true);
    }
}
