using System.Collections.ObjectModel;

namespace Trabecula.Domain;

/// <summary>One film and the densities measured by DXA that go with it. Missing is missing, never zero.</summary>
public sealed record ManifestRow
{
    /// <summary>Who is on the film: the same for all films of a person, so that folds never split a person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The film's file as the table names it, relative to the table's folder or absolute.</summary>
    public required string Image { get; init; }

    /// <summary>Line of the table the row came from, from 1; null for a row that was never read.</summary>
    public int? Line { get; init; }

    /// <summary>Sex, if known.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Age at the radiograph, years, 0 to 130.</summary>
    public double? AgeYears { get; init; }

    /// <summary>Height, cm, 50 to 250.</summary>
    public double? HeightCm { get; init; }

    /// <summary>Weight, kg, 10 to 400.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Measured areal BMD by site, g/cm², 0.2 to 2.5; holds only what was measured.</summary>
    public IReadOnlyDictionary<SkeletalSite, double> Densities { get; init; } = ReadOnlyDictionary<SkeletalSite, double>.Empty;

    /// <summary>The levels that <see cref="SkeletalSite.LumbarL1L4"/> is the mean of, where some of L1 to L4 could not be judged: two or three
    /// of them, from above. Null or all four where it is that of L1–L4.</summary>
    public IReadOnlyList<VertebralLevel>? LumbarLevels { get; init; }

    /// <summary>The DXA scanner's maker, and so the scale of the densities.</summary>
    public DxaManufacturer? Manufacturer { get; init; }

    /// <summary>Day of the DXA scan.</summary>
    public DateOnly? DxaDate { get; init; }

    /// <summary>Day of the radiograph.</summary>
    public DateOnly? RadiographDate { get; init; }

    /// <summary>Where the films were taken (the column <c>site</c>): a hospital or cohort site, not a skeletal site.</summary>
    public string? Centre { get; init; }

    /// <summary>Cells of columns that Trabecula does not know, by the column's name; empty cells are left out.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The person, as the table knows them.</summary>
    public Subject Subject => new(Sex, AgeYears, HeightCm, WeightKg, "manifest");

    /// <summary>The measured density of a site.</summary>
    /// <param name="site">The site.</param>
    /// <returns>Areal BMD, g/cm², or null where it was not measured.</returns>
    public double? Bmd(SkeletalSite site) => Densities.TryGetValue(site, out var bmd) ? bmd : null;
}
