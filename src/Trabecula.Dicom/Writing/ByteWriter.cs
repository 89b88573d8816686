using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>A growing run of little-endian bytes in which lengths are filled in afterwards.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>How many bytes there are.</summary>
    public int Length => _length;

    /// <summary>Appends a 16-bit number.</summary>
    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Grow(2), value);

    /// <summary>Appends a 32-bit number.</summary>
    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Grow(4), value);

    /// <summary>Appends bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Grow(value.Length));

    /// <summary>Appends bytes, and one more where their number is odd.</summary>
    public void Padded(ReadOnlySpan<byte> value, byte padding)
    {
        Bytes(value);
        if (value.Length % 2 != 0)
        {
            Grow(1)[0] = padding;
        }
    }

    /// <summary>Writes over a 32-bit number that is already there.</summary>
    public void PatchUInt32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>What has been written.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private Span<byte> Grow(int count)
    {
        var needed = checked(_length + count);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * _bytes.Length)));
        }

        var span = _bytes.AsSpan(_length, count);
        _length = needed;
        return span;
    }
}
