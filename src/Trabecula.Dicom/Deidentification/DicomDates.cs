using System.Globalization;

namespace Trabecula.Dicom;

/// <summary>Dates of DICOM (PS3.5, 6.2) and ages between them.</summary>
public static class DicomDates
{
    /// <summary>From this age on people are few enough to be known by it (45 CFR 164.514(b)(2)(i)(C): "90 or older").</summary>
    public const int OldestToldApart = 90;

    /// <summary>Reads a date.</summary>
    /// <param name="text">A value of DA or DT: <c>YYYYMMDD</c>, whatever follows, or <c>YYYY.MM.DD</c> as before 1993.</param>
    /// <returns>The date, or null where there is none.</returns>
    public static DateOnly? Date(string? text)
    {
        var digits = text is { Length: 10 } && text[4] == '.' && text[7] == '.' ? text.Replace(".", "", StringComparison.Ordinal) : text;
        return digits is { Length: >= 8 }
            && DateOnly.TryParseExact(digits.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
    }

    /// <summary>The completed years between two days, at most <see cref="OldestToldApart"/>.</summary>
    /// <param name="birth">The day of birth.</param>
    /// <param name="day">A later day.</param>
    /// <returns>Years, or null where the second day is before the first, or 130 years or more after it.</returns>
    public static int? CompletedYears(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);
        return years is >= 0 and < 130 ? Math.Min(years, OldestToldApart) : null;
    }

    /// <summary>The day of an examination: that of the acquisition, else of the study, the series or the content.</summary>
    /// <param name="dataset">An object.</param>
    /// <returns>The day, or null where none of them is a date.</returns>
    public static DateOnly? Examination(DicomDataset dataset) =>
        Date(dataset.GetString(DicomTags.AcquisitionDate)) ?? Date(dataset.GetString(DicomTags.AcquisitionDateTime))
        ?? Date(dataset.GetString(DicomTags.StudyDate)) ?? Date(dataset.GetString(DicomTags.SeriesDate))
        ?? Date(dataset.GetString(DicomTags.ContentDate));
}
