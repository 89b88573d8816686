using System.Buffers.Binary;
using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>A PNG picture as a PDF holds it: the same compressed rows (PDF 32000-1, 7.4.4.4, predictor 15).</summary>
internal sealed record PdfPicture(int Width, int Height, int Colors, byte[] Compressed)
{
    private const int LargestSide = 65_536;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Takes a PNG of 8 bits, grey or RGB, not interlaced (W3C PNG, 2003).</summary>
    /// <exception cref="TrabeculaException"><c>invalid_picture</c> where it is another.</exception>
    public static PdfPicture Of(ReadOnlySpan<byte> png)
    {
        const int lengthOfHeader = 13;
        if (png.Length < 8 + 12 + lengthOfHeader || !png.StartsWith(Signature))
            throw Invalid();
        var header = png[16..];
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        if (width is 0 or > LargestSide || height is 0 or > LargestSide || header[8] != 8 || header[9] is not (0 or 2) || header[12] != 0)
            throw Invalid();
        using var data = new MemoryStream();
        for (var rest = png[8..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                throw Invalid();
            if (rest.Slice(4, 4).SequenceEqual("IDAT"u8))
                data.Write(rest.Slice(8, (int)length));
            rest = rest[(12 + (int)length)..];
        }

        return new PdfPicture((int)width, (int)height, header[9] == 0 ? 1 : 3, data.ToArray());
    }

    private static TrabeculaException Invalid() =>
        new("invalid_picture", "A picture of a report must be a PNG of 8 bits, grey or RGB, not interlaced.");
}
