namespace Trabecula.Learning.Training;

/// <summary>The spines that a density network learns from.</summary>
/// <param name="Count">Samples in an epoch.</param>
/// <param name="Sample">Gives the sample of (epoch from 0, index from 0); depends on nothing else, and may be called from
/// several threads at once.</param>
/// <param name="Validation">Samples that are never trained on.</param>
/// <param name="Scale">Mean and spread of the training set's densities.</param>
public sealed record DensityTraining(
    int Count, Func<int, int, DensitySample> Sample, IReadOnlyList<DensitySample> Validation, SiteScale Scale);
