namespace Trabecula.Domain;

/// <summary>A film of an archive, as its attributes tell it. It names a person, and belongs in nothing that is handed on.</summary>
public sealed record ArchiveFilm
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Patient ID, without padding.</summary>
    public required string PatientId { get; init; }

    /// <summary>Who gave the Patient ID, where the film tells.</summary>
    public string? Issuer { get; init; }

    /// <summary>Which object it is (SOP Instance UID).</summary>
    public required string Instance { get; init; }

    /// <summary>The day of the film.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Sex, if known.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Day of birth, if known.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Age at the film in years where the film tells it, 0 to 130.</summary>
    public double? AgeYears { get; init; }

    /// <summary>Height, cm, 50 to 250.</summary>
    public double? HeightCm { get; init; }

    /// <summary>Weight, kg, 10 to 400.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Whether the film is processed for the eye, not raw.</summary>
    public bool IsForPresentation { get; init; } = true;
}
