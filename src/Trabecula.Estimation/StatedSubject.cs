using Trabecula.Domain;

namespace Trabecula.Estimation;

/// <summary>What somebody states of the person on a film; it goes before what the file says.</summary>
/// <param name="Sex">Sex, or null.</param>
/// <param name="AgeYears">Age in years, 0 to 130, or null.</param>
/// <param name="HeightCm">Height in cm, 30 to 250, or null.</param>
/// <param name="WeightKg">Weight in kg, 1 to 400, or null.</param>
/// <param name="Source">Who states it, as results tell it: <see cref="CommandLine"/> or <see cref="Request"/>.</param>
public sealed record StatedSubject(Sex? Sex, double? AgeYears, double? HeightCm, double? WeightKg, string Source)
{
    /// <summary>It was stated on the command line.</summary>
    public const string CommandLine = "command_line";

    /// <summary>It was stated in a request to a server.</summary>
    public const string Request = "request";

    /// <summary>Nobody states anything.</summary>
    public static StatedSubject Nothing { get; } = new(null, null, null, null, CommandLine);

    /// <summary>Puts what is stated before what the file says.</summary>
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
