using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>How the headers of elements are laid out.</summary>
/// <param name="IsExplicit">Whether each element names its value representation.</param>
/// <param name="IsBig">Whether numbers start with their high byte.</param>
internal sealed record ElementSyntax(bool IsExplicit, bool IsBig)
{
    /// <summary>Implicit VR Little Endian.</summary>
    public static ElementSyntax ImplicitLittle { get; } = new(false, false);

    /// <summary>Explicit VR Little Endian.</summary>
    public static ElementSyntax ExplicitLittle { get; } = new(true, false);

    /// <summary>Explicit VR Big Endian.</summary>
    public static ElementSyntax ExplicitBig { get; } = new(true, true);

    /// <summary>The tag at the start of the bytes.</summary>
    public DicomTag Tag(ReadOnlySpan<byte> bytes) => new(UInt16(bytes), UInt16(bytes[2..]));

    /// <summary>The 16-bit number at the start of the bytes.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        IsBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>The 32-bit number at the start of the bytes.</summary>
    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        IsBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
