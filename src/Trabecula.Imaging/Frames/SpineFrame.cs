using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>The lumbar spine L1–L4, straightened, in a frame of fixed size in millimetres.</summary>
/// <param name="Pixels">Row-major, <see cref="Width"/> × <see cref="Height"/>: how much brighter than the soft tissue beside the spine
/// in the same row, in units of the film's own spread of grey.</param>
/// <param name="Levels">Four masks, L1 to L4, each <see cref="Width"/> × <see cref="Height"/>, 0 or 1.</param>
/// <param name="MmPerFilmPixel">Pixel pitch that was used, mm.</param>
/// <param name="IsScaleAssumed">True where the film's pixel pitch was unknown and taken from the length of L1–L4.</param>
public sealed record SpineFrame(float[] Pixels, float[] Levels, double MmPerFilmPixel, bool IsScaleAssumed)
{
    /// <summary>Columns.</summary>
    public const int Width = 160;

    /// <summary>Rows.</summary>
    public const int Height = 256;

    /// <summary>Millimetres per pixel at the detector: 120 mm × 192 mm in all.</summary>
    public const double PixelMm = 0.75;

    // Upper endplate of L1 to lower endplate of L4 on a film of an adult: 4 bodies of 27.5 mm and 3 discs of 9.1 mm (means of
    // Clouthier 2023 and of this project's phantom), 1.14 times magnified.
    private const double TypicalLengthMm = 156;

    // The strips of soft tissue that are the reference, in mm from the midline at the detector: beyond the bodies (half width 29)
    // and between or beyond the transverse processes.
    private const double StripFromMm = 36, StripToMm = 56;

    /// <summary>Straightens a film along the vertebrae L1 to L4.</summary>
    /// <param name="film">The film, bone bright.</param>
    /// <param name="mmPerPixel">Its pixel pitch at the detector, mm, or null where unknown.</param>
    /// <param name="vertebrae">The four outlines, L1 first.</param>
    /// <exception cref="ArgumentException">Not the four vertebrae L1 to L4.</exception>
    public static SpineFrame From(Raster film, double? mmPerPixel, IReadOnlyList<VertebraOutline> vertebrae)
    {
        if (vertebrae.Count != 4 || vertebrae[0].Level != VertebralLevel.L1 || vertebrae[3].Level != VertebralLevel.L4)
        {
            throw new ArgumentException("The frame needs the outlines of L1, L2, L3 and L4 in this order.", nameof(vertebrae));
        }

        SpineLine line = SpineLine.Through(vertebrae);
        double pitch = mmPerPixel ?? TypicalLengthMm / line.Length;
        double step = PixelMm / pitch;
        int factor = Math.Max(1, (int)Math.Floor(step * 0.8));
        Raster reduced = film.Reduced(factor);
        float[] range = film.UnclippedQuantiles(0.02, 0.98);
        float spread = Math.Max(1e-6f, range[1] - range[0]);

        var pixels = new float[Width * Height];
        var levels = new float[4 * Width * Height];
        for (int row = 0; row < Height; row++)
        {
            double along = (line.Length / 2) + ((row - ((Height - 1) / 2.0)) * step);
            (ImagePoint centre, double rightX, double rightY) = line.At(along);
            (int level, double half) = line.LevelAt(along);
            for (int column = 0; column < Width; column++)
            {
                double across = (column - ((Width - 1) / 2.0)) * step;
                double x = centre.X + (across * rightX), y = centre.Y + (across * rightY);
                pixels[(row * Width) + column] = reduced.Sample(((x + 0.5) / factor) - 0.5, ((y + 0.5) / factor) - 0.5, range[0]) / spread;
                if (level >= 0 && Math.Abs(across) <= half)
                {
                    levels[(level * Width * Height) + (row * Width) + column] = 1;
                }
            }
        }

        SubtractSoftTissue(pixels);
        return new SpineFrame(pixels, levels, pitch, mmPerPixel is null);
    }

    /// <summary>Takes the line between the two strips of soft tissue away from each row.</summary>
    private static void SubtractSoftTissue(float[] pixels)
    {
        const int Smooth = 10;
        int from = (int)(StripFromMm / PixelMm), to = (int)(StripToMm / PixelMm);
        var left = new float[Height];
        var right = new float[Height];
        var strip = new float[to - from];
        for (int row = 0; row < Height; row++)
        {
            left[row] = Median(row, (Width / 2) - to);
            right[row] = Median(row, (Width / 2) + from);
        }

        left = new Raster(1, Height, left).BoxMean(Smooth).Pixels;
        right = new Raster(1, Height, right).BoxMean(Smooth).Pixels;
        double middle = (from + to) / 2.0;
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                float place = (float)Math.Clamp((column - ((Width / 2.0) - middle)) / (2 * middle), -0.2, 1.2);
                pixels[(row * Width) + column] -= left[row] + (place * (right[row] - left[row]));
            }
        }

        float Median(int row, int start)
        {
            pixels.AsSpan((row * Width) + start, strip.Length).CopyTo(strip);
            return OrderStatistics.At(strip, strip.Length / 2);
        }
    }
}
