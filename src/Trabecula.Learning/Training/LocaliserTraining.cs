namespace Trabecula.Learning.Training;

/// <summary>The films that a localiser learns from.</summary>
/// <param name="Count">Samples in an epoch.</param>
/// <param name="Sample">Gives the sample of (epoch from 0, index from 0); depends on nothing else, and may be called from
/// several threads at once.</param>
/// <param name="Validation">Samples that are never trained on.</param>
public sealed record LocaliserTraining(int Count, Func<int, int, LocaliserSample> Sample, IReadOnlyList<LocaliserSample> Validation);
