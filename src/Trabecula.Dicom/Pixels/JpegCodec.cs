using System.Runtime.InteropServices;
using JpegLibrary;

namespace Trabecula.Dicom;

/// <summary>JPEG by JpegLibrary: baseline, extended and lossless (ISO/IEC 10918-1, processes 1, 2, 4 and 14).</summary>
internal static class JpegCodec
{
    private const int BlockSize = 8;
    private const int FirstOrder = 1;

    /// <summary>The words of the frame.</summary>
    /// <exception cref="DicomException">The codestream is not the frame, or is cut off.</exception>
    public static int[] Decode(ReadOnlyMemory<byte> codestream, PixelLayout layout)
    {
        var decoder = new JpegDecoder();
        decoder.SetInput(codestream);
        decoder.Identify();
        new Codestream(decoder.Height, decoder.Width, decoder.NumberOfComponents, decoder.Precision).MustMatch(layout);

        if (decoder.StartOfFrame == JpegMarker.StartOfFrame3 && JpegScan.SelectionValue(codestream.Span) is not FirstOrder)
        {
            // JpegLibrary 0.4.32 predicts the first line by the scan's predictor, where the standard wants the sample to
            // the left (H.1.2.1): other samples than DCMTK's come out. A refusal is better than a wrong film.
            throw new DicomException(DicomErrors.CodecFailed, "Lossless JPEG is decoded with first-order prediction (selection value 1) only.");
        }

        // A sample of a lossless scan takes a bit at least; an 8 × 8 block of the others two (its DC and the end of block).
        var isLossless = decoder.StartOfFrame == JpegMarker.StartOfFrame3;
        if (layout.Pixels > (isLossless ? 8L : 4L * BlockSize * BlockSize) * codestream.Length)
        {
            throw new DicomException(DicomErrors.BadDimensions, $"{codestream.Length} bytes of JPEG cannot hold {layout.Rows} rows of {layout.Columns} pixels.");
        }

        var writer = new FrameWriter(layout, isLossless, (1 << decoder.Precision) - 1);
        decoder.SetOutputWriter(writer);
        decoder.Decode();
        return writer.Words;
    }

    // Takes the blocks that the library decodes. Blocks at the right and lower edges reach beyond the frame.
    private sealed class FrameWriter(PixelLayout layout, bool isLossless, int greatest) : JpegBlockOutputWriter
    {
        public int[] Words { get; } = new int[layout.Pixels];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var block = MemoryMarshal.CreateReadOnlySpan(ref blockRef, BlockSize * BlockSize);
            var width = Math.Min(BlockSize, layout.Columns - x);
            var height = Math.Min(BlockSize, layout.Rows - y);
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    // Lossless samples are bare words of up to 16 bits; transformed ones may overshoot their range.
                    var sample = block[(row * BlockSize) + column];
                    Words[((y + row) * layout.Columns) + x + column] = isLossless ? (ushort)sample : Math.Clamp((int)sample, 0, greatest);
                }
            }
        }
    }
}
