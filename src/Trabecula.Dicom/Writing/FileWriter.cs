namespace Trabecula.Dicom;

/// <summary>Writes Part 10 files in explicit little endian with defined lengths; the same object gives the same bytes.</summary>
internal static class FileWriter
{
    // PS3.5, 7.5 sets no bound; this one keeps the writer's own recursion, and readers like ours, in theirs.
    private const int MaxDepth = 64;
    private const uint Undefined = 0xFFFFFFFF;
    private const uint ItemTag = 0xE000FFFE;
    private const uint SequenceEnd = 0xE0DDFFFE;

    /// <summary>Writes a whole file.</summary>
    public static byte[] Write(DicomDataset meta, DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var writer = new ByteWriter();
        writer.Bytes(new byte[128]);
        writer.Bytes("DICM"u8);
        var lengthAt = writer.Length + 8;
        meta.SetInts(DicomTags.FileMetaInformationGroupLength, DicomVr.UL, 0);
        WriteElements(writer, meta, isMeta: true, depth: 0);
        writer.PatchUInt32(lengthAt, (uint)(writer.Length - lengthAt - 4));
        WriteElements(writer, dataset, isMeta: false, depth: 0);
        if (dataset.Find(DicomTags.PixelData) is { } pixels && syntax.IsEncapsulated != (pixels.Fragments is not null))
        {
            throw new DicomException(DicomErrors.InvalidValue, $"The pixel data do not fit the transfer syntax {syntax.Name}.");
        }

        return writer.ToArray();
    }

    private static void WriteElements(ByteWriter writer, DicomDataset dataset, bool isMeta, int depth)
    {
        foreach (var element in dataset.Elements)
        {
            if (element.Tag.Group < 8 && !isMeta)
            {
                throw new DicomException(DicomErrors.InvalidValue, $"{element.Tag} has no place in a dataset.");
            }

            if (element.Items is { } items)
            {
                WriteItems(writer, element.Tag, items, depth);
            }
            else if (element.Fragments is { } fragments)
            {
                WriteFragments(writer, element.Tag, fragments);
            }
            else
            {
                WriteValue(writer, element);
            }
        }
    }

    private static void WriteValue(ByteWriter writer, DicomElement element)
    {
        var length = (uint)(element.Value.Length + (element.Value.Length & 1));

        // PS3.5, 6.2.2, note 3: a value too long for a 16-bit length is written as UN.
        var vr = length > ushort.MaxValue && !VrFacts.HasLongHeader(element.Vr) ? DicomVr.UN : element.Vr;
        WriteHeader(writer, element.Tag, vr, length);
        writer.Padded(element.Value.Span, VrFacts.Padding(element.Vr));
    }

    private static void WriteHeader(ByteWriter writer, DicomTag tag, DicomVr vr, uint length)
    {
        writer.UInt16(tag.Group);
        writer.UInt16(tag.Element);
        writer.UInt16(VrFacts.Letters(vr));
        if (VrFacts.HasLongHeader(vr))
        {
            writer.UInt16(0);
            writer.UInt32(length);
        }
        else
        {
            writer.UInt16((ushort)length);
        }
    }

    private static void WriteItems(ByteWriter writer, DicomTag tag, IReadOnlyList<DicomDataset> items, int depth)
    {
        if (depth >= MaxDepth)
        {
            throw new DicomException(DicomErrors.InvalidValue, $"Sequences nest more than {MaxDepth} deep.");
        }

        WriteHeader(writer, tag, DicomVr.SQ, 0);
        var sequenceStart = writer.Length;
        foreach (var item in items)
        {
            writer.UInt32(ItemTag);
            writer.UInt32(0);
            var itemStart = writer.Length;
            WriteElements(writer, item, isMeta: false, depth + 1);
            writer.PatchUInt32(itemStart - 4, (uint)(writer.Length - itemStart));
        }

        writer.PatchUInt32(sequenceStart - 4, (uint)(writer.Length - sequenceStart));
    }

    private static void WriteFragments(ByteWriter writer, DicomTag tag, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        WriteHeader(writer, tag, DicomVr.OB, Undefined);
        foreach (var fragment in fragments)
        {
            writer.UInt32(ItemTag);
            writer.UInt32((uint)(fragment.Length + (fragment.Length & 1)));
            writer.Padded(fragment.Span, 0);
        }

        writer.UInt32(SequenceEnd);
        writer.UInt32(0);
    }
}
