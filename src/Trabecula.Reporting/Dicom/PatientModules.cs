using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>Carries patient and study over from a film, so that an archive files results with it.</summary>
/// <remarks>
/// Text is taken over as it reads, in UTF-8 whatever the film's character set is. Left out is what a DICOM value must not hold: control
/// characters, and dates, sexes and ages that are none.
/// </remarks>
internal static class PatientModules
{
    private static readonly DicomTag[] NeededText =
    [
        DicomTags.PatientName, DicomTags.PatientID, DicomTags.AccessionNumber, DicomTags.ReferringPhysicianName, DicomTags.StudyID,
    ];

    private static readonly DicomTag[] OptionalText =
    [
        DicomTags.IssuerOfPatientID, DicomTags.StudyDescription, DicomTags.PatientSize, DicomTags.PatientWeight,
        DicomTags.DeidentificationMethod,
    ];

    /// <summary>Copies the attributes.</summary>
    /// <param name="film">The film.</param>
    /// <param name="studyUid">Its study.</param>
    /// <param name="result">The object that receives them.</param>
    public static void Copy(DicomDataset film, string studyUid, DicomDataset result)
    {
        result.Set(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192").Set(DicomTags.StudyInstanceUID, DicomVr.UI, studyUid);
        foreach (var tag in NeededText)
            result.Set(tag, Vr(tag), Texts(film, tag));
        foreach (var tag in OptionalText.Where(tag => film.GetString(tag) is not null))
            CopyOptional(film, tag, result);
        result.Set(DicomTags.PatientBirthDate, DicomVr.DA, Date(film, DicomTags.PatientBirthDate))
            .Set(DicomTags.StudyDate, DicomVr.DA, Date(film, DicomTags.StudyDate))
            .Set(DicomTags.StudyTime, DicomVr.TM, Time(film, DicomTags.StudyTime))
            .Set(DicomTags.PatientSex, DicomVr.CS, film.GetString(DicomTags.PatientSex) is "F" or "M" or "O" ? [film.GetString(DicomTags.PatientSex)!] : []);
        if (film.GetString(DicomTags.PatientAge) is { Length: 4 } age && age[..3].All(char.IsAsciiDigit) && age[3] is 'D' or 'W' or 'M' or 'Y')
            result.Set(DicomTags.PatientAge, DicomVr.AS, age);
        if (film.GetString(DicomTags.PatientIdentityRemoved) is "YES" or "NO")
            result.Set(DicomTags.PatientIdentityRemoved, DicomVr.CS, film.GetString(DicomTags.PatientIdentityRemoved)!);
    }

    private static void CopyOptional(DicomDataset film, DicomTag tag, DicomDataset result)
    {
        if (Vr(tag) != DicomVr.DS)
            result.Set(tag, Vr(tag), Texts(film, tag));
        else if (film.GetDouble(tag) is { } number)
            result.SetNumbers(tag, DicomVr.DS, number);
    }

    private static string[] Texts(DicomDataset film, DicomTag tag) =>
        [.. film.GetStrings(tag).Select(text => string.Concat(text.Where(character => !char.IsControl(character))))];

    private static string[] Date(DicomDataset film, DicomTag tag) =>
        film.GetString(tag) is { } date && DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? [date] : [];

    /// <summary>Hours, or more, up to a fraction of a second (PS3.5, 6.2).</summary>
    private static string[] Time(DicomDataset film, DicomTag tag)
    {
        if (film.GetString(tag) is not { Length: <= 13 } time)
            return [];
        var parts = time.Split('.');
        var isTime = parts is [{ Length: 2 or 4 or 6 }] or [{ Length: 6 }, { Length: >= 1 and <= 6 }]
            && parts.All(part => part.All(char.IsAsciiDigit))
            && IsBelow(parts[0], 0, 24) && IsBelow(parts[0], 2, 60) && IsBelow(parts[0], 4, 60);
        return isTime ? [time] : [];
    }

    private static bool IsBelow(string digits, int at, int bound) =>
        digits.Length < at + 2 || int.Parse(digits.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture) < bound;

    private static DicomVr Vr(DicomTag tag)
    {
        if (tag == DicomTags.PatientName || tag == DicomTags.ReferringPhysicianName)
            return DicomVr.PN;
        if (tag == DicomTags.AccessionNumber || tag == DicomTags.StudyID)
            return DicomVr.SH;
        return tag == DicomTags.PatientSize || tag == DicomTags.PatientWeight ? DicomVr.DS : DicomVr.LO;
    }
}
