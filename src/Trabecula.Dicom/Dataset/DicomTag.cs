using System.Globalization;

namespace Trabecula.Dicom;

/// <summary>The tag of an attribute (PS3.5, 7.1).</summary>
/// <param name="Group">Group number.</param>
/// <param name="Element">Element number.</param>
public readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    /// <summary>True for private attributes, those of odd groups.</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>Group and element as one number, by which attributes are ordered.</summary>
    public uint Value => ((uint)Group << 16) | Element;

    /// <inheritdoc />
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>The tag as <c>(gggg,eeee)</c>.</summary>
    /// <returns>Eight hexadecimal digits in the notation of PS3.5.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");
}
