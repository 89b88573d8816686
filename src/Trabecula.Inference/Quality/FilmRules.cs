using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What can be said of a film before anything is looked for in it.</summary>
public static class FilmRules
{
    // A thumbnail. Whether the vertebrae have pixels enough is judged where they were found.
    private const int LeastSide = 64;

    /// <summary>Findings, none where there is nothing to say.</summary>
    /// <param name="film">The film.</param>
    /// <param name="gates">What findings do.</param>
    public static IReadOnlyList<QualityFinding> Judge(Radiograph film, GateTable gates)
    {
        if (Math.Min(film.Width, film.Height) < LeastSide)
        {
            return [gates.Finding(
                QualityRule.TooSmall, $"The picture has {film.Width} × {film.Height} pixels; at least {LeastSide} on each side are needed.", [])];
        }

        float[] range = new Raster(film.Width, film.Height, film.Pixels).Quantiles(0.02, 0.98);
        return range[1] > range[0] ? [] : [gates.Finding(QualityRule.NotLumbarAp, "The picture is blank.", [])];
    }
}
