using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What can be said of a film before anything is looked for in it.</summary>
public static class FilmRules
{
    // A thumbnail. Whether the vertebrae have pixels enough is judged where they were found.
    private const int LeastSide = 64;

    /// <summary>The reason to refuse the film, or null.</summary>
    public static QualityFinding? Judge(Radiograph film)
    {
        if (Math.Min(film.Width, film.Height) < LeastSide)
        {
            return new QualityFinding(
                "too_small", QualityAction.Reject, $"The picture has {film.Width} × {film.Height} pixels; at least {LeastSide} on each side are needed.", []);
        }

        float[] range = new Raster(film.Width, film.Height, film.Pixels).Quantiles(0.02, 0.98);
        return range[1] > range[0]
            ? null
            : new QualityFinding("not_lumbar_ap", QualityAction.Reject, "The picture is blank.", []);
    }
}
