namespace Trabecula.Inference;

/// <summary>What <c>bundle.json</c> holds.</summary>
/// <param name="Id">Name of the model.</param>
/// <param name="Version">Version of the model.</param>
/// <param name="TrainedOn"><c>in-silico</c>, or what a study group calls its cohort.</param>
/// <param name="DxaManufacturer">Whose scale the densities are on.</param>
/// <param name="Command">The command that made it.</param>
/// <param name="Files">All other files.</param>
public sealed record BundleDescription(
    string Id, string Version, string TrainedOn, string DxaManufacturer, string Command, IReadOnlyList<BundleFile> Files);

/// <summary>One file of a bundle.</summary>
/// <param name="Name">File name without a folder.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
public sealed record BundleFile(string Name, string Sha256);
