using Trabecula.Domain;
using Trabecula.Inference;
using Trabecula.Learning.Networks;

namespace Trabecula.Cli.Study;

/// <summary>The network that a study's trainings begin with, and the films that it knows already.</summary>
/// <param name="Identity">Name, version and training material of its bundle.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Films">SHA-256 of the films that it was trained on.</param>
internal sealed record Pretraining(ModelIdentity Identity, PretrainedWeights Weights, IReadOnlySet<string> Films)
{
    /// <summary>Opens a bundle to begin with.</summary>
    /// <param name="directory">The bundle.</param>
    /// <exception cref="TrabeculaException">As <see cref="ModelBundle.Open"/>; <c>no_weights</c> where the bundle keeps none.</exception>
    public static Pretraining Open(string directory)
    {
        var bundle = ModelBundle.Open(directory);
        return new Pretraining(bundle.Identity, new PretrainedWeights(bundle.DensityWeights()), bundle.TrainedOn());
    }

    /// <summary>The network in words.</summary>
    public string Name => $"{Identity.Id} {Identity.Version} ({Identity.TrainedOn}, {NumberOfFilms})";

    private string NumberOfFilms => Films.Count == 1 ? "1 film" : FormattableString.Invariant($"{Films.Count} films");
}
