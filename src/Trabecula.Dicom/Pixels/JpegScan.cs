using System.Buffers.Binary;

namespace Trabecula.Dicom;

/// <summary>The header of a JPEG codestream's first scan (ISO/IEC 10918-1, B.2.3).</summary>
internal static class JpegScan
{
    private const byte StartOfScan = 0xDA;

    /// <summary>The predictor of a lossless scan, 1 to 7, or null where no whole scan header is found.</summary>
    public static int? SelectionValue(ReadOnlySpan<byte> codestream)
    {
        var at = 2;
        while (at + 4 <= codestream.Length && codestream[at] == 0xFF)
        {
            var marker = codestream[at + 1];
            if (marker == 0xFF)
            {
                at++; // A fill byte.
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(codestream[(at + 2)..]);
            if (marker == StartOfScan)
            {
                // Ls, Ns, two bytes for each component, then Ss, which lossless scans use for the predictor.
                var selection = at + 5 + (2 * codestream[at + 4]);
                return selection < codestream.Length ? codestream[selection] : null;
            }

            at += 2 + length;
        }

        return null;
    }
}
