namespace Trabecula.Imaging;

/// <summary>A small 8-bit picture of a film, to draw on and to show.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major, <c>Width * Height</c>; bone bright.</param>
public sealed record GreyPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>
    /// The share of pixels that goes to black and to white. Markers, collimated borders and dead pixels would otherwise
    /// take most of the 256 greys. Our choice, by eye.
    /// </summary>
    private const double ClippedShare = 0.005;

    /// <summary>Bins of the histogram that the percentiles are read from; a sixteenth of a grey.</summary>
    private const int Bins = 4096;

    /// <summary>Makes a picture by averaging over areas and windowing between percentiles 0.5 and 99.5.</summary>
    /// <param name="film">The film.</param>
    /// <param name="maxSide">The longer side of the picture at most, in pixels, at least 1; a smaller film keeps its size.</param>
    /// <returns>The picture; x and y scale by <c>Width / film.Width</c> and <c>Height / film.Height</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSide"/> is below 1.</exception>
    public static GreyPicture From(Radiograph film, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        var shrink = Math.Max(1.0, (double)Math.Max(film.Width, film.Height) / maxSide);
        var width = Math.Max(1, (int)Math.Round(film.Width / shrink));
        var height = Math.Max(1, (int)Math.Round(film.Height / shrink));
        var small = Average(film, width, height);
        var (black, white) = Percentiles(small);
        var scale = white > black ? 255 / (white - black) : 0;
        var pixels = Array.ConvertAll(small, value => (byte)Math.Clamp(MathF.Round((value - black) * scale), 0, 255));
        return new GreyPicture(width, height, pixels);
    }

    /// <summary>Each new pixel is the mean of the whole old pixels whose centres fall in it; it has at least one.</summary>
    private static float[] Average(Radiograph film, int width, int height)
    {
        var small = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Extent(y, film.Height, height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Extent(x, film.Width, width);
                double sum = 0;
                for (var row = top; row < bottom; row++)
                {
                    foreach (var value in film.Pixels.AsSpan(row * film.Width + left, right - left))
                    {
                        sum += value;
                    }
                }

                small[y * width + x] = (float)(sum / ((bottom - top) * (right - left)));
            }
        }

        return small;
    }

    private static (int From, int To) Extent(int index, int oldLength, int newLength) =>
        ((int)((long)index * oldLength / newLength), (int)((long)(index + 1) * oldLength / newLength));

    private static (float Black, float White) Percentiles(float[] values)
    {
        var (low, high) = (values.Min(), values.Max());
        if (high <= low)
        {
            return (low, low);
        }

        var counts = new int[Bins];
        var perBin = (high - low) / Bins;
        foreach (var value in values)
        {
            counts[Math.Min(Bins - 1, (int)((value - low) / perBin))]++;
        }

        var tail = (int)(values.Length * ClippedShare);
        var (first, last) = (0, Bins - 1);
        for (var seen = counts[first]; seen <= tail && first < last; seen += counts[first])
        {
            first++;
        }

        for (var seen = counts[last]; seen <= tail && last > first; seen += counts[last])
        {
            last--;
        }

        return (low + first * perBin, low + (last + 1) * perBin);
    }
}
