namespace Trabecula.Domain;

/// <summary>What DXA measured of one person on one day. It names a person, and belongs in nothing that is handed on.</summary>
public sealed record DxaResult
{
    /// <summary>Where it stands: a table and its line, or a file; several where results of one day were put together.</summary>
    public required string Source { get; init; }

    /// <summary>Patient ID, without padding.</summary>
    public required string PatientId { get; init; }

    /// <summary>The day of the scan.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Sex, if known.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Day of birth, if known.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Age in years where the result tells it, 0 to 130.</summary>
    public double? AgeYears { get; init; }

    /// <summary>Height, cm, 50 to 250.</summary>
    public double? HeightCm { get; init; }

    /// <summary>Weight, kg, 10 to 400.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Areal BMD by site, g/cm², 0.2 to 2.5; one at least.</summary>
    public required IReadOnlyDictionary<SkeletalSite, double> Densities { get; init; }

    /// <summary>The levels of the lumbar mean, as in <see cref="ManifestRow.LumbarLevels"/>.</summary>
    public IReadOnlyList<VertebralLevel>? LumbarLevels { get; init; }

    /// <summary>The scanner's maker.</summary>
    public DxaManufacturer? Manufacturer { get; init; }

    /// <summary>Hospital or cohort site.</summary>
    public string? Centre { get; init; }

    /// <summary>Puts two results of one person and day together: spine and hip are often told apart.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Both in one, or null where they contradict each other.</returns>
    public DxaResult? With(DxaResult other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var agree = Agree(Sex, other.Sex) && Agree(BirthDate, other.BirthDate) && Agree(Manufacturer, other.Manufacturer)
            && other.Densities.All(density => !Densities.TryGetValue(density.Key, out var bmd) || bmd == density.Value)
            && (LumbarLevels is null || other.LumbarLevels is null || LumbarLevels.SequenceEqual(other.LumbarLevels));
        return !agree ? null : this with
        {
            Source = $"{Source}; {other.Source}",
            Sex = Sex ?? other.Sex,
            BirthDate = BirthDate ?? other.BirthDate,
            AgeYears = AgeYears ?? other.AgeYears,
            HeightCm = HeightCm ?? other.HeightCm,
            WeightKg = WeightKg ?? other.WeightKg,
            Densities = other.Densities.Concat(Densities).DistinctBy(density => density.Key).ToDictionary(),
            LumbarLevels = LumbarLevels ?? other.LumbarLevels,
            Manufacturer = Manufacturer ?? other.Manufacturer,
            Centre = Centre ?? other.Centre,
        };
    }

    private static bool Agree<T>(T? one, T? other)
        where T : struct => one is null || other is null || one.Value.Equals(other.Value);
}
