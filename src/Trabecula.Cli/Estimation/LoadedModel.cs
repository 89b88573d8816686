using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Cli;

/// <summary>A model that is ready to look at films.</summary>
/// <param name="Identity">Which model.</param>
/// <param name="Analyse">Finds the vertebrae, judges the film, estimates.</param>
internal sealed record LoadedModel(ModelIdentity Identity, Func<Radiograph, CancellationToken, FilmAnalysis> Analyse)
{
    /// <summary>Loads a bundle.</summary>
    /// <param name="directory">Its folder.</param>
    public static LoadedModel Load(string directory) =>
        throw new TrabeculaException("model_not_supported", $"This version cannot estimate yet, so {directory} is not used.");
}
