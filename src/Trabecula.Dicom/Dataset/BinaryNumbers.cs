using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>Numbers of the binary value representations, little endian.</summary>
internal static class BinaryNumbers
{
    /// <summary>The whole numbers that the bytes hold; none for representations that are no numbers.</summary>
    public static IEnumerable<double> Read(DicomElement element)
    {
        var size = Bytes(element.Vr);
        for (var at = 0; size > 0 && at + size <= element.Value.Length; at += size)
        {
            yield return Read(element.Vr, element.Value.Span.Slice(at, size));
        }
    }

    /// <summary>Writes numbers, each of which must lie in the range of the representation.</summary>
    public static byte[] Write(DicomTag tag, DicomVr vr, IReadOnlyList<double> numbers)
    {
        var size = Bytes(vr);
        var bytes = new byte[size * numbers.Count];
        for (var i = 0; i < numbers.Count; i++)
        {
            var (low, high) = Range(vr);
            var number = numbers[i];
            var mustBeWhole = vr is not (DicomVr.FL or DicomVr.FD);
            if (!double.IsFinite(number) || number < low || number > high || (mustBeWhole && number != Math.Floor(number)))
            {
                throw new DicomException(DicomErrors.InvalidValue, $"A number for {tag} does not fit the representation {vr}.");
            }

            Write(vr, number, bytes.AsSpan(i * size, size));
        }

        return bytes;
    }

    private static int Bytes(DicomVr vr) => vr switch
    {
        DicomVr.US or DicomVr.SS or DicomVr.AT or DicomVr.OW => 2,
        DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.OL or DicomVr.OF => 4,
        DicomVr.FD or DicomVr.UV or DicomVr.SV or DicomVr.OD or DicomVr.OV => 8,
        DicomVr.OB => 1,
        _ => 0,
    };

    private static (double Low, double High) Range(DicomVr vr) => vr switch
    {
        DicomVr.OB => (0, byte.MaxValue),
        DicomVr.US or DicomVr.AT or DicomVr.OW => (0, ushort.MaxValue),
        DicomVr.SS => (short.MinValue, short.MaxValue),
        DicomVr.UL or DicomVr.OL => (0, uint.MaxValue),
        DicomVr.SL => (int.MinValue, int.MaxValue),
        DicomVr.FL => (float.MinValue, float.MaxValue),
        DicomVr.FD => (double.MinValue, double.MaxValue),
        _ => (0, -1), // The 64-bit ones are beyond what a double holds exactly.
    };

    private static double Read(DicomVr vr, ReadOnlySpan<byte> bytes) => vr switch
    {
        DicomVr.OB => bytes[0],
        DicomVr.SS => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        DicomVr.US or DicomVr.AT or DicomVr.OW => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        DicomVr.SL => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        DicomVr.UL or DicomVr.OL => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        DicomVr.FL or DicomVr.OF => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        DicomVr.SV => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        DicomVr.UV or DicomVr.OV => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    private static void Write(DicomVr vr, double number, Span<byte> bytes)
    {
        switch (vr)
        {
            case DicomVr.OB:
                bytes[0] = (byte)number;
                break;
            case DicomVr.SS:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)number);
                break;
            case DicomVr.US or DicomVr.AT or DicomVr.OW:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
                break;
            case DicomVr.SL:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)number);
                break;
            case DicomVr.UL or DicomVr.OL:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)number);
                break;
            case DicomVr.FL:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)number);
                break;
            default:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
                break;
        }
    }
}
