using System.Globalization;

namespace Trabecula.Dicom;

/// <summary>The attributes of an object or of one item of a sequence, ordered by tag.</summary>
/// <remarks>
/// Reading never throws: what is absent, empty or no number is null. Text is decoded by the dataset's own Specific
/// Character Set, or by that of the dataset around it. A dataset may be read by many threads, and changed by one.
/// </remarks>
public sealed partial class DicomDataset
{
    private readonly SortedDictionary<DicomTag, DicomElement> _elements = [];
    private DicomDataset? _parent;

    /// <summary>The attributes in the order of their tags.</summary>
    public IReadOnlyCollection<DicomElement> Elements => _elements.Values;

    /// <summary>Whether the attribute is there, with or without a value.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True where it is.</returns>
    public bool Contains(DicomTag tag) => _elements.ContainsKey(tag);

    /// <summary>Finds an attribute.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The attribute, or null.</returns>
    public DicomElement? Find(DicomTag tag) => _elements.GetValueOrDefault(tag);

    /// <summary>The first value as text, without padding.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The text (numbers in invariant form), or null where it is absent, empty, or neither text nor number.</returns>
    public string? GetString(DicomTag tag) => GetStrings(tag) is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>All values as text, without padding; values between two backslashes may be empty.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The texts, in order; none where the attribute is absent, empty, or neither text nor number.</returns>
    public IReadOnlyList<string> GetStrings(DicomTag tag)
    {
        if (Find(tag) is not { } element || element.Value.IsEmpty)
        {
            return [];
        }

        if (!VrFacts.IsText(element.Vr))
        {
            return [.. BinaryNumbers.Read(element).Select(number => number.ToString("R", CultureInfo.InvariantCulture))];
        }

        var text = TextOf(element);
        if (VrFacts.IsSingleText(element.Vr))
        {
            text = text.TrimEnd(' ', '\0');
            return text.Length == 0 ? [] : [text];
        }

        var values = text.Split('\\');
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i].Trim(' ', '\0');
        }

        return values is [""] ? [] : values;
    }

    /// <summary>A person's name in its three groups.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The name, or null where it is absent or empty.</returns>
    public DicomPersonName? GetPersonName(DicomTag tag) => GetString(tag) is { } text ? DicomPersonName.Parse(text) : null;

    /// <summary>The first value as an integer.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The integer, or null where it is absent, no integer, or beyond 32 bits.</returns>
    public int? GetInt(DicomTag tag) =>
        GetDouble(tag) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>The first value as a number.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>A finite number, or null where it is absent or none.</returns>
    public double? GetDouble(DicomTag tag) => Numbers(tag) is [{ } first, ..] ? first : null;

    /// <summary>All values as numbers.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Finite numbers; null where the attribute is absent or empty, or where any of its values is no number.</returns>
    public IReadOnlyList<double>? GetDoubles(DicomTag tag)
    {
        var numbers = Numbers(tag);
        return numbers.Count > 0 && numbers.All(number => number is not null) ? [.. numbers.Select(number => number!.Value)] : null;
    }

    /// <summary>The bytes of the value, numbers in little endian.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>A slice of what was read or set; null where the attribute is absent.</returns>
    public ReadOnlyMemory<byte>? GetBytes(DicomTag tag) => Find(tag)?.Value;

    /// <summary>The items of a sequence.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The items in order; none where the attribute is absent or no sequence.</returns>
    public IReadOnlyList<DicomDataset> GetItems(DicomTag tag) => Find(tag)?.Items ?? [];

    /// <summary>Takes in an element as a file holds it; a later one replaces an earlier one of the same tag.</summary>
    internal void Add(DicomElement element) => _elements[element.Tag] = element;

    /// <summary>Makes this an item within another dataset, whose character set holds where this one names none.</summary>
    internal void AttachTo(DicomDataset parent) => _parent = parent;

    private IReadOnlyList<double?> Numbers(DicomTag tag)
    {
        if (Find(tag) is not { } element)
        {
            return [];
        }

        if (!VrFacts.IsText(element.Vr))
        {
            return [.. BinaryNumbers.Read(element).Select(number => double.IsFinite(number) ? number : (double?)null)];
        }

        return [.. GetStrings(tag).Select(text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : (double?)null)];
    }

    private string TextOf(DicomElement element) => VrFacts.IsCharacterSetText(element.Vr)
        ? CharacterSets.Decode(element.Value.Span, CharacterSetTerms(), element.Vr)
        : CharacterSets.Decode(element.Value.Span, [], element.Vr);

    private IReadOnlyList<string> CharacterSetTerms()
    {
        for (var dataset = this; dataset is not null; dataset = dataset._parent)
        {
            if (dataset.Contains(DicomTags.SpecificCharacterSet))
            {
                return dataset.GetStrings(DicomTags.SpecificCharacterSet);
            }
        }

        return [];
    }
}
