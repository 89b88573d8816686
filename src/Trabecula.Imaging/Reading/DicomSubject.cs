using System.Globalization;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>Sex, age, height and weight from a DICOM file; what is implausible is missing.</summary>
internal static class DicomSubject
{
    /// <summary>Days in a year and in a month, over the Gregorian cycle of 400 years.</summary>
    private const double DaysPerYear = 365.2425, DaysPerMonth = DaysPerYear / 12;

    private const double OldestYears = 130;

    /// <summary>Patient Size is in metres (PS3.3 C.7.2.2); newborns and the tallest people known lie between these.</summary>
    private const double ShortestM = 0.3, TallestM = 2.75;

    private const double LightestKg = 0.5, HeaviestKg = 500;

    /// <summary>Reads what the file tells of the subject.</summary>
    public static Subject Of(DicomDataset dataset)
    {
        Sex? sex = dataset.GetString(DicomTags.PatientSex)?.Trim() switch
        {
            "F" => Sex.Female,
            "M" => Sex.Male,
            _ => null,
        };
        var age = AgeYears(dataset.GetString(DicomTags.PatientAge)) ?? AgeYears(
            dataset.GetString(DicomTags.PatientBirthDate),
            dataset.GetString(DicomTags.AcquisitionDate) ?? dataset.GetString(DicomTags.StudyDate));
        var height = Within(dataset.GetDouble(DicomTags.PatientSize), ShortestM, TallestM) * 100;
        var weight = Within(dataset.GetDouble(DicomTags.PatientWeight), LightestKg, HeaviestKg);
        return sex is null && age is null && height is null && weight is null
            ? Subject.Unknown
            : new Subject(sex, age, height, weight, "dicom");
    }

    /// <summary>Years of an Age String (PS3.5 section 6.2: three digits and D, W, M or Y); <c>000Y</c> is a placeholder.</summary>
    internal static double? AgeYears(string? text)
    {
        text = text?.Trim();
        if (text is not { Length: >= 2 and <= 4 }
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        double? years = text[^1] switch
        {
            'Y' => number == 0 ? null : number,
            'M' => number * DaysPerMonth / DaysPerYear,
            'W' => number * 7 / DaysPerYear,
            'D' => number / DaysPerYear,
            _ => null,
        };
        return Within(years, 0, OldestYears);
    }

    /// <summary>Years from one DICOM date to another, both <c>YYYYMMDD</c>.</summary>
    internal static double? AgeYears(string? birth, string? examination) =>
        Date(birth) is DateOnly from && Date(examination) is DateOnly to
            ? Within((to.DayNumber - from.DayNumber) / DaysPerYear, 0, OldestYears)
            : null;

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static double? Within(double? value, double least, double most) =>
        value is double v && v >= least && v <= most ? v : null;
}
