using System.Globalization;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>What was stated of a person as one canonical text, for instance <c>F;67;152.5;</c>: the same statement is always the same text.</summary>
public static class StatedText
{
    /// <summary>Writes a statement.</summary>
    /// <param name="stated">The statement.</param>
    /// <returns>The text; empty where nothing is stated.</returns>
    public static string Of(StatedSubject stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        if (stated is { Sex: null, AgeYears: null, HeightCm: null, WeightKg: null })
            return "";
        var sex = stated.Sex switch { Sex.Female => "F", Sex.Male => "M", _ => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{sex};{stated.AgeYears:0.###};{stated.HeightCm:0.###};{stated.WeightKg:0.###}");
    }

    /// <summary>Reads a statement back.</summary>
    /// <param name="text">What <see cref="Of"/> wrote.</param>
    /// <returns>The statement.</returns>
    public static StatedSubject Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(';') is not [var sex, var age, var height, var weight])
            return StatedSubject.Nothing;
        return new StatedSubject(
            sex switch { "F" => Sex.Female, "M" => Sex.Male, _ => null }, Number(age), Number(height), Number(weight), StatedSubject.Request);
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
