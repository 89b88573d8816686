using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>Carries patient and study over from a film, so that an archive files results with it.</summary>
/// <remarks>
/// Text is taken over as it reads, in UTF-8 whatever the film's character set is. Left out is what a DICOM value must not hold: control
/// characters, what goes beyond the length of a name or a description, and dates, sexes and ages that are none. Identifiers are never
/// shortened: a part of a Patient ID is another patient's.
/// </remarks>
internal static class PatientModules
{
    /// <summary>Most characters of a description, and of a name's alphabetic, ideographic or phonetic group (PS3.5, table 6.2-1: LO, PN).</summary>
    private const int LongestText = 64;

    /// <summary>A name has family, given and middle names, prefix and suffix (PS3.5, 6.2.1).</summary>
    private const int NameParts = 5, NameGroups = 3;

    private static readonly DicomTag[] Names = [DicomTags.PatientName, DicomTags.ReferringPhysicianName];

    private static readonly DicomTag[] NeededIdentifiers = [DicomTags.PatientID, DicomTags.AccessionNumber, DicomTags.StudyID];

    private static readonly DicomTag[] Descriptions = [DicomTags.StudyDescription, DicomTags.DeidentificationMethod];

    private static readonly DicomTag[] Sizes = [DicomTags.PatientSize, DicomTags.PatientWeight];

    /// <summary>Copies the attributes.</summary>
    /// <param name="film">The film.</param>
    /// <param name="studyUid">Its study.</param>
    /// <param name="result">The object that receives them.</param>
    public static void Copy(DicomDataset film, string studyUid, DicomDataset result)
    {
        result.Set(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192").Set(DicomTags.StudyInstanceUID, DicomVr.UI, studyUid);
        foreach (var tag in Names)
            result.Set(tag, DicomVr.PN, [.. Texts(film, tag).Take(1).Select(Name)]);
        foreach (var tag in NeededIdentifiers)
            result.Set(tag, tag == DicomTags.PatientID ? DicomVr.LO : DicomVr.SH, Texts(film, tag));
        if (film.GetString(DicomTags.IssuerOfPatientID) is not null)
            result.Set(DicomTags.IssuerOfPatientID, DicomVr.LO, Texts(film, DicomTags.IssuerOfPatientID));
        foreach (var tag in Descriptions.Where(tag => film.GetString(tag) is not null))
            result.Set(tag, DicomVr.LO, [.. Texts(film, tag).Select(text => Cut(text))]);
        foreach (var tag in Sizes)
        {
            if (film.GetDouble(tag) is { } number)
                result.SetNumbers(tag, DicomVr.DS, number);
        }

        result.Set(DicomTags.PatientBirthDate, DicomVr.DA, Date(film, DicomTags.PatientBirthDate))
            .Set(DicomTags.StudyDate, DicomVr.DA, Date(film, DicomTags.StudyDate))
            .Set(DicomTags.StudyTime, DicomVr.TM, Time(film, DicomTags.StudyTime))
            .Set(DicomTags.PatientSex, DicomVr.CS, film.GetString(DicomTags.PatientSex) is "F" or "M" or "O" ? [film.GetString(DicomTags.PatientSex)!] : []);
        if (film.GetString(DicomTags.PatientAge) is { Length: 4 } age && age[..3].All(char.IsAsciiDigit) && age[3] is 'D' or 'W' or 'M' or 'Y')
            result.Set(DicomTags.PatientAge, DicomVr.AS, age);
        if (film.GetString(DicomTags.PatientIdentityRemoved) is "YES" or "NO")
            result.Set(DicomTags.PatientIdentityRemoved, DicomVr.CS, film.GetString(DicomTags.PatientIdentityRemoved)!);
    }

    private static string Name(string name) =>
        string.Join('=', name.Split('=').Take(NameGroups).Select(group => Cut(string.Join('^', group.Split('^').Take(NameParts)))));

    /// <summary>Not between the two halves of a letter outside the basic plane.</summary>
    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

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
}
