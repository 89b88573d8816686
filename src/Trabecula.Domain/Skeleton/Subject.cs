namespace Trabecula.Domain;

/// <summary>What is known of the person on the film. Missing is missing, never zero.</summary>
/// <param name="Sex">Sex, if known.</param>
/// <param name="AgeYears">Age at the radiograph in years, 0 to 130.</param>
/// <param name="HeightCm">Height in centimetres.</param>
/// <param name="WeightKg">Weight in kilograms.</param>
/// <param name="Source">Where it comes from: <c>dicom</c>, <c>command_line</c>, <c>request</c>, <c>manifest</c> or <c>unknown</c>.</param>
public sealed record Subject(Sex? Sex, double? AgeYears, double? HeightCm, double? WeightKg, string Source)
{
    /// <summary>A subject of whom nothing is known.</summary>
    public static Subject Unknown { get; } = new(null, null, null, null, "unknown");
}
