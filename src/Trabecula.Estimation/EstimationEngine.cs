using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Estimation;

/// <summary>What reads films, and the model that looks at them; the model is loaded while the first film is read.</summary>
/// <param name="Read">Reads a film from a file.</param>
/// <param name="Model">The model.</param>
public sealed record EstimationEngine(Func<string, CancellationToken, Radiograph> Read, Task<LoadedModel> Model)
{
    /// <summary>Begins to load a model.</summary>
    /// <param name="modelDirectory">The bundle's folder, or null for the installed or shipped one.</param>
    public static EstimationEngine Open(string? modelDirectory) =>
        new(RadiographReader.Read, Task.Run(() => LoadedModel.Load(ModelLocation.Find(modelDirectory))));

    /// <summary>Waits until the model is loaded or has failed to be, and tells neither.</summary>
    /// <remarks>A process must not end before: its native libraries would be taken down while one of them is being set up.</remarks>
    public async Task WhenLoadedAsync() => await ((Task)Model).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
