namespace Trabecula.Simulation;

/// <summary>What cohort to make.</summary>
/// <param name="Directory">Where it goes: <c>films/*.dcm</c>, <c>manifest.csv</c>, <c>landmarks.csv</c>, <c>truth.csv</c>.</param>
/// <param name="Subjects">Number of people, at least 1.</param>
/// <param name="Seed">Seed of everything.</param>
/// <param name="WrongViews">Number of films that are no AP lumbar films (lateral, oblique, chest, pelvis, limb), for the localiser to refuse.</param>
/// <param name="FullSpines">Number of films of the whole spine, of other people and with corners but no densities, for the localiser to learn from.</param>
public sealed record CohortOptions(string Directory, int Subjects, ulong Seed, int WrongViews = 0, int FullSpines = 0);

/// <summary>Where a simulation stands.</summary>
/// <param name="Done">Films that are there, those of an earlier run included.</param>
/// <param name="Total">Films in all.</param>
public sealed record CohortProgress(int Done, int Total);
