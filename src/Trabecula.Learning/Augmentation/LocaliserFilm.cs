using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>A film with its truth, small enough to keep a whole cohort in memory.</summary>
/// <param name="Film">Bone bright, reduced so that its longer side has at most <see cref="LongestSide"/> pixels.</param>
/// <param name="Vertebrae">Vertebrae that lie wholly in the film, in its pixels.</param>
/// <param name="IsLumbar">Whether it is an AP film of the lumbar spine.</param>
public sealed record LocaliserFilm(Raster Film, IReadOnlyList<VertebraOutline> Vertebrae, bool IsLumbar)
{
    /// <summary>Longer side of a kept film: enough to enlarge its middle to a whole canvas.</summary>
    public const int LongestSide = 640;

    /// <summary>Reduces a film and moves its outlines with it.</summary>
    public static LocaliserFilm From(Radiograph film, IReadOnlyList<VertebraOutline> vertebrae, bool isLumbar)
    {
        var raster = new Raster(film.Width, film.Height, film.Pixels);
        int factor = (int)Math.Ceiling((double)Math.Max(film.Width, film.Height) / LongestSide);
        ImagePoint Reduce(ImagePoint p) => new(((p.X + 0.5) / factor) - 0.5, ((p.Y + 0.5) / factor) - 0.5);
        VertebraOutline[] moved = [.. vertebrae.Select(v => new VertebraOutline(
            v.Level, Reduce(v.TopLeft), Reduce(v.TopRight), Reduce(v.BottomRight), Reduce(v.BottomLeft), v.Confidence))];
        return new LocaliserFilm(raster.Reduced(factor), moved, isLumbar);
    }
}
