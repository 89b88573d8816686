using System.Collections.ObjectModel;

namespace Trabecula.Domain;

/// <summary>One estimate of one density beside what DXA measured. Missing is missing, never zero.</summary>
public sealed record PredictionRow
{
    /// <summary>What <see cref="Population"/> says of simulated people.</summary>
    public const string InSilico = "in-silico";

    /// <summary>Who: the same for all rows of a person, so that resampling never splits a person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The skeletal site.</summary>
    public required SkeletalSite Site { get; init; }

    /// <summary>What DXA measured, g/cm², 0.2 to 2.5.</summary>
    public required double MeasuredBmd { get; init; }

    /// <summary>What was estimated from the film, g/cm², 0 to 5.</summary>
    public required double EstimatedBmd { get; init; }

    /// <summary>Which model estimated it, where a table holds several; empty where it holds one.</summary>
    public string Model { get; init; } = "";

    /// <summary>The fold that was held out when the estimating network was trained, from 0.</summary>
    public int? Fold { get; init; }

    /// <summary>Lower end of the 90 % interval, g/cm²; known if and only if <see cref="Upper90"/> is.</summary>
    public double? Lower90 { get; init; }

    /// <summary>Upper end of the 90 % interval, g/cm², not below <see cref="Lower90"/>.</summary>
    public double? Upper90 { get; init; }

    /// <summary>Category of the measured density.</summary>
    public DiagnosticCategory? MeasuredCategory { get; init; }

    /// <summary>Category that the model gives.</summary>
    public DiagnosticCategory? EstimatedCategory { get; init; }

    /// <summary>Estimated probability that the measured category is osteopenia or osteoporosis, 0 to 1.</summary>
    public double? ProbabilityOsteopeniaOrWorse { get; init; }

    /// <summary>Estimated probability that the measured category is osteoporosis, 0 to 1.</summary>
    public double? ProbabilityOsteoporosis { get; init; }

    /// <summary>Sex, if known.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Age, years, 0 to 130.</summary>
    public double? AgeYears { get; init; }

    /// <summary>Height, cm, 50 to 250.</summary>
    public double? HeightCm { get; init; }

    /// <summary>Weight, kg, 10 to 400.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Hospital or cohort site where the film was taken.</summary>
    public string? Centre { get; init; }

    /// <summary>The DXA scanner's maker.</summary>
    public DxaManufacturer? Manufacturer { get; init; }

    /// <summary>The X-ray system's maker.</summary>
    public string? Vendor { get; init; }

    /// <summary>Degree of degeneration of the spine, in the table's own words.</summary>
    public string? Degeneration { get; init; }

    /// <summary>Number of the film among repeated films of one person and session, from 1; null where there is one film.</summary>
    public int? Repeat { get; init; }

    /// <summary>What the people are: <see cref="InSilico"/> for simulated ones, or a cohort's name.</summary>
    public string? Population { get; init; }

    /// <summary>Line of the table the row came from, from 1; null for a row that was never read.</summary>
    public int? Line { get; init; }

    /// <summary>Cells of columns that Trabecula does not know, by the column's name; empty cells are left out.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Body mass index, kg/m², where height and weight are known.</summary>
    public double? BodyMassIndex =>
        HeightCm is { } height && WeightKg is { } weight ? weight / (height / 100 * (height / 100)) : null;
}
