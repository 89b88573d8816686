using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary>What the command line says of the person; it goes before what a file says.</summary>
/// <param name="Sex">Sex, or null.</param>
/// <param name="AgeYears">Age in years, or null.</param>
/// <param name="HeightCm">Height in cm, or null.</param>
/// <param name="WeightKg">Weight in kg, or null.</param>
internal sealed record SubjectFromCommandLine(Sex? Sex, double? AgeYears, double? HeightCm, double? WeightKg)
{
    private const string Source = "command_line";

    /// <summary>Puts what the command line says before what the file says.</summary>
    /// <param name="subject">The file's.</param>
    public Subject Over(Subject subject) => this is { Sex: null, AgeYears: null, HeightCm: null, WeightKg: null }
        ? subject
        : new Subject(
            Sex ?? subject.Sex,
            AgeYears ?? subject.AgeYears,
            HeightCm ?? subject.HeightCm,
            WeightKg ?? subject.WeightKg,
            Source);
}
