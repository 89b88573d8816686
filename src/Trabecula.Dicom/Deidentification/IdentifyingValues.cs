using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Trabecula.Dicom;

/// <summary>What identifies a person in an object, as words that must not occur in what is written.</summary>
/// <remarks>Words of fewer than four ASCII letters or digits would be found everywhere; of other writing two signs tell a name.</remarks>
internal sealed partial class IdentifyingValues
{
    private const int Shortest = 4;
    private const int ShortestBeyondAscii = 2;

    // Fewer digits than these occur by chance among exposures, windows and sizes.
    private const int ShortestNumberAmongNumbers = 6;

    private const string StandardRoot = "1.2.840.10008.";

    // Five components of 64 signs in three groups (PS3.5, 6.2.1), at four bytes a sign.
    private const int LongestName = 4 * 3 * 5 * 64;

    // Attributes besides those of representation PN whose values name a person, a place or an examination.
    private static readonly HashSet<uint> Names =
    [
        0x00080050, 0x00080080, 0x00080081, 0x00080092, 0x00080094, 0x00081010, 0x00081040, // accession, institution, referrer's address, station
        0x00100020, 0x00100021, 0x00101000, 0x00101040, 0x00101050, 0x00101080, 0x00101090, 0x00102150, 0x00102152, 0x00102154, 0x00102155, 0x00102299,
        0x00181000, 0x00200010, 0x00321033, 0x00380010, 0x00380060, 0x00400009, 0x00400242, 0x00400243, 0x00400253, // serial number, study, admission, step
        0x00401001, 0x00401005, 0x00401102, 0x00401103, 0x00402009, 0x00402010, 0x00402016, 0x00402017,
    ];

    // How people write dates, and equipment days of birth that are not as DICOM wants them.
    private static readonly string[] DatePatterns =
    [
        "yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "d.M.yyyy", "d/M/yyyy",
        "M/d/yyyy", "d MMM yyyy", "dd-MMM-yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy",
    ];

    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _examinationDates = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _uids = [];

    private IdentifyingValues()
    {
    }

    /// <summary>Gathers the words of an object, those in sequences and private items included.</summary>
    public static IdentifyingValues Of(DicomDataset dataset, DeidentificationOptions options)
    {
        var values = new IdentifyingValues();
        values.Gather(dataset, options);
        return values;
    }

    /// <summary>Whether a text holds one of the words, apart from other letters and digits.</summary>
    /// <param name="text">A value.</param>
    /// <param name="vr">Its representation.</param>
    public bool AreIn(string text, DicomVr vr)
    {
        if (vr == DicomVr.UI)
        {
            // Some equipment builds the number or the day of birth into the UIDs that it makes.
            return _uids.Contains(text) || (!text.StartsWith(StandardRoot, StringComparison.Ordinal)
                && text.Split('.').Any(part => part.Length >= ShortestNumberAmongNumbers && _words.Contains(part)));
        }

        var isNumber = vr is DicomVr.DS or DicomVr.IS or DicomVr.AS or DicomVr.DA or DicomVr.TM or DicomVr.DT;
        // A moved date may by chance be another one of the same object.
        return (vr is not (DicomVr.DA or DicomVr.DT or DicomVr.TM) && _examinationDates.Any(date => IsIn(date, text)))
            || _words.Any(word => !(isNumber && word.Length < ShortestNumberAmongNumbers) && IsIn(word, text)) || _uids.Any(text.Contains);
    }

    /// <summary>Whether bytes that are no text hold one of the longer words, or one of the UIDs.</summary>
    public bool AreIn(ReadOnlySpan<byte> bytes)
    {
        // Byte for sign, so that capitals are found among any bytes.
        var text = Encoding.Latin1.GetString(bytes);
        return _words.Concat(_uids).Any(word => word.Length >= ShortestNumberAmongNumbers
            && text.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(word)), StringComparison.OrdinalIgnoreCase));
    }

    private void Gather(DicomDataset dataset, DeidentificationOptions options)
    {
        foreach (var element in dataset.Elements)
        {
            if (element.Items is { } items)
            {
                foreach (var item in items)
                {
                    Gather(item, options);
                }
            }
            else if (element.Tag == DicomTags.PatientBirthDate)
            {
                foreach (var value in Texts(dataset, element))
                {
                    Add(value);
                    AddDate(value, _words);
                }
            }
            else if (element.Vr is DicomVr.DA or DicomVr.DT)
            {
                foreach (var value in dataset.GetStrings(element.Tag))
                {
                    AddDate(value, _examinationDates);
                }
            }
            else if (element.Vr == DicomVr.UI)
            {
                if (ConfidentialityProfile.FateOf(element, options) == AttributeFate.MapUid)
                {
                    _uids.UnionWith(dataset.GetStrings(element.Tag).Where(uid => uid.Length > 0 && !ConfidentialityProfile.IsWellKnown(element.Tag, uid)));
                }
            }
            else if (IsName(element) || Names.Contains(element.Tag.Value))
            {
                foreach (var value in Texts(dataset, element))
                {
                    AddName(value, IsName(element));
                }
            }
        }
    }

    // Also where the file gives another representation than the standard.
    private static bool IsName(DicomElement element) => element.Vr == DicomVr.PN || VrDictionary.Find(element.Tag, isSigned: false) == DicomVr.PN;

    private static IReadOnlyList<string> Texts(DicomDataset dataset, DicomElement element) =>
        VrFacts.IsText(element.Vr) || element.Value.Length > LongestName
            ? dataset.GetStrings(element.Tag)
            : Encoding.UTF8.GetString(element.Value.Span).Trim(' ', '\0').Split('\\');

    private void AddName(string value, bool isPerson)
    {
        Add(value);
        var withoutZeros = value.TrimStart('0');
        if (withoutZeros.Length >= ShortestNumberAmongNumbers)
        {
            Add(withoutZeros);
        }

        foreach (var number in LongNumber().EnumerateMatches(value))
        {
            Add(value.Substring(number.Index, number.Length));
        }

        if (isPerson)
        {
            foreach (var group in value.Split('='))
            {
                AddWhole(group.Split('^', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }

            foreach (var part in value.Split(['^', '=', ' ', ',', '-', '\u3000'], StringSplitOptions.RemoveEmptyEntries))
            {
                Add(part);
            }
        }
    }

    // Short names are no words to be looked for, but both together are.
    private void AddWhole(string[] components)
    {
        if (components is [var family, var given, ..])
        {
            foreach (var between in new[] { " ", "", ", ", "," })
            {
                Add(family + between + given);
                Add(given + between + family);
            }
        }
    }

    private static void AddDate(string value, HashSet<string> words)
    {
        if ((DicomDates.Date(value) ?? (DateOnly.TryParseExact(value, DatePatterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var other) ? other : null)) is { } date)
        {
            words.UnionWith(DatePatterns.Select(pattern => date.ToString(pattern, CultureInfo.InvariantCulture)));
        }
    }

    private void Add(string word)
    {
        var trimmed = word.Trim();
        if (trimmed.Length >= (Ascii.IsValid(trimmed) ? Shortest : ShortestBeyondAscii) && trimmed != Deidentifier.Dummy)
        {
            _words.Add(trimmed);
        }
    }

    [GeneratedRegex("[0-9]{6,}")]
    private static partial Regex LongNumber();

    private static bool IsIn(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if (!Ascii.IsValid(word) || ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))))
            {
                return true;
            }
        }

        return false;
    }
}
