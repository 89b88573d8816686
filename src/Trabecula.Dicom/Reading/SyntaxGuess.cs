using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>Tells from the first element how a dataset is laid out, where the file does not say or says it wrongly.</summary>
internal static class SyntaxGuess
{
    // Without a preamble the first element has to be one that objects start with: group 0008 up to (0008,0070).
    private const int LastFirstElement = 0x0070;

    /// <summary>The layout of a file without meta information, or null where the bytes look like no dataset.</summary>
    public static DicomTransferSyntax? OfBareDataset(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
        {
            return null;
        }

        var isKnownVr = VrFacts.Find(bytes[4], bytes[5]) is not null;
        if (isKnownVr && BinaryPrimitives.ReadUInt16BigEndian(bytes) == 8 && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) <= LastFirstElement)
        {
            return DicomTransferSyntax.ExplicitBigEndian;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes) != 8 || BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) > LastFirstElement)
        {
            return null;
        }

        if (isKnownVr)
        {
            return DicomTransferSyntax.ExplicitLittleEndian;
        }

        return IsPlausibleImplicit(bytes) ? DicomTransferSyntax.ImplicitLittleEndian : null;
    }

    /// <summary>The layout of a little-endian dataset whose meta information claims one that its first element belies.</summary>
    /// <param name="bytes">The dataset.</param>
    /// <param name="claimed">What the meta information says.</param>
    public static ElementSyntax OfClaimed(ReadOnlySpan<byte> bytes, ElementSyntax claimed)
    {
        if (claimed.IsBig || bytes.Length < 8)
        {
            return claimed;
        }

        var isKnownVr = VrFacts.Find(bytes[4], bytes[5]) is not null;
        if (claimed.IsExplicit)
        {
            return !isKnownVr && IsPlausibleImplicit(bytes) ? ElementSyntax.ImplicitLittle : claimed;
        }

        // The letters of a VR, read as an implicit length, are at least 0x4141 and mostly beyond what is there.
        var implicitLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return isKnownVr && implicitLength > bytes.Length - 8 ? ElementSyntax.ExplicitLittle : claimed;
    }

    // A short first value, followed by an element of the same group or a higher one.
    private static bool IsPlausibleImplicit(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (length > (uint)(bytes.Length - 8) || length % 2 != 0)
        {
            return false;
        }

        var next = bytes[(8 + (int)length)..];
        return next.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(next) >= BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
