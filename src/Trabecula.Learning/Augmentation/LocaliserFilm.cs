using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>A film with its truth, small enough to keep a whole cohort in memory: a picture, or the layers of which pictures are mixed.</summary>
public sealed class LocaliserFilm
{
    /// <summary>Longer side of a kept film: enough to enlarge its middle to a whole canvas.</summary>
    public const int LongestSide = 640;

    private readonly Raster? _film;
    private readonly FilmLayers? _layers;

    private LocaliserFilm(Raster? film, FilmLayers? layers, IReadOnlyList<VertebraOutline> vertebrae, bool isLumbar) =>
        (_film, _layers, Vertebrae, IsLumbar) = (film, layers, vertebrae, isLumbar);

    /// <summary>Columns.</summary>
    public int Width => _film?.Width ?? _layers!.Width;

    /// <summary>Rows.</summary>
    public int Height => _film?.Height ?? _layers!.Height;

    /// <summary>Vertebrae that lie wholly in the film, in its pixels.</summary>
    public IReadOnlyList<VertebraOutline> Vertebrae { get; }

    /// <summary>Whether it is an AP film of the lumbar spine.</summary>
    public bool IsLumbar { get; }

    /// <summary>Reduces a film and moves its outlines with it.</summary>
    public static LocaliserFilm From(Radiograph film, IReadOnlyList<VertebraOutline> vertebrae, bool isLumbar)
    {
        var raster = new Raster(film.Width, film.Height, film.Pixels);
        int factor = (int)Math.Ceiling((double)Math.Max(film.Width, film.Height) / LongestSide);
        ImagePoint Reduce(ImagePoint p) => new(((p.X + 0.5) / factor) - 0.5, ((p.Y + 0.5) / factor) - 0.5);
        VertebraOutline[] moved = [.. vertebrae.Select(v => new VertebraOutline(
            v.Level, Reduce(v.TopLeft), Reduce(v.TopRight), Reduce(v.BottomRight), Reduce(v.BottomLeft), v.Confidence))];
        return new LocaliserFilm(raster.Reduced(factor), null, moved, isLumbar);
    }

    /// <summary>Takes a simulated film's layers as they are.</summary>
    public static LocaliserFilm From(FilmLayers layers, IReadOnlyList<VertebraOutline> vertebrae, bool isLumbar) => new(null, layers, vertebrae, isLumbar);

    /// <summary>The film, bone bright.</summary>
    public Raster Plain() => _film ?? LayerMixture.Plain(_layers!);

    /// <summary>The film, or one of the films that its layers can make; the same random stream gives the same film.</summary>
    public Raster Drawn(DeterministicRandom random) => _film ?? LayerMixture.Draw(_layers!, random);
}
