using System.Globalization;
using System.Text.RegularExpressions;

namespace Trabecula.Dicom;

/// <summary>Makes a new dataset of one object, attribute by attribute, sequences included.</summary>
internal sealed partial class DatasetRewriting(
    DeidentificationKey key, DeidentificationOptions options, IdentifyingValues values, int shiftDays)
{
    /// <summary>How many attributes lost their value because something that identifies stood in them.</summary>
    public int Cleaned { get; private set; }

    /// <summary>The dataset that is left of one.</summary>
    /// <remarks>Codes mean something in an item of a sequence only, so on the outside they go.</remarks>
    public DicomDataset Rewrite(DicomDataset original) =>
        Rewrite(original, original.Elements.Where(element => !Deidentifier.CodeText.Contains(element.Tag)));

    private DicomDataset Item(DicomDataset original) => Rewrite(original, original.Elements);

    private DicomDataset Rewrite(DicomDataset original, IEnumerable<DicomElement> elements)
    {
        var dataset = new DicomDataset();
        foreach (var element in elements)
        {
            switch (ConfidentialityProfile.FateOf(element, options))
            {
                case AttributeFate.Keep:
                    Keep(dataset, original, element);
                    break;
                case AttributeFate.Empty:
                    dataset.Add(Emptied(element));
                    break;
                case AttributeFate.Dummy:
                    dataset.Add(element.Value.IsEmpty ? Emptied(element) : WithDummy(element));
                    break;
                case AttributeFate.MapUid when element.Vr == DicomVr.UI:
                    dataset.Set(element.Tag, DicomVr.UI, [.. original.GetStrings(element.Tag).Select(uid => MappedUid(element.Tag, uid))]);
                    break;
                case AttributeFate.ShiftDate:
                    dataset.Set(element.Tag, element.Vr, [.. original.GetStrings(element.Tag).Select(Shifted)]);
                    break;
            }
        }

        return dataset;
    }

    private void Keep(DicomDataset dataset, DicomDataset original, DicomElement element)
    {
        if (element.Items is { } items)
        {
            var left = items.Where(item => !Deidentifier.IsLocalCode(item) && !IsIdentifyingCode(item)).Select(Item).ToArray();
            if (left.Length > 0 || items.Count == 0)
            {
                dataset.SetItems(element.Tag, left);
            }
        }
        else if (element.Tag == DicomTags.PixelData)
        {
            dataset.Add(PixelRemains.Without(original, element));
        }
        else if (Characteristic(original, element) is { } value)
        {
            dataset.Set(element.Tag, element.Vr, value.Length == 0 ? [] : [value]);
        }
        else if (VrFacts.IsText(element.Vr) && original.GetStrings(element.Tag).Any(text => values.AreIn(text, element.Vr)))
        {
            Cleaned++;
            dataset.Add(Emptied(element));
        }
        else
        {
            dataset.Add(element);
        }
    }

    // A code without its meaning is none.
    private bool IsIdentifyingCode(DicomDataset item)
    {
        var isIdentifying = new[] { DicomTags.CodeValue, DicomTags.CodeMeaning }.Any(tag => item.GetString(tag) is { } text && values.AreIn(text, DicomVr.LO));
        Cleaned += isIdentifying ? 1 : 0;
        return isIdentifying;
    }

    // Sex, age, size and weight as they may be told; an empty text where the value is not what it should be, null for any other attribute.
    private static string? Characteristic(DicomDataset original, DicomElement element)
    {
        if (element.Tag == DicomTags.PatientSex)
        {
            return original.GetString(element.Tag) is "F" or "M" or "O" ? original.GetString(element.Tag) : "";
        }

        if (element.Tag == DicomTags.PatientAge)
        {
            var text = original.GetString(element.Tag) ?? "";
            return !AgePattern().IsMatch(text) ? ""
                : text[^1] == 'Y' && int.Parse(text.AsSpan(0, 3), CultureInfo.InvariantCulture) > DicomDates.OldestToldApart ? "090Y" : text;
        }

        if (element.Tag == DicomTags.PatientSize || element.Tag == DicomTags.PatientWeight)
        {
            return original.GetDouble(element.Tag) is null ? "" : original.GetString(element.Tag);
        }

        return null;
    }

    private static DicomElement Emptied(DicomElement element) =>
        element.Items is null ? new DicomElement(element.Tag, element.Vr, ReadOnlyMemory<byte>.Empty) : new DicomElement(element.Tag, []);

    private static DicomElement WithDummy(DicomElement element)
    {
        var dummy = element.Vr switch
        {
            DicomVr.LO or DicomVr.SH or DicomVr.PN or DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UC or DicomVr.CS or DicomVr.AE => Deidentifier.Dummy,
            // A day on which nobody who is alive was examined.
            DicomVr.DA or DicomVr.DT => "19000101",
            DicomVr.TM => "000000",
            DicomVr.AS => "000Y",
            _ => "",
        };
        return new DicomElement(element.Tag, element.Vr, System.Text.Encoding.ASCII.GetBytes(dummy));
    }

    private string MappedUid(DicomTag tag, string uid) => uid.Length == 0 || ConfidentialityProfile.IsWellKnown(tag, uid) ? uid : key.Uid(uid);

    private string Shifted(string text) =>
        DicomDates.Date(text) is { } date && date.DayNumber + shiftDays >= 0
            ? date.AddDays(shiftDays).ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            : "";

    [GeneratedRegex("^[0-9]{3}[DWMY]$")]
    private static partial Regex AgePattern();
}
