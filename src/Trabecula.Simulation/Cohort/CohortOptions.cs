namespace Trabecula.Simulation;

/// <summary>What cohort to make.</summary>
/// <param name="Directory">Where it goes: <c>films/*.dcm</c>, <c>manifest.csv</c>, <c>landmarks.csv</c>, <c>truth.csv</c>.</param>
/// <param name="Subjects">Number of people, at least 1.</param>
/// <param name="Seed">Seed of everything.</param>
/// <param name="WrongViews">Number of films that are no AP lumbar films (lateral, oblique, chest, pelvis, limb), for the localiser to refuse.</param>
/// <param name="FullSpines">Number of films of the whole spine, of other people and with corners but no densities, for the localiser to learn from.</param>
public sealed record CohortOptions(string Directory, int Subjects, ulong Seed, int WrongViews = 0, int FullSpines = 0)
{
    /// <summary>Whom the cohort is drawn from. People of wrong views and full spines are always those of <see cref="PopulationPreset.Road"/>.</summary>
    public PopulationPreset Preset { get; init; }

    /// <summary>Which rooms people are filmed in. Wrong views and full spines are always of <see cref="Simulation.Equipment.Usual"/> ones.</summary>
    public Equipment Equipment { get; init; }

    /// <summary>Which part of the cohort to make in this run.</summary>
    public CohortShard Shard { get; init; } = CohortShard.Whole;

    /// <summary>Whether everybody is filmed and scanned a second time, repositioned.</summary>
    public bool Repeats { get; init; }

    /// <summary>In how many rooms everybody is filmed, 1 to <see cref="MostRooms"/>: each time another field, technique and processing, and another
    /// scan. Not together with <see cref="Repeats"/>.</summary>
    public int Rooms { get; init; } = 1;

    /// <summary>The most rooms: more films of one person teach less than other people do.</summary>
    public const int MostRooms = 20;

    /// <summary>Whether each film is also written as a 16-bit PNG with the same values.</summary>
    public bool Png { get; init; }

    /// <summary>Whether each film is also written as its layers (<see cref="Imaging.FilmLayers"/>), for a localiser to learn from.</summary>
    public bool Layers { get; init; }

    /// <summary>Pixel pitch of people's films and of wrong views in mm, <see cref="FilmSetup.FinestPixelMm"/> to
    /// <see cref="FilmSetup.CoarsestPixelMm"/>; films of whole spines are kept twice as coarse.</summary>
    public double PixelMm { get; init; } = FilmSetup.PixelMm;

    /// <summary>Films of each person.</summary>
    internal int FilmsEach => Repeats ? 2 : Rooms;
}

/// <summary>Where a simulation stands.</summary>
/// <param name="Done">Films that are there, those of an earlier run included.</param>
/// <param name="Total">Films in all.</param>
public sealed record CohortProgress(int Done, int Total)
{
    /// <summary>Whether every film is there.</summary>
    public bool IsWhole => Done == Total;
}
