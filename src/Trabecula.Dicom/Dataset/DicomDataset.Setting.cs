using System.Globalization;

namespace Trabecula.Dicom;

/// <content>Setting values.</content>
public sealed partial class DicomDataset
{
    // PS3.5, 6.2: a decimal string has at most 16 characters.
    private const int MaxDecimalStringLength = 16;

    private const string Utf8Term = "ISO_IR 192";

    /// <summary>Sets text values; the padding is added when the object is written.</summary>
    /// <remarks>
    /// Text that the dataset's character set cannot hold turns the whole dataset to UTF-8 (ISO_IR 192).
    /// </remarks>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">A representation of text.</param>
    /// <param name="values">The values, none of which holds a backslash unless the representation allows one value only.</param>
    /// <returns>This dataset.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: not a text representation, or a value cannot be written.</exception>
    public DicomDataset Set(DicomTag tag, DicomVr vr, params string[] values)
    {
        if (!VrFacts.IsText(vr))
        {
            throw new DicomException(DicomErrors.InvalidValue, $"{tag} has the representation {vr}, which holds no text.");
        }

        if (VrFacts.IsSingleText(vr) ? values.Length > 1 : values.Any(value => value.Contains('\\')))
        {
            throw new DicomException(DicomErrors.InvalidValue, $"A value for {tag} holds a backslash, which parts values.");
        }

        var text = string.Join('\\', values);
        if (tag == DicomTags.SpecificCharacterSet)
        {
            ChangeCharacterSet(values);
            return this;
        }

        if (!VrFacts.IsCharacterSetText(vr) && !System.Text.Ascii.IsValid(text))
        {
            throw new DicomException(DicomErrors.InvalidValue, $"A value for {tag} holds letters beyond ASCII, which {vr} forbids.");
        }

        var bytes = CharacterSets.Encode(text, CharacterSetTerms());
        if (bytes is null)
        {
            ChangeCharacterSet([Utf8Term]);
            bytes = CharacterSets.Encode(text, [Utf8Term])!;
        }

        Add(new DicomElement(tag, vr, bytes));
        return this;
    }

    /// <summary>Sets numbers, as text for DS and IS, otherwise in binary.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">DS, IS, US, SS, UL, SL, FL, FD, AT, OB, OW or OL.</param>
    /// <param name="values">The numbers; DS keeps as many digits as 16 characters hold.</param>
    /// <returns>This dataset.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: a number is not finite or beyond the representation.</exception>
    public DicomDataset SetNumbers(DicomTag tag, DicomVr vr, params double[] values)
    {
        switch (vr)
        {
            case DicomVr.DS when values.All(double.IsFinite):
                return Set(tag, vr, [.. values.Select(DecimalString)]);
            case DicomVr.IS when values.All(value => value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue):
                return Set(tag, vr, [.. values.Select(value => ((int)value).ToString(CultureInfo.InvariantCulture))]);
            default:
                Add(new DicomElement(tag, vr, BinaryNumbers.Write(tag, vr, values)));
                return this;
        }
    }

    /// <summary>Sets integers; see <see cref="SetNumbers"/>.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">A representation of numbers.</param>
    /// <param name="values">The integers.</param>
    /// <returns>This dataset.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: a number is beyond the representation.</exception>
    public DicomDataset SetInts(DicomTag tag, DicomVr vr, params int[] values) =>
        SetNumbers(tag, vr, [.. values.Select(value => (double)value)]);

    /// <summary>Sets the bytes of a value, numbers in little endian; they are kept, not copied.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">Any representation but SQ.</param>
    /// <param name="value">The bytes, whole words of the representation.</param>
    /// <returns>This dataset.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: a sequence, or broken words.</exception>
    public DicomDataset SetBytes(DicomTag tag, DicomVr vr, ReadOnlyMemory<byte> value)
    {
        if (vr == DicomVr.SQ || value.Length % VrFacts.WordBytes(vr) != 0)
        {
            throw new DicomException(DicomErrors.InvalidValue, $"{value.Length} bytes cannot be the value of {tag} with the representation {vr}.");
        }

        Add(new DicomElement(tag, vr, value));
        return this;
    }

    /// <summary>Sets the fragments of encapsulated pixel data.</summary>
    /// <param name="tag">Pixel Data.</param>
    /// <param name="fragments">The Basic Offset Table, which may be empty, then the fragments of the codestream.</param>
    /// <returns>This dataset.</returns>
    public DicomDataset SetFragments(DicomTag tag, params ReadOnlyMemory<byte>[] fragments)
    {
        Add(new DicomElement(tag, DicomVr.OB, fragments));
        return this;
    }

    /// <summary>Sets the items of a sequence; an item belongs to one sequence only.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="items">The items; they are kept, not copied.</param>
    /// <returns>This dataset.</returns>
    public DicomDataset SetItems(DicomTag tag, params DicomDataset[] items)
    {
        foreach (var item in items)
        {
            // An item that took its character set from another dataset has to name it from now on.
            if (item._parent is not null && item._parent != this && !item.Contains(DicomTags.SpecificCharacterSet)
                && item.CharacterSetTerms() is { Count: > 0 } terms)
            {
                item.Add(CharacterSetElement(terms));
            }

            item.AttachTo(this);
        }

        Add(new DicomElement(tag, items));
        return this;
    }

    /// <summary>Removes an attribute.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True where it was there.</returns>
    public bool Remove(DicomTag tag) => _elements.Remove(tag);

    private static DicomElement CharacterSetElement(IReadOnlyList<string> terms) =>
        new(DicomTags.SpecificCharacterSet, DicomVr.CS, System.Text.Encoding.ASCII.GetBytes(string.Join('\\', terms)));

    // Names another character set and turns the texts that are already there, those of the items included.
    private void ChangeCharacterSet(IReadOnlyList<string> terms)
    {
        var texts = new List<(DicomDataset Dataset, DicomElement Element, string Text)>();
        var pending = new Stack<DicomDataset>([this]);
        while (pending.TryPop(out var dataset))
        {
            foreach (var element in dataset.Elements)
            {
                if (VrFacts.IsCharacterSetText(element.Vr))
                {
                    texts.Add((dataset, element, dataset.TextOf(element)));
                }

                foreach (var item in (element.Items ?? []).Where(item => !item.Contains(DicomTags.SpecificCharacterSet)))
                {
                    pending.Push(item);
                }
            }
        }

        var turned = texts.ConvertAll(text => CharacterSets.Encode(text.Text, terms) ?? throw new DicomException(
            DicomErrors.InvalidValue, $"The text of {text.Element.Tag} cannot be written in the character set {string.Join('\\', terms)}."));
        Add(CharacterSetElement(terms));
        for (var i = 0; i < texts.Count; i++)
        {
            texts[i].Dataset.Add(new DicomElement(texts[i].Element.Tag, texts[i].Element.Vr, turned[i]));
        }
    }

    private static string DecimalString(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = 15; text.Length > MaxDecimalStringLength; digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }
}
