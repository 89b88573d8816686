namespace Trabecula.Server;

/// <summary>What somebody asks of a study.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Folder">Where the manifest's films lie.</param>
/// <param name="Epochs">Passes of each network, 1 to 200.</param>
/// <param name="Seed">Seed of the chance.</param>
/// <param name="LearningCurve">Whether it also trains on a quarter and a half of the people.</param>
/// <param name="MakesModel">Whether a model is made of it.</param>
internal sealed record StudyOrder(string Name, string Folder, int Epochs, int Seed, bool LearningCurve, bool MakesModel);
