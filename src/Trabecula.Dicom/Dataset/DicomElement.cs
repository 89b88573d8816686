namespace Trabecula.Dicom;

/// <summary>One attribute of a dataset: a value, the items of a sequence, or the fragments of encapsulated pixels.</summary>
public sealed class DicomElement
{
    internal DicomElement(DicomTag tag, DicomVr vr, ReadOnlyMemory<byte> value) => (Tag, Vr, Value) = (tag, vr, value);

    internal DicomElement(DicomTag tag, IReadOnlyList<DicomDataset> items) => (Tag, Vr, Items) = (tag, DicomVr.SQ, items);

    internal DicomElement(DicomTag tag, DicomVr vr, IReadOnlyList<ReadOnlyMemory<byte>> fragments) =>
        (Tag, Vr, Fragments) = (tag, vr, fragments);

    /// <summary>The tag.</summary>
    public DicomTag Tag { get; }

    /// <summary>The value representation; <see cref="DicomVr.UN"/> where a file in implicit syntax does not tell.</summary>
    public DicomVr Vr { get; }

    /// <summary>The bytes of the value, numbers in little endian whatever the file's order; empty for sequences.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>The items of a sequence, or null.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; }

    /// <summary>The fragments of encapsulated pixel data, the Basic Offset Table first, or null.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; }
}
