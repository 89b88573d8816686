using System.Globalization;
using System.Text.RegularExpressions;

namespace Trabecula.Dicom;

/// <summary>Decides what becomes of an attribute: Table E.1-1 of PS3.15 where it lists it, and a list of what is safe elsewhere.</summary>
/// <remarks>
/// The standard leaves unlisted attributes as they are. Here an unlisted one is kept only where its value cannot be free text, or
/// where it is known to be technical; what the dictionary does not know is removed.
/// </remarks>
internal static partial class ConfidentialityProfile
{
    private static readonly Dictionary<uint, string> ByTag = Load();

    // Text of unlisted attributes that equipment writes, or that is a code.
    private static readonly HashSet<uint> SafeText =
    [
        0x00080070, 0x00081090, // Manufacturer, model name
        0x00080100, 0x00080102, 0x00080103, 0x00080104, // code value, scheme, version and meaning; local schemes are left out before
        0x00181016, 0x00181018, 0x00181019, 0x00181020, // digitiser's manufacturer, model and software; software versions
        0x00181160, 0x00181180, 0x00181261, 0x00181401, // filter type, collimator, phosphor, processing code
        0x00280A04, 0x00281054, 0x00281055, 0x00283003, 0x00283004, // calibration, rescale type, explanations of window and tables
    ];

    // Unlisted bulk data that are no text: lookup tables of grey and of palettes, pixels and their offsets.
    private static readonly HashSet<uint> SafeBulk =
    [
        0x00283006, 0x00281201, 0x00281202, 0x00281203, 0x00281221, 0x00281222, 0x00281223,
        0x7FE00001, 0x7FE00002, 0x7FE00003, 0x7FE00008, 0x7FE00009, 0x7FE00010,
    ];

    // What names a kind of object or of code, not an object: changing it would change the meaning.
    private static readonly HashSet<uint> UidsOfKinds = [0x00080016, 0x0008001A, 0x0008001B, 0x00080062, 0x0008010C, 0x00080117, 0x00080118, 0x00081150, 0x0008115A];

    private static readonly HashSet<DicomTag> Characteristics =
        [DicomTags.PatientSex, DicomTags.PatientAge, DicomTags.PatientSize, DicomTags.PatientWeight];

    // Dates of a person's life, not of an examination; a moved one would tell the age to the day.
    private static readonly HashSet<uint> DatesOfLife = [0x00100030, 0x001021D0];

    /// <summary>The table's action as it is written there (X, Z, D, U, X/Z …), or null where it does not list the tag.</summary>
    public static string? StandardAction(DicomTag tag)
    {
        if (tag.IsPrivate)
        {
            return "X";
        }

        return (tag.Group & 0xFF00) is 0x5000 ? "X" : ByTag.GetValueOrDefault(Unrepeated(tag));
    }

    /// <summary>What becomes of an attribute.</summary>
    /// <param name="element">The attribute.</param>
    /// <param name="options">What is kept.</param>
    public static AttributeFate FateOf(DicomElement element, DeidentificationOptions options)
    {
        var tag = element.Tag;
        // An overlay without its data is no overlay: the whole group goes.
        if (tag.IsPrivate || (tag.Group & 0xFF00) is 0x5000 or 0x6000)
        {
            return AttributeFate.Remove;
        }

        if (StandardAction(tag) is not { } action)
        {
            return FateOfUnlisted(element);
        }

        if (options.RetainPatientCharacteristics && Characteristics.Contains(tag) && IsAsInDictionary(element))
        {
            return AttributeFate.Keep;
        }

        if (options.RetainModifiedDates && element.Vr is DicomVr.DA or DicomVr.DT && !DatesOfLife.Contains(tag.Value))
        {
            return AttributeFate.ShiftDate;
        }

        return FateByAction(action, element);
    }

