using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Estimation;

/// <summary>A model that is ready to look at films; it lives as long as the process.</summary>
/// <param name="Identity">Which model.</param>
/// <param name="Scale">Whose scale its densities are on.</param>
/// <param name="Analyse">Finds the vertebrae, judges the film, estimates.</param>
public sealed record LoadedModel(
    ModelIdentity Identity,
    DxaManufacturer Scale,
    Func<Radiograph, GateTable, CancellationToken, FilmAnalysis> Analyse)
{
    /// <summary>Judges the film and estimates, with the vertebrae where a reader has put them.</summary>
    public Func<Radiograph, IReadOnlyList<VertebraOutline>, GateTable, CancellationToken, FilmAnalysis>? AnalyseAt { get; init; }

    /// <summary>Finds out what the density of L1–L4 rests on.</summary>
    public Func<FilmAnalysis, CancellationToken, IReadOnlyList<AttributionCell>> Attribute { get; init; } = (_, _) => [];

    /// <summary>Loads a bundle, and verifies it.</summary>
    /// <param name="directory">Its folder.</param>
    /// <exception cref="TrabeculaException"><c>model_missing</c>, <c>model_malformed</c> or <c>model_tampered</c>.</exception>
    public static LoadedModel Load(string directory)
    {
        var bundle = ModelBundle.Open(directory);
        var scale = ScaleOf(bundle);

        // Processors are kept busy by films side by side; sharing one film's networks among them costs more than it gains.
        var estimator = new FilmEstimator(bundle, threads: 1);
        return new LoadedModel(bundle.Identity, scale, estimator.Analyse) { AnalyseAt = estimator.AnalyseAt, Attribute = estimator.Attribute };
    }

    /// <summary>Whose scale a bundle's densities are on.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <exception cref="TrabeculaException"><c>model_malformed</c> where the bundle names no maker that is known.</exception>
    public static DxaManufacturer ScaleOf(ModelBundle bundle) =>
        Enum.TryParse<DxaManufacturer>(bundle.Description.DxaManufacturer, out var scale) && Enum.IsDefined(scale)
            ? scale
            : throw new TrabeculaException(
                "model_malformed",
                $"The model in '{bundle.Directory}' gives densities on an unknown scale, {bundle.Description.DxaManufacturer}.");
}
