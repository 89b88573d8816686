using System.Runtime.InteropServices;
using Trabecula.Imaging;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Study;

/// <summary>A straightened spine as a study keeps it: the pixels, and for each row the vertebra and its columns.</summary>
/// <remarks>The four masks of <see cref="SpineFrame"/> would be four times as large as the picture; a row has one vertebra at most.</remarks>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Row-major values as in <see cref="SpineFrame.Pixels"/>.</param>
/// <param name="Levels">For each row 0 for L1 to 3 for L4, or −1 between vertebrae.</param>
/// <param name="From">For each row the first column of the vertebra.</param>
/// <param name="To">For each row the column after its last.</param>
public sealed record StudyFrame(int Height, int Width, float[] Pixels, sbyte[] Levels, short[] From, short[] To)
{
    /// <summary>Vertebrae: L1 to L4.</summary>
    internal const int LevelCount = 4;

    /// <summary>Keeps a straightened spine.</summary>
    /// <param name="frame">The spine.</param>
    public static StudyFrame Of(SpineFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var (levels, from, to) = (new sbyte[SpineFrame.Height], new short[SpineFrame.Height], new short[SpineFrame.Height]);
        for (var row = 0; row < SpineFrame.Height; row++)
        {
            levels[row] = -1;
            for (var level = 0; level < LevelCount; level++)
            {
                var mask = frame.Levels.AsSpan((level * SpineFrame.Height + row) * SpineFrame.Width, SpineFrame.Width);
                var first = mask.IndexOfAnyExcept(0f);
                if (first < 0) continue;
                (levels[row], from[row], to[row]) = ((sbyte)level, (short)first, (short)(mask.LastIndexOfAnyExcept(0f) + 1));
            }
        }
        return new StudyFrame(SpineFrame.Height, SpineFrame.Width, frame.Pixels, levels, from, to);
    }

    /// <summary>The spine as the density network takes it.</summary>
    /// <param name="bmd">8 areal densities, g/cm²; NaN where not measured.</param>
    public DensitySample Sample(float[] bmd) => new(Pixels, Masks(), bmd);

    /// <summary>The spine as films are measured on it; the film's pixel pitch is not kept, and is NaN.</summary>
    public SpineFrame Spine() => new(Pixels, Masks(), double.NaN, IsScaleAssumed: false);

    /// <summary>Writes the frame; <see cref="Read"/> reads it.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(MemoryMarshal.AsBytes(Pixels.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(Levels.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(From.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(To.AsSpan()));
    }

    /// <summary>Reads a frame of a film.</summary>
    /// <param name="stream">From where.</param>
    /// <exception cref="EndOfStreamException">There are fewer bytes than a frame has.</exception>
    /// <exception cref="InvalidDataException">A row has a vertebra or columns that do not exist.</exception>
    public static StudyFrame Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        const int height = SpineFrame.Height, width = SpineFrame.Width;
        var frame = new StudyFrame(height, width, new float[height * width], new sbyte[height], new short[height], new short[height]);
        stream.ReadExactly(MemoryMarshal.AsBytes(frame.Pixels.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(frame.Levels.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(frame.From.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(frame.To.AsSpan()));
        for (var row = 0; row < height; row++)
        {
            if (frame.Levels[row] is < -1 or >= LevelCount || frame.From[row] < 0 || frame.To[row] < frame.From[row] || frame.To[row] > width)
                throw new InvalidDataException("The kept frame names columns that it has not.");
        }
        return frame;
    }

    /// <summary>Four masks, L1 to L4, 0 or 1.</summary>
    internal float[] Masks()
    {
        var masks = new float[LevelCount * Height * Width];
        for (var row = 0; row < Height; row++)
        {
            if (Levels[row] >= 0)
                masks.AsSpan((Levels[row] * Height + row) * Width, Width)[From[row]..To[row]].Fill(1);
        }
        return masks;
    }
}
