using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>Mixes a film of its layers, so that a network learns a spine's form and not how bright simulated bones are.</summary>
/// <remarks>
/// What differs most between simulated films and real ones is how bodies, endplates and pedicles stand to each other: bodies that are drawn
/// as bright blocks teach a network to look for blocks, and real ones are often no brighter than what lies beside them, with rings of pedicles
/// and lines of endplates in them. Randomised contrasts of parts after Tobin et al. 2017 (Domain Randomization, IROS).
/// </remarks>
internal static class LayerMixture
{
    /// <summary>The film with all layers as they were simulated.</summary>
    public static Raster Plain(FilmLayers layers) => layers.Mixed([1, 1, 1, 1, 1, 1]);

    /// <summary>A film with other contrasts.</summary>
    public static Raster Draw(FilmLayers layers, DeterministicRandom random)
    {
        float Weight(double lowest, double highest) => (float)Math.Exp(random.Uniform(Math.Log(lowest), Math.Log(highest)));

        // All bone against soft tissue: tube voltage, scatter, and processing that lifts detail.
        float bone = Weight(0.6, 2.5);
        Span<float> weights =
        [
            1,
            bone * Weight(0.15, 1.6),
            bone * Weight(0.6, 3),
            bone * Weight(0.5, 2.5),
            bone * Weight(0.4, 2),
            bone * Weight(0.4, 1.6),
        ];
        return layers.Mixed(weights);
    }
}
