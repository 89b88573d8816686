using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>A number that a hospital may set for a finding.</summary>
/// <param name="Lowest">Least value that makes sense.</param>
/// <param name="Highest">Greatest value that makes sense.</param>
/// <param name="Meaning">What it counts, with its unit, in words that continue "limit:".</param>
public sealed record LimitRange(double Lowest, double Highest, string Meaning);

/// <summary>One kind of finding on a film: its code, what a gate may make of it, and the number it can be set by.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Allowed">Actions that a gate may take.</param>
/// <param name="Limit">The number that can be set, or null where there is none.</param>
public sealed record QualityRule(string Code, IReadOnlyList<QualityAction> Allowed, LimitRange? Limit)
{
    private static readonly QualityAction[] RejectOnly = [QualityAction.Reject];
    private static readonly QualityAction[] OfFilm = [QualityAction.Warn, QualityAction.Reject];
    private static readonly QualityAction[] OfVertebra = [QualityAction.Warn, QualityAction.ExcludeVertebra, QualityAction.Reject];

    /// <summary>No AP radiograph of the lumbar spine. Always rejects: there is nothing to estimate from.</summary>
    public static QualityRule NotLumbarAp { get; } = new(
        "not_lumbar_ap", RejectOnly, new LimitRange(0.1, 0.99, "probability below which a film is taken for another view"));

    /// <summary>Not all of L1 to L4 were found. Always rejects: the networks need all four.</summary>
    public static QualityRule VertebraeMissing { get; } = new(
        "vertebrae_missing", RejectOnly, new LimitRange(0.05, 0.95, "confidence from which a vertebra counts as found"));

    /// <summary>Too few pixels. Always rejects: a corner that is one pixel aside is a tenth of a vertebra aside.</summary>
    public static QualityRule TooSmall { get; } = new("too_small", RejectOnly, new LimitRange(8, 200, "least rows of pixels of a vertebra"));

    /// <summary>Fewer than two vertebrae are left after exclusions; where it only warns, the spine is left out and the hip stands.</summary>
    public static QualityRule TooFewVertebrae { get; } = new("too_few_vertebrae", OfFilm, null);

    /// <summary>The person is, or seems to be, not grown up.</summary>
    public static QualityRule Child { get; } = new("child", OfFilm, new LimitRange(1, 30, "age in years below which a person is taken for a child"));

    /// <summary>Metal or cement over a vertebra.</summary>
    public static QualityRule MetalOverVertebra { get; } = new(
        "metal_over_vertebra", OfVertebra, new LimitRange(0.005, 0.5, "share of the vertebra that it covers"));

    /// <summary>Contrast medium, or something else dense, over a vertebra.</summary>
    public static QualityRule ContrastOverVertebra { get; } = new(
        "contrast_over_vertebra", OfVertebra, new LimitRange(0.05, 0.9, "share of the vertebra, or of the soft tissue beside it, that it covers"));

    /// <summary>A vertebra much lower than its neighbours.</summary>
    public static QualityRule PossibleFracture { get; } = new(
        "possible_compression_fracture", OfVertebra, new LimitRange(0.05, 0.6, "share of the height that the others let expect, which is lost"));

    /// <summary>A vertebra whose T-score differs from its neighbours'.</summary>
    public static QualityRule UnlikeNeighbours { get; } = new(
        "unlike_neighbours", OfVertebra, new LimitRange(0.5, 5, "difference from the neighbours in T-scores"));

    /// <summary>A vertebra whose corners are uncertain.</summary>
    public static QualityRule UncertainLevel { get; } = new(
        "uncertain_level", OfVertebra, new LimitRange(0.05, 0.99, "confidence below which a vertebra is uncertain"));

    /// <summary>Part of a vertebra is burnt out.</summary>
    public static QualityRule Clipped { get; } = new("clipped", OfVertebra, new LimitRange(0.05, 0.95, "share of the vertebra that is burnt out"));

    /// <summary>So little contrast between bone and soft tissue that noise decides.</summary>
    public static QualityRule Underexposed { get; } = new(
        "underexposed", OfFilm, new LimitRange(0.5, 50, "contrast of bone in multiples of the noise, below which a film is underexposed"));

    /// <summary>Edges of bodies that are not sharp.</summary>
    public static QualityRule Blurred { get; } = new(
        "blurred", OfFilm, new LimitRange(0.5, 10, "width in mm over which an edge rises, above which a film is blurred"));

    /// <summary>The spine stands askew in the picture.</summary>
    public static QualityRule Tilted { get; } = new(
        "tilted", OfFilm, new LimitRange(5, 45, "degrees between the spine and the picture's upright"));

    /// <summary>The spine is turned about its long axis.</summary>
    public static QualityRule Rotated { get; } = new(
        "rotated", OfFilm, new LimitRange(5, 45, "degrees by which the spine is turned about its long axis"));

    /// <summary>The levels cannot be counted: the row fits one level higher or lower nearly as well.</summary>
    public static QualityRule LevelsUncounted { get; } = new(
        "levels_uncounted", OfFilm, new LimitRange(0.5, 0.9999, "certainty of the count below which levels are not named"));

    /// <summary>Signs of a transitional, an extra or a missing vertebra: the count is less certain than where there are five lumbar vertebrae.</summary>
    public static QualityRule PossibleTransitionalAnatomy { get; } = new(
        "possible_transitional_anatomy", OfFilm, new LimitRange(0.5, 0.9999, "certainty of the count below which it is said"));

    /// <summary>The film's statistics are unlike those of the films that the model was trained on.</summary>
    public static QualityRule UnlikeTrainingFilms { get; } = new("unlike_training_films", OfFilm, null);

    /// <summary>The pixel spacing is unknown.</summary>
    public static QualityRule SpacingUnknown { get; } = new("spacing_unknown", OfFilm, null);

    /// <summary>The picture was turned over.</summary>
    public static QualityRule Inverted { get; } = new("inverted", OfFilm, null);

    /// <summary>All kinds, in the order in which tables list them.</summary>
    public static IReadOnlyList<QualityRule> All { get; } =
    [
        NotLumbarAp, VertebraeMissing, LevelsUncounted, TooSmall, TooFewVertebrae, Child, MetalOverVertebra, ContrastOverVertebra, PossibleFracture,
        UnlikeNeighbours, UncertainLevel, Clipped, Underexposed, Blurred, Tilted, Rotated,
        PossibleTransitionalAnatomy, UnlikeTrainingFilms, SpacingUnknown, Inverted,
    ];
}
