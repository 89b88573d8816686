namespace Trabecula.Dicom;

/// <summary>Turns values of big-endian files to little endian.</summary>
internal static class ByteOrder
{
    /// <summary>The value with the bytes of each word reversed; bytes after the last whole word stay as they are.</summary>
    public static ReadOnlyMemory<byte> Swapped(ReadOnlyMemory<byte> value, DicomVr vr)
    {
        var word = VrFacts.WordBytes(vr);
        if (word == 1)
        {
            return value;
        }

        var swapped = value.ToArray();
        for (var at = 0; at + word <= swapped.Length; at += word)
        {
            swapped.AsSpan(at, word).Reverse();
        }

        return swapped;
    }
}