    /// <summary>Whether a UID is one of the standard itself (PS3.6, annex A), such as a well-known frame of reference, and tells of nobody.</summary>
    /// <remarks>
    /// Some equipment makes its own UIDs under the standard's root. Those of a study, a series and an object never are the standard's; others
    /// are taken for it where they look like those of annex A, whose numbers have four digits at the most.
    /// </remarks>
    public static bool IsWellKnown(DicomTag tag, string uid) =>
        tag != DicomTags.StudyInstanceUID && tag != DicomTags.SeriesInstanceUID && tag != DicomTags.SOPInstanceUID && RegisteredUid().IsMatch(uid);

    [GeneratedRegex(@"^1\.2\.840\.10008(\.[0-9]{1,4}){1,7}$")]
    private static partial Regex RegisteredUid();

    /// <summary>All tags of the table and their actions, as they are written there.</summary>
    public static IEnumerable<(string Tag, string Action)> Rows() => Lines();

    private static AttributeFate FateByAction(string action, DicomElement element)
    {
        var isTime = element.Vr is DicomVr.DA or DicomVr.DT or DicomVr.TM;
        return action switch
        {
            "X" => AttributeFate.Remove,
            "Z" or "X/Z" => AttributeFate.Empty,
            "U" => AttributeFate.MapUid,
            // A sequence of references; its UIDs are changed where they stand.
            "X/Z/U" => element.Items is null ? AttributeFate.Remove : AttributeFate.Keep,
            "D" => AttributeFate.Dummy,
            // Of several ways that which keeps the object valid; dates that may go do, for a false one would mislead.
            "Z/D" => isTime ? AttributeFate.Empty : AttributeFate.Dummy,
            _ => isTime || element.Items is not null ? AttributeFate.Remove : AttributeFate.Dummy,
        };
    }

    private static AttributeFate FateOfUnlisted(DicomElement element)
    {
        var tag = element.Tag;
        if (SafeBulk.Contains(tag.Value))
        {
            return VrFacts.IsText(element.Vr) || element.Items is not null ? AttributeFate.Remove : AttributeFate.Keep;
        }

        if (!VrDictionary.Contains(tag) || !IsAsInDictionary(element))
        {
            return AttributeFate.Remove;
        }

        switch (element.Vr)
        {
            case DicomVr.LO or DicomVr.SH:
                return SafeText.Contains(tag.Value) ? AttributeFate.Keep : AttributeFate.Remove;
            case DicomVr.UI:
                return UidsOfKinds.Contains(tag.Value) ? AttributeFate.Keep : AttributeFate.MapUid;
            case DicomVr.SQ or DicomVr.AT or DicomVr.CS or DicomVr.DS or DicomVr.IS or DicomVr.FD or DicomVr.FL or DicomVr.SL
                or DicomVr.SS or DicomVr.SV or DicomVr.UL or DicomVr.US or DicomVr.UV:
                return AttributeFate.Keep;
            default:
                return tag == DicomTags.SpecificCharacterSet ? AttributeFate.Keep : AttributeFate.Remove;
        }
    }

    // A value in another representation than the standard's may hold anything.
    private static bool IsAsInDictionary(DicomElement element) =>
        VrDictionary.Find(element.Tag, isSigned: false) == element.Vr || VrDictionary.Find(element.Tag, isSigned: true) == element.Vr;

    private static uint Unrepeated(DicomTag tag) => (tag.Group & 0xFF00) is 0x6000 ? tag.Value & 0xFF00FFFF : tag.Value;

    private static Dictionary<uint, string> Load() => Lines()
        .Where(row => row.Tag[..2] != "50")
        .ToDictionary(row => uint.Parse(row.Tag.Replace("60xx", "6000", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture), row => row.Action);

    private static List<(string Tag, string Action)> Lines()
    {
        using var stream = typeof(ConfidentialityProfile).Assembly.GetManifestResourceStream("Trabecula.Dicom.basic-profile.txt")!;
        using var reader = new StreamReader(stream);
        var rows = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                rows.AddRange(line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tag => (tag, line[..colon])));
            }
        }

        return rows;
    }
}
