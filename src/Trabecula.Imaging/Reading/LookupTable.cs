using System.Buffers.Binary;
using Trabecula.Dicom;

namespace Trabecula.Imaging.Reading;

/// <summary>One item of a Modality or VOI LUT sequence (PS3.3 C.11.1.1 and C.11.2.1.1).</summary>
/// <param name="FirstMapped">The input that the first entry is for; smaller inputs get the first entry too.</param>
/// <param name="Bits">Bits of an entry, 8 to 16.</param>
/// <param name="Entries">The outputs, in order; inputs beyond the last get the last.</param>
internal sealed record LookupTable(int FirstMapped, int Bits, ushort[] Entries)
{
    /// <summary>The number of entries that the descriptor writes as 0 (PS3.3 C.11.1.1).</summary>
    private const int EntriesWrittenAsZero = 1 << 16;

    /// <summary>Reads a table, or tells that it cannot be used.</summary>
    /// <param name="item">The item of the sequence.</param>
    /// <param name="isInputSigned">Whether the first mapped value is signed, as the inputs are.</param>
    /// <returns>The table, or null where descriptor and data do not fit together.</returns>
    public static LookupTable? TryParse(DicomDataset item, bool isInputSigned)
    {
        var descriptor = item.GetDoubles(DicomTags.LUTDescriptor);
        var data = item.GetBytes(DicomTags.LUTData);
        if (descriptor is not [var counted, var mapped, var depth] || data is not { Length: > 0 } bytes)
        {
            return null;
        }

        var count = (int)counted & 0xFFFF;
        count = count == 0 ? EntriesWrittenAsZero : count;
        var first = isInputSigned ? (short)(int)mapped : (int)mapped & 0xFFFF;
        var bits = (int)depth;
        if (bits is < 8 or > 16)
        {
            return null;
        }

        return bytes.Length >= 2 * count ? new LookupTable(first, bits, Words(bytes.Span, count))
            : bits == 8 && bytes.Length >= count ? new LookupTable(first, bits, Bytes(bytes.Span, count))
            : null;
    }

    /// <summary>Looks a value up; inputs are rounded down to whole numbers and held within the table.</summary>
    public double this[double input] => Entries[(int)Math.Clamp(Math.Floor(input) - FirstMapped, 0, Entries.Length - 1)];

    private static ushort[] Words(ReadOnlySpan<byte> data, int count)
    {
        var entries = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(2 * i, 2));
        }

        return entries;
    }

    private static ushort[] Bytes(ReadOnlySpan<byte> data, int count)
    {
        var entries = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = data[i];
        }

        return entries;
    }
}
